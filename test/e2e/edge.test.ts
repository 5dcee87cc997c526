import { eq } from 'drizzle-orm'
import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { request } from 'node:http'
import { expect, it, onTestFinished } from 'vitest'
import { outbox } from '../../src/mail/table.ts'
import { transaction } from '../../src/db/transaction.ts'
import { disclosure, universityB } from '../support/records.ts'
import { startSmtp } from '../support/smtp.ts'
import { approvedLicence, edgeDesk, letterTo } from './desk.ts'
import { startInspected } from './inspected.ts'
import { type Thing, visitor } from './visitor.ts'
import { useWorker } from './worker.ts'

const worker = useWorker()
/** What an isolate may hold, in megabytes. */
const limit = 128

it('mails a contract over STARTTLS to a server that asks for a password', async () => {
  const desk = await edgeDesk(worker, { certificate: worker.certificate(), password: 'right' })
  const { as, agreement } = await approvedLicence(desk)
  const legal = visitor(desk.url, as.legal.cookie)
  const contract = await legal.make(`/api/agreements/${agreement.id}/contracts`, { locale: 'bilingual' })
  const letter = await letterTo(desk.smtp, as.enterprise.email, new RegExp(contract.reference))
  expect(letter).toMatchObject({ secure: true, user: 'desk', to: [as.enterprise.email] })
  expect(letter.message.attachments[0]?.bytes.subarray(0, 5).toString()).toBe('%PDF-')
})

it('sends by the minute what could not leave at once', async () => {
  const desk = await edgeDesk(worker)
  const officer = await desk.person((await desk.tenant('office', universityB)).id, ['officer'], '罗宁')
  await desk.smtp.close()
  await visitor(desk.url).ask('POST', '/sign-in', { form: [['email', officer.email]] })
  const row = async () => (await desk.db.select().from(outbox))[0]
  await expect.poll(row, { timeout: 30_000 }).toMatchObject({ state: 'queued', attempts: 1 })
  expect((await row())?.problem).not.toBeNull()

  const again = await startSmtp({ port: desk.smtp.port })
  onTestFinished(() => again.close())
  expect(await desk.minute()).toMatchObject({ outcome: 'ok' })
  expect(again.letters).toEqual([]) // its next try is not due yet
  const due = { nextAt: new Date().toISOString() }
  await transaction(desk.system(), (ctx) => ctx.db.update(outbox).set(due).where(eq(outbox.state, 'queued')))
  await desk.client.execute('delete from job_runs') // as if a minute had gone by
  await Promise.all([desk.minute(), desk.minute()])
  expect(again.letters).toMatchObject([{ to: [officer.email] }])
  expect(await row()).toMatchObject({ state: 'sent', attempts: 2, secret: null })
})

it('takes fifty records at once, each with a number of its own, while others read', async () => {
  const desk = await edgeDesk(worker)
  const { id } = await desk.tenant('office', universityB)
  const officer = visitor(desk.url, (await desk.person(id, ['officer'], '罗宁')).cookie)
  const [made, read] = await Promise.all([
    Promise.all(Array.from({ length: 50 }, () => officer.make('/api/achievements', disclosure))),
    Promise.all(Array.from({ length: 10 }, () => officer.ask('GET', '/api/achievements'))),
  ])
  expect(read.map(({ status }) => status)).toEqual(Array.from({ length: 10 }, () => 200))
  const numbers = made.map(({ reference }) => Number(reference.split('-').at(-1))).toSorted((a, b) => a - b)
  expect(numbers).toEqual(Array.from({ length: 50 }, (_, i) => i + 1))
})

it('shows no office the records of another', async () => {
  const desk = await edgeDesk(worker)
  const { patent, agreement } = await approvedLicence(desk)
  const other = await desk.tenant('office', universityB)
  const stranger = visitor(desk.url, (await desk.person(other.id, ['office_head', 'officer', 'legal'], '罗宁')).cookie)
  for (const path of [`patents/${patent.id}`, `agreements/${agreement.id}`, `agreements/${agreement.id}/history`])
    expect((await stranger.ask('GET', `/api/${path}`)).status).toBe(404)
  expect((await stranger.ask('GET', `/agreements/${agreement.id}`)).status).toBe(404)
})

it('refuses to serve, in words, while the database is behind', async () => {
  const desk = await edgeDesk(worker)
  await desk.client.execute('delete from __drizzle_migrations')
  const anybody = visitor(desk.url)
  const page = await anybody.ask('GET', '/sign-in', { headers: { 'accept-language': 'en' } })
  expect([page.status, await page.text()]).toEqual([503, expect.stringContaining('npm run cli -- migrate')])
  const problem = await anybody.ask('GET', '/api/patents', { headers: { 'accept-language': 'zh' } })
  expect([problem.status, await problem.text()]).toEqual([503, expect.stringContaining('数据库结构落后')])
  expect((await anybody.ask('GET', '/readyz')).status).toBe(503)
  await desk.minute()
  expect((await desk.client.execute('select * from job_runs')).rows).toEqual([])
})

it('answers a wrong setting by its name alone', async () => {
  const secrets = { SECRET: 'too short', DATABASE_URL: 'http://127.0.0.1:9', DATABASE_TOKEN: 'secret token' }
  const { url } = await worker.start({ ...secrets, PUBLIC_URL: 'https://desk.example.edu.cn' })
  const answer = await visitor(url).ask('GET', '/sign-in')
  expect([answer.status, await answer.text()]).toEqual([503, 'SECRET must have at least 32 characters\n'])
})

it('serves the files of the build for ever, and nothing else of their folder', async () => {
  const { url } = await edgeDesk(worker)
  const { ask } = visitor(url)
  const { 'app.css': css = '' } = JSON.parse(await readFile('dist/public/assets.json', 'utf8')) as Record<
    string,
    string
  >
  const { status, headers } = await ask('GET', css)
  expect([status, headers.get('cache-control'), headers.get('x-content-type-options')]).toEqual([
    200,
    'public, max-age=31536000, immutable',
    'nosniff',
  ])
  for (const path of ['/assets.json', '/fonts/source-serif-4-400.ttf', '/assets/none.css'])
    expect((await ask('GET', path)).status).toBe(404)
  const trace = request(url, { method: 'TRACE' }).end()
  const [answer] = (await once(trace, 'response')) as [{ statusCode: number; resume(): void }]
  answer.resume()
  expect(answer.statusCode).toBe(405)
})

it('draws contracts within the memory of an isolate, even where a rare character needs the full fonts', async () => {
  const desk = await edgeDesk({ start: startInspected })
  const { as, agreement, partner } = await approvedLicence(desk)
  const officer = visitor(desk.url, as.officer.cookie)
  const entry: Thing & { legalRepresentative: string } = await officer.get(`/api/organisations/${partner.id}`)
  expect(entry.legalRepresentative).toContain('𬱖')
  await officer.get('/api/agreements')
  const draw = async (): Promise<void> => {
    const path = `/api/agreements/${agreement.id}/contract_previews`
    const drawn = await officer.ask('POST', path, { json: { locale: 'bilingual' } })
    expect([drawn.status, (await drawn.arrayBuffer()).byteLength]).toEqual([200, expect.any(Number)])
  }
  const { heap, buffers, process } = await desk.worstDuring(() => Promise.all(Array.from({ length: 6 }, draw)))
  console.log(
    `measured: heap at its worst ${heap + buffers} MB (${heap} MB objects, ${buffers} MB buffers), process ${process} MB`
  )
  expect(heap + buffers).toBeLessThan(limit)
  expect(buffers).toBeGreaterThan(29) // the full fonts are there
})
