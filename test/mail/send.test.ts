import { asc } from 'drizzle-orm'
import { randomBytes } from 'node:crypto'
import { getCACertificates, setDefaultCACertificates } from 'node:tls'
import { afterAll, expect, it, onTestFinished } from 'vitest'
import { openClient, openStore } from '../../src/db/store.ts'
import { storeDocument } from '../../src/documents/actions.ts'
import { runDue } from '../../src/jobs.ts'
import { newId, sha256Hex } from '../../src/kernel/ids.ts'
import { seal } from '../../src/kernel/secrets.ts'
import { enqueue, requeue } from '../../src/mail/actions.ts'
import type { Letter } from '../../src/mail/mail.ts'
import { sendDue } from '../../src/mail/send.ts'
import { outbox } from '../../src/mail/table.ts'
import { testDesk } from '../support/office.ts'
import { makeCertificate, startSmtp } from '../support/smtp.ts'

const minute = 60_000
const hour = 60 * minute
const trusted = getCACertificates('default')
afterAll(() => setDefaultCACertificates(trusted))

/** A desk that sends to a real mail server, and what its outbox holds. */
async function postOffice(options: Parameters<typeof startSmtp>[0] = {}, settings: Record<string, string> = {}) {
  const smtp = await startSmtp(options)
  onTestFinished(() => smtp.close())
  const desk = await testDesk({ SMTP_URL: smtp.url, MAIL_FROM: '转化台 <desk@example.edu.cn>', ...settings })
  const rows = () => desk.db.select().from(outbox).orderBy(asc(outbox.seq))
  const post = async (recipient: string, cause: string, more: Partial<Letter> = {}) => {
    const facts = {
      reference: 'ACH-2026-0001',
      title: '静音叶片 *特急*',
      actor: '何敬',
      link: 'https://desk.example/a/1',
    }
    const common = { officeId: null, recordId: null, locale: 'zh-CN' as const }
    const letter = { event: 'achievement_approved' as const, cause, recipient, facts, ...common, ...more }
    await desk.write((ctx) => enqueue(ctx, [letter]))
  }
  const postCode = async (recipient: string) => {
    const secret = await seal(
      desk.deps.config.secret,
      JSON.stringify({ code: 'ABCD-2345', link: 'https://desk.example/l' })
    )
    await post(recipient, `code for ${recipient}`, { event: 'sign_in_code', facts: {}, secret })
  }
  const send = () => sendDue(desk.system(), desk.deps)
  return { ...desk, smtp, rows, post, postCode, send }
}

it('sends a letter to one recipient, as text and HTML, and wipes what was secret in it', async () => {
  const { smtp, rows, postCode, send } = await postOffice()
  await postCode('li.na@example.edu.cn')
  expect((await rows())[0]).toMatchObject({ state: 'queued', secret: expect.any(String) as string })
  expect(await send()).toBe(1)
  const [letter] = smtp.letters
  const [row] = await rows()
  expect(row).toMatchObject({ state: 'sent', secret: null, attempts: 1, problem: null, leaseUntil: null })
  expect(letter).toMatchObject({ from: 'desk@example.edu.cn', to: ['li.na@example.edu.cn'], secure: false })
  expect(letter?.message.subject).toContain('ABCD-2345')
  expect(letter?.message.text).toContain('https://desk.example/l')
  expect(letter?.message.html).toContain('<html lang="zh-CN">')
  expect(letter?.message.headers.get('message-id')).toBe(`<${row?.id}@127.0.0.1>`)
  expect(letter?.message.headers.get('auto-submitted')).toBe('auto-generated')
})

it('writes to each recipient of one cause by itself', async () => {
  const { smtp, post, send } = await postOffice()
  await post('a@example.edu.cn', 'one cause')
  await post('b@example.edu.cn', 'one cause')
  await post('b@example.edu.cn', 'one cause')
  await send()
  expect(smtp.letters.map(({ to }) => to.join()).toSorted()).toEqual(['a@example.edu.cn', 'b@example.edu.cn'])
})

it('attaches a document under its own name, byte for byte', async () => {
  const { smtp, write, post, send } = await postOffice()
  const bytes = new Uint8Array(randomBytes(200_000))
  const document = { officeId: 'o', recordKind: 'contract', recordId: 'r', name: '专利实施许可合同 CON-2026-0001.pdf' }
  const sha256 = sha256Hex(bytes)
  const id = await write((ctx) => storeDocument(ctx, { ...document, mediaType: 'application/pdf', bytes, sha256 }))
  await post('a@example.edu.cn', 'a contract', { attachments: [id] })
  await send()
  const [attached] = smtp.letters[0]!.message.attachments
  expect(attached).toMatchObject({ name: document.name, type: 'application/pdf' })
  expect(sha256Hex(attached!.bytes)).toBe(sha256)
})

it('goes over to TLS where the server offers it and its authority is known', async () => {
  const { authority, certificate } = await makeCertificate()
  setDefaultCACertificates([...trusted, authority])
  const { smtp, post, send } = await postOffice({ certificate, password: 'right' })
  await post('a@example.edu.cn', 'x')
  await send()
  expect(smtp.letters).toMatchObject([{ secure: true, user: 'desk' }])
})

it('hands nothing to a server whose certificate nobody vouches for', async () => {
  const { certificate } = await makeCertificate()
  const { smtp, rows, post, send } = await postOffice({ certificate })
  await post('a@example.edu.cn', 'x')
  await send()
  expect(smtp.offered).toEqual([])
  expect(await rows()).toMatchObject([{ state: 'queued', problem: expect.stringMatching(/certificate/) as string }])
})

it('tries again after a wrong password, since the letter is not at fault', async () => {
  const right = await startSmtp({ password: 'right' })
  onTestFinished(() => right.close())
  const { rows, post, send } = await postOffice({}, { SMTP_URL: right.url.replace('right', 'wrong') })
  await post('a@example.edu.cn', 'x')
  await send()
  expect(await rows()).toMatchObject([{ state: 'queued', problem: expect.stringMatching(/^535 /) as string }])
})

it('says who was not there when the server cannot be reached, and sends once it can', async () => {
  const { smtp, rows, post, send, later } = await postOffice()
  await smtp.close()
  await post('a@example.edu.cn', 'x')
  await send()
  expect(await rows()).toMatchObject([{ state: 'queued', problem: expect.stringMatching(/ECONNREFUSED/) as string }])
  const again = await startSmtp({ port: smtp.port })
  onTestFinished(() => again.close())
  later(2 * minute)
  await send()
  expect(again.letters).toHaveLength(1)
})

it('tries later what a server puts off, always later, and under the same Message-ID', async () => {
  const { smtp, rows, post, send, later, deps } = await postOffice()
  smtp.faults.message = () => 451
  await post('a@example.edu.cn', 'x')
  for (const [before, minutes] of [1, 2, 4, 8, 15, 15].entries()) {
    expect(await send()).toBe(1)
    expect(await send()).toBe(0)
    const [row] = await rows()
    expect(row).toMatchObject({
      state: 'queued',
      attempts: before + 1,
      problem: expect.stringMatching(/^451 /) as string,
    })
    const wait = Date.parse(row!.nextAt) - Date.parse(deps.clock())
    expect(wait).toBeGreaterThan(minutes * minute - 100) // the clock went on meanwhile, a millisecond a look
    expect(wait).toBeLessThanOrEqual(minutes * minute * 1.2)
    later(wait)
  }
  delete smtp.faults.message
  await send()
  expect(await rows()).toMatchObject([{ state: 'sent', attempts: 7, problem: null }])
  const ids = smtp.offered.map(({ headers }) => headers.get('message-id'))
  expect(ids).toHaveLength(7)
  expect(new Set(ids).size).toBe(1)
})

it('gives a refused recipient up at once, says why, and sends the others', async () => {
  const { smtp, rows, post, postCode, send } = await postOffice()
  smtp.faults.recipient = (address) => (address.startsWith('gone') ? 550 : undefined)
  await postCode('gone@example.edu.cn')
  await post('here@example.edu.cn', 'x')
  await send()
  expect(await rows()).toMatchObject([
    { state: 'failed', problem: expect.stringMatching(/^550 /) as string, secret: null },
    { state: 'sent', problem: null },
  ])
  expect(smtp.letters.map(({ to }) => to)).toEqual([['here@example.edu.cn']])
})

it('sends again, on request, what had failed: the same letter', async () => {
  const { smtp, rows, post, send, write } = await postOffice()
  smtp.faults.message = () => 554
  await post('a@example.edu.cn', 'x')
  await send()
  delete smtp.faults.message
  const [failed] = await rows()
  expect(failed).toMatchObject({ state: 'failed' })
  await write((ctx) => requeue(ctx, failed!.id))
  await send()
  const [first, second] = smtp.offered.map(({ headers }) => headers.get('message-id'))
  expect(second).toBe(first)
  expect(smtp.letters).toHaveLength(1)
})

it('gives up after 72 hours of tries', async () => {
  const { smtp, rows, postCode, send, later } = await postOffice()
  smtp.faults.recipient = () => 451
  await postCode('a@example.edu.cn')
  later(71 * hour)
  await send()
  expect(await rows()).toMatchObject([{ state: 'queued' }])
  later(2 * hour)
  await send()
  expect(await rows()).toMatchObject([
    { state: 'failed', problem: expect.stringMatching(/^451 /) as string, secret: null },
  ])
  later(hour)
  expect(await send()).toBe(0)
})

it('sends each letter once when two processes sweep at the same time', async () => {
  const { smtp, post, send, system, deps, file } = await postOffice()
  for (let i = 0; i < 30; i++) await post(`p${i}@example.edu.cn`, 'x')
  const other = openClient(`file:${file}`)
  onTestFinished(() => other.close())
  const store = openStore(other)
  const [mine, theirs] = await Promise.all([send(), sendDue({ ...system(), store, db: store.db }, deps)])
  expect(mine + theirs).toBe(30)
  expect(new Set(smtp.letters.map(({ to }) => to[0])).size).toBe(30)
  expect(smtp.letters).toHaveLength(30)
})

it('leaves a letter to its sender while that one may be at it, and takes over from a dead one', async () => {
  const { smtp, rows, post, send, later } = await postOffice()
  let release = () => {}
  smtp.faults.hold = new Promise((done) => {
    release = done
  })
  await post('a@example.edu.cn', 'x')
  const slow = send()
  await expect.poll(() => smtp.offered.length).toBe(1)
  later(2 * minute) // longer than an attempt may last, shorter than the lease
  expect(await send()).toBe(0)
  later(minute)
  release()
  delete smtp.faults.hold
  expect(await send()).toBe(1)
  await slow
  expect(await rows()).toMatchObject([{ state: 'sent', attempts: 2, leaseUntil: null }])
  const ids = smtp.offered.map(({ headers }) => headers.get('message-id'))
  expect(ids).toHaveLength(2)
  expect(new Set(ids).size).toBe(1)
})

it('begins nothing once the process is about to end', async () => {
  const { smtp, post, system, deps } = await postOffice()
  await post('a@example.edu.cn', 'x')
  expect(await sendDue(system(), { ...deps, stopping: AbortSignal.abort() })).toBe(0)
  expect(smtp.offered).toEqual([])
})

it('sends by the minute what nobody sent before', async () => {
  const { smtp, rows, post, deps, logged } = await postOffice()
  await post('a@example.edu.cn', 'x')
  await Promise.all([runDue(deps), runDue(deps)])
  expect(smtp.letters).toHaveLength(1)
  expect(await rows()).toMatchObject([{ state: 'sent' }])
  expect(logged).toEqual([])
})

it('V1.3.11 takes the words of a fact as words, never as markup or as a header', async () => {
  const { smtp, post, send } = await postOffice()
  const title = '<b>x</b> [y](https://evil.example) \r\nBcc: z@example.com'
  await post('a@example.edu.cn', newId('2026-11-23T02:00:00.000Z'), {
    facts: { reference: 'ACH-1\r\nBcc: z@example.com', title, actor: '*何*', link: 'https://desk.example/a/1' },
  })
  await send()
  const [{ message, to }] = smtp.letters as [(typeof smtp.letters)[0]]
  expect(to).toEqual(['a@example.edu.cn'])
  expect(message.headers.has('bcc')).toBe(false)
  expect(message.html).not.toContain('<b>')
  expect(message.html).not.toContain('href="https://evil.example"')
})
