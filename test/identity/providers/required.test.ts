import { expect, it } from 'vitest'
import { addMember, createKey, enterAs } from '../../../src/identity/actions.ts'
import { sessions } from '../../../src/identity/table.ts'
import type { TestOffice } from '../../support/office.ts'
import { besideOffice } from '../../support/records.ts'
import { askForCode, cookieOf, enterCode, letterTo } from '../../support/sign-in.ts'
import { browserAt, campusServer, linkBy, officeWith } from './campus.ts'

/** An office with a CAS server that believes everybody, and its head who has linked their account. */
async function linkedOffice() {
  const address = await campusServer((_, response, url) => {
    const user = url.searchParams.get('ticket')!.slice(3)
    response.end(
      `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess><cas:user>${user}</cas:user></cas:authenticationSuccess></cas:serviceResponse>`
    )
  })
  const office = await officeWith({ kind: 'cas', address })
  const visit = (user: string) => (to: string) => `${new URL(to).searchParams.get('service')}&ticket=ST-${user}`
  await linkBy(office.head, office.provider.id, visit('hejing'))
  return { ...office, visit }
}

const demand = (desk: TestOffice, id: string, as: keyof TestOffice['as'] = 'head') =>
  desk.as[as].send('POST', `/api/sign_in_providers/${id}/requirement`, { json: {} })

async function requiring() {
  const office = await linkedOffice()
  expect((await demand(office.desk, office.provider.id)).status).toBe(200)
  return office
}

it('is demanded only by a head who has been there in this very session', async () => {
  const { desk, provider } = await linkedOffice()
  const second = await desk.person(desk.office.id, ['office_head'], '另一位主任')
  expect((await second.send('POST', `/api/sign_in_providers/${provider.id}/requirement`, { json: {} })).status).toBe(
    409
  )
  expect((await demand(desk, provider.id, 'officer')).status).toBe(403)
  const { key } = await createKey(await desk.as.head.ctx(), {
    tenantId: desk.office.id,
    name: '程序',
    roles: ['office_head'],
    days: 1,
  })
  const authorization = `Bearer ${key}`
  const byKey = await desk.ask('POST', `/api/sign_in_providers/${provider.id}/requirement`, {
    json: {},
    headers: { authorization },
  })
  expect(byKey.status).toBe(409)
  expect((await demand(desk, provider.id)).status).toBe(200)
  expect((await (await desk.as.head.get('/api/sign_in_providers')).json()).items).toMatchObject([{ required: true }])
})

it('lets sessions that were not there speak for the office no longer, and the head’s go on', async () => {
  const { desk } = await requiring()
  expect((await desk.as.head.get('/api/people')).status).toBe(200)
  expect((await desk.as.officer.get('/api/people')).status).toBe(403)
  const home = await desk.as.officer.get('/')
  expect([home.status, home.headers.get('location')]).toEqual([303, '/account/identities'])
  expect(await (await desk.as.officer.get('/account/identities', { 'accept-language': 'en' })).text()).toContain(
    '校园统一身份认证'
  )
  expect((await desk.as.enterprise.get('/api/agreements')).status).toBe(200)
})

it('refuses a code in words that name the provider, and begins nothing', async () => {
  const { desk, provider, visit } = await requiring()
  const officer = browserAt(desk, desk.as.officer.cookie)
  await linkBy(officer, provider.id, visit('ouyang'))
  const before = (await desk.db.select().from(sessions)).length
  const asked = await askForCode(desk, desk.as.officer.email)
  const entered = await enterCode(desk, asked)
  expect(entered.status).toBe(409)
  const page = await entered.text()
  expect(page).toContain('云溪理工大学要求通过“校园统一身份认证”登录')
  expect(cookieOf(entered, '__Host-sid')).toBeNull()
  expect((await desk.db.select().from(sessions)).length).toBe(before)
})

it('refuses a passkey in the same words', async () => {
  const { desk, provider, visit } = await requiring()
  await linkBy(browserAt(desk, desk.as.officer.cookie), provider.id, visit('ouyang'))
  const { accountId: id } = desk.as.officer
  const entering = desk.write((ctx) => enterAs(ctx, { id, name: '欧阳帆' }, { method: 'passkey', browser: '' }))
  await expect(entering).rejects.toMatchObject({ code: 'wrong_state', key: 'provider.required' })
})

it('answers an unknown address as it does a known one', async () => {
  const { desk } = await requiring()
  const known = await askForCode(desk, desk.as.officer.email)
  const unknown = await askForCode(desk, 'nobody@example.edu.cn')
  const plain = (page: string, email: string) => page.replaceAll(email, '').replace(/name="id" value="[^"]+"/, '')
  expect(unknown.status).toBe(known.status)
  const nonce = /nonce="[^"]+"/g
  expect(plain(unknown.html, 'nobody@example.edu.cn').replace(nonce, '')).toBe(
    plain(known.html, desk.as.officer.email).replace(nonce, '')
  )
})

it('lets who has not linked yet in to link, and speak for nobody until then', async () => {
  const { desk, provider, visit } = await requiring()
  const asked = await askForCode(desk, desk.as.legal.email)
  const cookie = cookieOf(await enterCode(desk, asked), '__Host-sid')!
  const browser = browserAt(desk, cookie)
  expect((await browser.get('/api/people')).status).toBe(403)
  expect((await browser.get('/')).headers.get('location')).toBe('/account/identities')
  await linkBy(browser, provider.id, visit('leyi'))
  expect((await browser.get('/api/people')).status).toBe(200)
})

it('lets in by the provider', async () => {
  const { desk, provider, visit } = await requiring()
  const browser = browserAt(desk)
  await browser.get(visit('hejing')(await browser.to(`/sign-in/with/${provider.id}`)))
  expect(await browser.isIn()).toBe(true)
})

it('is not met by another office’s provider, nor by switching organisations', async () => {
  const { desk, provider, visit } = await requiring()
  const b = await besideOffice(desk)
  const there = await desk.write((ctx) => addMember(ctx, desk.as.officer.accountId, b.office.id, ['officer'], null))
  const asked = await askForCode(desk, desk.as.officer.email)
  const browser = browserAt(desk, cookieOf(await enterCode(desk, asked), '__Host-sid')!)
  expect((await browser.get('/api/people')).status).toBe(200) // for the other office
  const [row] = (
    await desk.client.execute({
      sql: 'select id from memberships where account_id = ? and id <> ?',
      args: [desk.as.officer.accountId, there],
    })
  ).rows
  const home = row!['id'] as string
  const turned = await browser.post('/session/membership', { membership: home })
  expect(turned.status).toBe(409)
  expect(await turned.text()).toContain('校园统一身份认证')
  expect((await browser.post('/session/membership', { membership: there })).status).toBe(303)
  await linkBy(browser, provider.id, visit('ouyang'))
  expect((await browser.post('/session/membership', { membership: home })).status).toBe(303)
})

it('leaves API keys as they are', async () => {
  const { desk } = await requiring()
  const { key } = await createKey(await desk.as.head.ctx(), {
    tenantId: desk.office.id,
    name: '程序',
    roles: ['officer'],
    days: 1,
  })
  const answer = await desk.ask('GET', '/api/people', { headers: { authorization: `Bearer ${key}` } })
  expect(answer.status).toBe(200)
})

it('holds for newcomers: an invitation accepted by the button alone speaks for nobody', async () => {
  const { desk } = await requiring()
  await desk.as.head.make('/api/invitations', { name: '新同事', email: 'new@example.edu.cn', roles: ['officer'] })
  const { token } = (await letterTo(desk, 'new@example.edu.cn'))!
  const accepted = await desk.ask('POST', '/sign-in/link', { form: { token } })
  const browser = browserAt(desk, cookieOf(accepted, '__Host-sid')!)
  expect((await browser.get('/api/people')).status).toBe(403)
  expect((await browser.get('/')).headers.get('location')).toBe('/account/identities')
})

it.each(['head', 'administrator'] as const)('is lifted by the %s', async (who) => {
  const { desk } = await requiring()
  const listed = await desk.as.administrator.get('/api/sign_in_requirements')
  expect((await listed.json()).items).toMatchObject([{ id: desk.office.id, provider: { zh: '校园统一身份认证' } }])
  const path =
    who === 'head' ? '/api/sign_in_requirement/lifting' : `/api/sign_in_requirements/${desk.office.id}/lifting`
  expect((await desk.as.officer.send('POST', path, { json: {} })).status).toBe(403)
  expect((await desk.as[who].send('POST', path, { json: {} })).status).toBe(200)
  expect((await desk.as.officer.get('/api/people')).status).toBe(200)
  expect((await desk.as[who].send('POST', path, { json: {} })).status).toBe(404)
})

it('keeps the platform’s administrator from nothing: they need no office', async () => {
  const { desk } = await requiring()
  await desk.write((ctx) => addMember(ctx, desk.as.administrator.accountId, desk.office.id, ['officer'], null))
  const cookie = cookieOf(await enterCode(desk, await askForCode(desk, desk.as.administrator.email)), '__Host-sid')!
  expect((await browserAt(desk, cookie).get('/api/offices')).status).toBe(200)
  expect((await browserAt(desk, cookie).get('/api/people')).status).toBe(403)
})
