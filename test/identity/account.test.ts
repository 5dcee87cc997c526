import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { outbox } from '../../src/mail/table.ts'
import { formOf, open, pageOf, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { addPasskey } from '../support/passkeys.ts'
import { proofOver } from '../support/proof.ts'
import { type Desk, eventsOf } from '../support/records.ts'
import { askForCode, cookieOf, enterCode, letterTo } from '../support/sign-in.ts'

type Session = { readonly id: string; readonly method: string; readonly browser: string; readonly current: boolean }
const chrome = 'Mozilla/5.0 (Windows NT 10.0) Chrome/140.0 Safari/537.36'

/** A second session of the same person, in a browser of its own. */
async function elsewhere(desk: Desk, email: string): Promise<string> {
  const asked = await askForCode(desk, email)
  const form = { id: asked.id, code: asked.code, next: '/' }
  const headers = { cookie: asked.browser, 'user-agent': chrome }
  return cookieOf(await desk.ask('POST', '/sign-in/code', { form, headers }), '__Host-sid')!
}
const sessionsOf = async (person: { get: (path: string) => Promise<Response> }): Promise<Session[]> =>
  ((await (await person.get('/api/account/sessions')).json()) as { items: Session[] }).items
const seenWith = async (desk: Desk, cookie: string): Promise<[number, number]> => [
  (await desk.ask('GET', '/people', { headers: { cookie } })).status,
  (await desk.ask('GET', '/api/people', { headers: { cookie } })).status,
]

it('lists where one is signed in, and ends one of them by its public id', async () => {
  const desk = await testOffice()
  const { officer, legal } = desk.as
  const cookie = await elsewhere(desk, officer.email)
  const sessions = await sessionsOf(officer)
  expect(sessions).toMatchObject([
    { method: 'code', browser: 'Chrome, Windows', current: false },
    { method: 'link', browser: '', current: true },
  ])
  expect(JSON.stringify(sessions)).not.toContain(desk.hash(cookie.split('=')[1]!))
  const [other] = sessions
  const end = `/api/account/sessions/${other!.id}/end`
  expect((await legal.send('POST', end)).status).toBe(404)
  expect(await seenWith(desk, cookie)).toEqual([200, 200])
  expect((await officer.send('POST', end)).status).toBe(200)
  expect(await seenWith(desk, cookie)).toEqual([303, 401])
  expect((await officer.send('POST', end)).status).toBe(404)
  expect(await eventsOf(desk, officer.accountId)).toContain('account.session_ended')
})

it('says on one page who one is, how one gets in and where one is in', async () => {
  const desk = await testOffice()
  await elsewhere(desk, desk.as.officer.email)
  await addPasskey(desk, desk.as.officer)
  const cookie = await elsewhere(desk, desk.as.officer.email)
  const page = await open(desk.as.officer, '/account')
  const text = textOf(page.querySelector('main'))
  for (const said of [
    '欧阳帆',
    desk.as.officer.email,
    '办公室电脑',
    'Chrome, Windows',
    '邮件验证码',
    '当前登录',
    '中文',
  ])
    expect(text).toContain(said)
  const end = page.querySelector('form[action^="/account/sessions/"]')!.getAttribute('action')!
  const ended = await desk.as.officer.send('POST', end, { form: {} })
  expect([ended.status, ended.headers.get('location')]).toEqual([303, '/account?done=ended'])
  expect(await seenWith(desk, cookie)).toEqual([303, 401])
})

it('ends all others at once', async () => {
  const desk = await testOffice()
  const cookies = [await elsewhere(desk, desk.as.officer.email), await elsewhere(desk, desk.as.officer.email)]
  await desk.as.officer.send('POST', '/account/sessions/others/end', { form: {} })
  for (const cookie of cookies) expect(await seenWith(desk, cookie)).toEqual([303, 401])
  expect(await sessionsOf(desk.as.officer)).toHaveLength(1)
  expect((await desk.as.legal.get('/api/people')).status).toBe(200)
})

it('ends all others when a passkey is added or removed (ASVS 7.4.3)', async () => {
  const desk = await testOffice()
  const { officer } = desk.as
  const before = await elsewhere(desk, officer.email)
  const key = await addPasskey(desk, officer)
  expect(await seenWith(desk, before)).toEqual([303, 401])
  const between = await elsewhere(desk, officer.email)
  await officer.send('POST', `/account/passkeys/${key.id}/removal`, { form: {} })
  expect(await seenWith(desk, between)).toEqual([303, 401])
  expect((await officer.get('/account')).status).toBe(200)
})

it('sends whoever opens a page of sign-in data to prove first that it is them', async () => {
  const desk = await testOffice()
  desk.later(proofOver)
  for (const path of ['/account/address', '/account/passkeys/new']) {
    const answer = await desk.as.officer.get(path)
    expect(answer.headers.get('location')).toBe(`/account/proof?next=${encodeURIComponent(path)}`)
  }
})

const fresh = 'new.address@example.edu.cn'
/** Both codes' page, and the codes as they came by mail. */
async function askForAddress(desk: Desk, person: { send: any; email: string }, email = fresh) {
  const page = await pageOf(await person.send('POST', '/account/address', { form: { email } }))
  const [toNew, toOld] = [await letterTo(desk, email), await letterTo(desk, person.email)]
  return { fields: formOf(page), newCode: toNew?.code ?? '', oldCode: toOld?.code ?? '' }
}

it('changes the address by a code to each, and ends all others (ASVS 6.4.3)', async () => {
  const desk = await testOffice()
  const { officer } = desk.as
  const cookie = await elsewhere(desk, officer.email)
  const { fields, newCode, oldCode } = await askForAddress(desk, officer)
  const send = (codes: Record<string, string>) =>
    officer.send('POST', '/account/address/codes', { form: { ...fields, ...codes } })
  expect((await send({ newCode, oldCode: newCode })).status).toBe(422)
  expect((await send({ newCode: oldCode, oldCode })).status).toBe(422)
  expect((await send({ newCode, oldCode, newId: fields['oldId']!, oldId: fields['newId']! })).status).toBe(422)
  const changed = await send({ newCode, oldCode })
  expect([changed.status, changed.headers.get('location')]).toEqual([303, '/account?done=address_changed'])
  expect(await seenWith(desk, cookie)).toEqual([303, 401])
  expect((await askForCode(desk, fresh)).code).not.toBe('')
  const letters = (await desk.db.select().from(outbox)).filter(({ recipient }) => recipient === officer.email)
  await askForCode(desk, officer.email)
  expect((await desk.db.select().from(outbox)).filter(({ recipient }) => recipient === officer.email)).toEqual(letters)
  expect((await send({ newCode, oldCode })).status).toBe(422)
})

it('says nothing of whether an address is somebody else’s', async () => {
  const desk = await testOffice()
  const { officer, legal } = desk.as
  const bare = async (email: string) => {
    const answer = await officer.send('POST', '/account/address', { form: { email } })
    return [answer.status, (await answer.text()).replaceAll(email, '').replace(/nonce="[^"]+"|[0-9a-f-]{36}/g, '')]
  }
  expect(await bare(legal.email)).toEqual(await bare(fresh))
  expect(await letterTo(desk, legal.email)).toBeNull()
})

it('keeps an address that somebody took meanwhile theirs', async () => {
  const desk = await testOffice()
  const { fields, newCode, oldCode } = await askForAddress(desk, desk.as.officer)
  await desk.client.execute({
    sql: 'update accounts set email = ? where id = ?',
    args: [fresh, desk.as.legal.accountId],
  })
  const form = { ...fields, newCode, oldCode }
  expect((await desk.as.officer.send('POST', '/account/address/codes', { form })).status).toBe(422)
})

it('takes codes in the session that asked alone, and five requests an hour', async () => {
  const desk = await testOffice()
  const { officer } = desk.as
  const cookie = await elsewhere(desk, officer.email)
  const { fields, newCode, oldCode } = await askForAddress(desk, officer)
  const form = { ...fields, newCode, oldCode }
  expect((await desk.ask('POST', '/account/address/codes', { form, headers: { cookie } })).status).toBe(422)
  for (let i = 1; i < 5; i++) await askForAddress(desk, officer)
  const { status } = await officer.send('POST', '/account/address', { form: { email: fresh } })
  expect(status).toBe(429)
})

it('signs nobody in with a code for an address', async () => {
  const desk = await testOffice()
  const { fields, oldCode } = await askForAddress(desk, desk.as.officer)
  const asked = await askForCode(desk, desk.as.officer.email)
  expect((await enterCode(desk, { ...asked, id: fields['oldId']! }, oldCode)).status).toBe(422)
})

it('leaves no code or session readable in the file', async () => {
  const desk = await testOffice()
  const cookie = await elsewhere(desk, desk.as.officer.email)
  const { newCode, oldCode } = await askForAddress(desk, desk.as.officer)
  await desk.as.head.send('POST', '/account/proof', { form: { 'proof-to': '/' } })
  const proof = (await letterTo(desk, desk.as.head.email))!.code
  await desk.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const file = (await readFile(desk.file)).toString('latin1')
  for (const secret of [newCode, oldCode, proof, cookie.split('=')[1]!]) {
    expect(secret.length).toBeGreaterThanOrEqual(8)
    expect(file.includes(secret) || file.includes(secret.replace('-', ''))).toBe(false)
  }
})
