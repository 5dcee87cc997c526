import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { addMember, createKey } from '../../src/identity/actions.ts'
import { testOffice } from '../support/office.ts'
import { besideOffice } from '../support/records.ts'
import { askForCode, cookieOf, enterCode } from '../support/sign-in.ts'

const hour = 3_600_000

it('V7.3.1 ends after two idle hours', async () => {
  const desk = await testOffice()
  desk.later(2 * hour - 60_000)
  expect((await desk.as.officer.get('/api/people')).status).toBe(200)
  desk.later(2 * hour - 60_000)
  expect((await desk.as.officer.get('/api/people')).status).toBe(200)
  desk.later(2 * hour)
  expect((await desk.as.officer.get('/api/people')).status).toBe(401)
})

it('V7.3.2 ends after twelve hours, however busy', async () => {
  const desk = await testOffice()
  for (let passed = 0; passed < 11; passed++) {
    desk.later(hour)
    expect((await desk.as.officer.get('/api/people')).status).toBe(200)
  }
  desk.later(hour)
  expect((await desk.as.officer.get('/api/people')).status).toBe(401)
})

it('V7.4.1 ends by signing out, and no other session with it', async () => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  const cookie = cookieOf(await enterCode(desk, asked), '__Host-sid')!
  const out = await desk.ask('POST', '/sign-out', { form: {}, headers: { cookie } })
  expect(out.headers.getSetCookie().join()).toMatch(/__Host-sid=;.*Max-Age=0/)
  expect((await desk.ask('GET', '/api/people', { headers: { cookie } })).status).toBe(401)
  expect((await desk.as.officer.get('/api/people')).status).toBe(200)
})

it('V7.2.4 is new at every sign-in, whatever cookie came along', async () => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  const planted = '__Host-sid=planted-by-somebody-else'
  const cookie = cookieOf(await enterCode(desk, asked, asked.code, `${asked.browser}; ${planted}`), '__Host-sid')
  expect(cookie).not.toBe(planted)
  expect((await desk.ask('GET', '/api/people', { headers: { cookie: planted } })).status).toBe(401)
})

it('leaves nothing in the file that would let anybody in', async () => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  const session = cookieOf(await enterCode(desk, asked), '__Host-sid')!
  const open = await askForCode(desk, desk.as.legal.email)
  const { key } = await createKey(await desk.as.head.ctx(), {
    tenantId: desk.office.id,
    name: '程序',
    roles: ['officer'],
    days: 1,
  })
  await desk.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  const file = (await readFile(desk.file)).toString('latin1')
  expect(file).toContain(desk.as.legal.email)
  const secrets = [asked, open].flatMap(({ code, token, browser }) => [
    code,
    code.replace('-', ''),
    token,
    browser.split('=')[1]!,
  ])
  for (const secret of [...secrets, session.split('=')[1]!, key.slice('td_'.length + 13), desk.deps.config.secret]) {
    expect(secret.length).toBeGreaterThanOrEqual(8)
    expect(file.includes(secret)).toBe(false)
  }
})

it('speaks for another organisation of the same person after a switch, and for none of others', async () => {
  const a = await testOffice()
  const b = await besideOffice(a)
  const there = await a.write((ctx) => addMember(ctx, a.as.officer.accountId, b.office.id, ['officer'], null))
  const foreign = await a.write((ctx) => addMember(ctx, b.as.head.accountId, b.office.id, ['office_head'], null))
  const { id } = await b.as.officer.make('/api/people', { name: { zh: '海岚的人' } })
  const turn = (membership: string) => a.as.officer.send('POST', '/session/membership', { form: { membership } })
  expect((await a.as.officer.get(`/api/people/${id}`)).status).toBe(404)
  expect((await turn(foreign)).status).toBe(404)
  expect((await turn('')).status).toBe(404)
  expect((await turn(there)).status).toBe(303)
  expect((await a.as.officer.get(`/api/people/${id}`)).status).toBe(200)
})

it('V7.4.2 has no rights left once the membership ended', async () => {
  const desk = await testOffice()
  await desk.client.execute({
    sql: 'update memberships set ended_at = ? where account_id = ?',
    args: [desk.deps.clock(), desk.as.officer.accountId],
  })
  expect((await desk.as.officer.get('/api/people')).status).toBe(403)
})

it.each([
  ['/people?q=a&sort=newest#x', '/people?q=a&sort=newest#x'],
  ...[
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    'https://evil.example',
    'https:evil.example',
    '/\t/evil.example',
    ' //evil.example',
    'javascript:alert(1)',
    'data:text/html,x',
    '/x\r\nSet-Cookie: a=b',
    '@evil.example',
    '.evil.example',
    '',
    '/成果',
  ].map((next) => [next, '/']),
])('V3.7.2 goes after sign-in from “%s” to %s', async (next, location) => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  const entered = await enterCode(desk, asked, asked.code, asked.browser, next)
  expect([entered.status, entered.headers.get('location')]).toEqual([303, location])
  const language = await desk.ask('POST', '/language', { form: { _language: 'en', _return: next } })
  expect([language.status, language.headers.get('location')]).toEqual([303, location])
})
