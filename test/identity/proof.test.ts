import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { createKey } from '../../src/identity/actions.ts'
import { deputies, memberships } from '../../src/identity/table.ts'
import { permissions, proofReasons } from '../../src/kernel/permissions.ts'
import { pageRegistry } from '../../src/web/registry.ts'
import { docOf, operationsOf, sampleOf } from '../support/doc.ts'
import { formOf, pageOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { addPasskey, beginProof } from '../support/passkeys.ts'
import { confirm, proofOver, proveAgain } from '../support/proof.ts'
import { eventsOf } from '../support/records.ts'
import { askForCode, enterCode, letterTo } from '../support/sign-in.ts'

const key = { name: '财务系统', roles: ['officer'], days: 30 }
const guarded = (access: string) => Object.hasOwn(proofReasons, access)

it('V6.3.3 asks programs’ callers for a fresh proof, and says where', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  desk.later(proofOver)
  const refused = await head.send('POST', '/api/keys', { json: key })
  expect(refused.status).toBe(403)
  expect(await refused.json()).toMatchObject({
    type: 'about:blank#proof_needed',
    title: '请确认是您本人',
    detail: expect.stringContaining('http://127.0.0.1:8787/account/proof'),
  })
  expect((await head.get('/api/keys')).status).toBe(200)
  await proveAgain(desk, head)
  expect((await head.send('POST', '/api/keys', { json: key })).status).toBe(201)
  expect(await eventsOf(desk, head.accountId)).toContain('account.proved')
})

it('holds for ten minutes', async () => {
  const desk = await testOffice()
  desk.later(9 * 60_000 + 58_000)
  expect((await desk.as.head.send('POST', '/api/keys', { json: key })).status).toBe(201)
  desk.later(2_000)
  expect((await desk.as.head.send('POST', '/api/keys', { json: key })).status).toBe(403)
})

it('asks no program whose key is its proof', async () => {
  const desk = await testOffice()
  const made = await createKey(await desk.as.head.ctx(), {
    tenantId: desk.office.id,
    name: '程序',
    roles: ['office_head'],
    days: 1,
  })
  desk.later(proofOver)
  const headers = { authorization: `Bearer ${made.key}` }
  expect((await desk.ask('POST', '/api/keys', { json: key, headers })).status).toBe(201)
})

it('asks on every route and page that changes what weighs most (ASVS 7.5.1)', async () => {
  const desk = await testOffice()
  const doc = await docOf(desk)
  const all = await desk.person(desk.office.id, ['office_head', 'legal', 'officer'], '全权')
  desk.later(proofOver)
  const nobodys = '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'
  const routes = operationsOf(doc).filter(({ method, permission }) => method !== 'GET' && guarded(permission))
  const pages = pageRegistry.filter(({ method, access }) => method === 'POST' && guarded(access))
  expect(new Set(routes.map(({ permission }) => permission)).size).toBeGreaterThan(3)
  for (const { method, path, body } of routes) {
    const sent = { ...(body !== null && { json: sampleOf(doc, body) }), headers: { 'if-match': '"1"' } }
    const answer = await all.send(method, path.replace(/\{\w+\}/g, nobodys), sent)
    expect([path, answer.status, ((await answer.json()) as { type: string }).type]).toEqual([
      path,
      403,
      'about:blank#proof_needed',
    ])
  }
  for (const { path } of pages) {
    const page = await pageOf(await all.send('POST', path.replace(/:\w+/g, nobodys), { form: { name: '甲' } }), 403)
    expect([path, formOf(page)['name']]).toEqual([path, '甲'])
  }
})

it('names only permissions that somebody has', () => {
  for (const permission of Object.keys(proofReasons)) expect(Object.keys(permissions)).toContain(permission)
})

it('keeps what was typed, and goes on with it after the code', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  desk.later(proofOver)
  const typed = { name: '<财务> & "系统"', roles: 'officer', days: '30', _return: '/keys/new' }
  const page = await pageOf(await head.send('POST', '/keys/new?from=1', { form: typed }), 403)
  const fields = formOf(page)
  expect(fields).toMatchObject({ name: typed.name, roles: 'officer', days: '30', 'proof-to': '/keys/new?from=1' })
  const confirmed = await confirm(desk, head, fields)
  expect([confirmed.status, confirmed.headers.get('location')]).toEqual([307, '/keys/new?from=1'])
  const made = await head.send('POST', '/keys/new?from=1', { form: fields })
  expect(made.status).toBe(200)
  expect(await made.text()).toContain('td_')
})

it('goes on with a button that has no fields, too', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  const { id } = await head.make('/api/keys', key)
  desk.later(proofOver)
  const page = await pageOf(await head.send('POST', `/keys/${id}/revocation`, { form: {} }), 403)
  const confirmed = await confirm(desk, head, formOf(page))
  expect([confirmed.status, confirmed.headers.get('location')]).toEqual([307, `/keys/${id}/revocation`])
})

it('speaks the other language without losing anything', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  desk.later(proofOver)
  const page = await pageOf(await head.send('POST', '/keys/new', { form: { name: '甲' } }), 403)
  const turned = await head.send('POST', '/language', { form: { ...formOf(page), _language: 'en' } })
  expect([turned.status, turned.headers.get('location')]).toEqual([307, '/account/proof'])
  const again = await pageOf(await head.send('POST', '/account/proof', { form: { ...formOf(page), _language: 'en' } }))
  expect(again.querySelector('h1')?.textContent).toBe('Confirm that it is you')
  expect(formOf(again)).toMatchObject({ name: '甲', 'proof-to': '/keys/new', 'proof-post': '1' })
})

it('draws a form again without a proof, and lets no button’s name open the door', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  const { id } = await head.make('/api/keys', key)
  desk.later(proofOver)
  const turned = await pageOf(await head.send('POST', '/keys/new', { form: { name: 'Finance', _language: 'en' } }))
  expect(formOf(turned)['name']).toBe('Finance')
  for (const name of ['_language', '_add', '_remove', '_refresh'])
    expect((await head.send('POST', `/keys/${id}/revocation`, { form: { [name]: 'en' } })).status).toBe(403)
  const { items } = (await (await head.get('/api/keys')).json()) as { items: { revokedAt: string | null }[] }
  expect(items[0]!.revokedAt).toBeNull()
})

it('asks a deputy, too, whatever a button is called', async () => {
  const desk = await testOffice()
  const { head, legal } = desk.as
  const { id } = await head.make('/api/keys', key)
  const idOf = async ({ accountId }: typeof head) =>
    (await desk.db.select().from(memberships).where(eq(memberships.accountId, accountId)))[0]!.id
  const days = { fromDay: '2026-11-20', toDay: '2026-11-30', createdAt: desk.deps.clock() }
  const [absentId, deputyId] = [await idOf(head), await idOf(legal)]
  await desk.write((ctx) =>
    ctx.db.insert(deputies).values({ id: 'absence', tenantId: desk.office.id, absentId, deputyId, ...days })
  )
  desk.later(proofOver)
  const revoke = (form: Record<string, string>) => legal.send('POST', `/keys/${id}/revocation`, { form })
  for (const form of [{}, { _language: 'en' }, { _add: 'x' }]) expect((await revoke(form)).status).toBe(403)
  await proveAgain(desk, legal)
  expect((await revoke({})).status).toBe(303)
})

it('takes a passkey', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  const own = await addPasskey(desk, head)
  desk.later(proofOver)
  const fields = formOf(await pageOf(await head.send('POST', '/keys/new', { form: { name: '甲' } }), 403))
  const { id, options } = await beginProof(desk, head)
  expect(options['allowCredentials']).toMatchObject([{ id: own.id }])
  const form = { ...fields, 'proof-passkey-id': id, 'proof-passkey-answer': own.use(options) }
  expect((await head.send('POST', '/account/proof', { form })).status).toBe(307)
  expect((await head.send('POST', '/api/keys', { json: key })).status).toBe(201)
  expect((await head.send('POST', '/account/proof', { form })).status).toBe(422)
})

it('counts wrong codes, takes a code once, in its own session and for ten minutes', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  const ask = async () => {
    const page = await pageOf(await head.send('POST', '/account/proof', { form: { 'proof-to': '/' } }))
    return { ...formOf(page), 'proof-code': (await letterTo(desk, head.email))!.code }
  }
  const send = (form: Record<string, string>) => head.send('POST', '/account/proof', { form })
  const first = await ask()
  for (const left of [4, 3, 2, 1, 0])
    expect(await (await send({ ...first, 'proof-code': '2222-2222' })).text()).toContain(`还可以再试 ${left} 次`)
  expect((await send(first)).status).toBe(422)
  const second = await ask()
  expect((await desk.as.legal.send('POST', '/account/proof', { form: second })).status).toBe(422)
  expect([(await send(second)).status, (await send(second)).status]).toEqual([303, 422])
  const third = await ask()
  desk.later(10 * 60_000)
  expect((await send(third)).status).toBe(422)
})

it('mails five codes in a quarter of an hour', async () => {
  const { as } = await testOffice()
  const ask = () => as.head.send('POST', '/account/proof', { form: { 'proof-to': '/' } })
  for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(200)
  expect((await ask()).status).toBe(429)
})

it('takes a code of one purpose for no other', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  const page = formOf(await pageOf(await head.send('POST', '/account/proof', { form: { 'proof-to': '/' } })))
  const { code } = (await letterTo(desk, head.email))!
  const asked = await askForCode(desk, head.email)
  expect((await enterCode(desk, { ...asked, id: page['proof-id']! }, code)).status).toBe(422)
  const form = { ...page, 'proof-id': asked.id, 'proof-code': asked.code }
  expect((await head.send('POST', '/account/proof', { form })).status).toBe(422)
  expect((await enterCode(desk, asked)).status).toBe(303)
})

it.each(['//evil.example', '/\\evil.example', 'https://evil.example', ''])(
  'V3.7.2 leads from “%s” to the start',
  async (to) => {
    const desk = await testOffice()
    const page = formOf(await pageOf(await desk.as.head.get(`/account/proof?next=${encodeURIComponent(to)}`)))
    expect(page['proof-to']).toBe('/')
    const confirmed = await confirm(desk, desk.as.head, { 'proof-to': to })
    expect([confirmed.status, confirmed.headers.get('location')]).toEqual([303, '/'])
  }
)
