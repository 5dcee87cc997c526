import { createServer, type Server, type Socket } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { scanner } from '../../src/documents/clamd.ts'
import { documents } from '../../src/documents/table.ts'
import { inDatabase } from '../../src/kernel/files.ts'
import { pdf, upload } from '../attachments/files.ts'
import { testOffice } from '../support/office.ts'
import { sampleRecords } from '../support/records.ts'

/** A clamd as its manual says it: pieces with their length before them, zero at the end, then one answer. */
async function clamd(answer: (seen: Buffer) => string | null): Promise<{ host: string; port: number }> {
  const open = new Set<Socket>()
  const server: Server = createServer((socket) => {
    open.add(socket)
    let got = Buffer.alloc(0)
    socket.on('error', () => undefined)
    socket.on('data', (data) => {
      got = Buffer.concat([got, data])
      const command = 'zINSTREAM\0'
      if (got.length < command.length) return
      if (got.subarray(0, command.length).toString('latin1') !== command) return socket.end('UNKNOWN COMMAND\0')
      const pieces: Buffer[] = []
      for (let at = command.length; at + 4 <= got.length;) {
        const length = got.readUInt32BE(at)
        if (length === 0) {
          const said = answer(Buffer.concat(pieces))
          if (said === null) socket.destroy()
          else socket.end(`${said}\0`)
          return
        }
        pieces.push(got.subarray(at + 4, at + 4 + length))
        at += 4 + length
      }
    })
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    for (const socket of open) socket.destroy()
    return new Promise((done) => server.close(() => done()))
  })
  return { host: '127.0.0.1', port: (server.address() as { port: number }).port }
}

const eicar = 'stream: Win.Test.EICAR_HDB-1 FOUND'
async function deskWith(at: { host: string; port: number }, wait = 2_000) {
  const desk = await testOffice({}, undefined, { ...inDatabase, scan: scanner(at, wait)! })
  const { achievement } = await sampleRecords(desk)
  const send = (bytes = pdf()) =>
    upload(desk.app, desk.as.officer, `/api/achievements/${achievement.id}/attachments`, { bytes })
  return { ...desk, achievement, send, kept: () => desk.db.$count(documents) }
}

it('shows every byte of an upload to the scanner and saves what it lets pass', async () => {
  const seen: Buffer[] = []
  const desk = await deskWith(await clamd((bytes) => (seen.push(bytes), 'stream: OK')))
  const large = pdf(`/Big(${'x'.repeat(300_000)})`)
  expect((await desk.send(large)).status).toBe(201)
  expect(seen).toHaveLength(1)
  expect(new Uint8Array(seen[0]!)).toEqual(large)
})

it('refuses what the scanner finds, with its name beside the file, and saves nothing', async () => {
  const desk = await deskWith(await clamd(() => eicar))
  const answer = await desk.send()
  expect(answer.status).toBe(422)
  const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] }
  expect(errors).toEqual([{ path: 'file', message: '病毒扫描发现 Win.Test.EICAR_HDB-1，文件未保存' }])
  const page = await upload(desk.app, desk.as.officer, `/achievements/${desk.achievement.id}/attachments/new`)
  expect(page.status).toBe(422)
  expect(await page.text()).toContain('Win.Test.EICAR_HDB-1')
  expect(await desk.kept()).toBe(0)
})

it.each<[string, () => Promise<{ host: string; port: number }>]>([
  ['answers with an error', () => clamd(() => 'INSTREAM size limit exceeded. ERROR')],
  ['hangs up', () => clamd(() => null)],
  ['says something else', () => clamd(() => 'stream: OKAY')],
  ['is not there', () => Promise.resolve({ host: '127.0.0.1', port: 1 })],
])('answers 503 and saves nothing when the scanner %s', async (_, at) => {
  const desk = await deskWith(await at())
  const answer = await desk.send()
  expect(answer.status).toBe(503)
  expect(answer.headers.get('retry-after')).toBe('60')
  expect(await desk.kept()).toBe(0)
})

it('does not wait for ever', async () => {
  const server = createServer(() => undefined)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => void server.close())
  const { port } = server.address() as { port: number }
  await expect(scanner({ host: '127.0.0.1', port }, 100)!(pdf())).rejects.toMatchObject({ code: 'unavailable' })
})
