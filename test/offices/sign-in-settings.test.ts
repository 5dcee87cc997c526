import { readFile } from 'node:fs/promises'
import { expect, it } from 'vitest'
import { testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice } from '../support/records.ts'
import { faultAt, formOf, inEnglish, open, pageOf, textOf } from '../support/html.ts'

const secret = 'what the campus gave us and nobody reads again'
const campus = {
  kind: 'oidc',
  name: { zh: '校园统一身份认证', en: 'Campus account' },
  address: 'https://sso.example.edu.cn/realms/campus/',
  clientId: 'desk',
  clientSecret: secret,
}
const add = (desk: TestOffice, more: Record<string, unknown> = {}) =>
  desk.as.head.make('/api/sign_in_providers', { ...campus, ...more })
const put = (desk: TestOffice, provider: { id: string; version: number }, json: unknown) =>
  desk.as.head.send('PUT', `/api/sign_in_providers/${provider.id}`, {
    json,
    headers: { 'if-match': `"${provider.version}"` },
  })

it('keeps the secret sealed and shows it nowhere again', async () => {
  const desk = await testOffice()
  const made = await add(desk)
  expect(made).toMatchObject({
    kind: 'oidc',
    address: 'https://sso.example.edu.cn/realms/campus',
    hasSecret: true,
    active: true,
    required: false,
    redirectAddress: `http://127.0.0.1:8787/sign-in/with/${made.id}/return`,
  })
  const { clientSecret: _, ...rest } = campus
  const edited = await put(desk, made, { ...rest, scopes: ' profile   email ' })
  const answers = [
    JSON.stringify(made),
    await edited.text(),
    await (await desk.as.head.get('/api/sign_in_providers')).text(),
    await (await desk.as.head.get(`/sign-in-settings/${made.id}`)).text(),
    await (await desk.as.head.get(`/sign-in-settings/${made.id}/edit`)).text(),
    JSON.stringify(desk.logged),
  ]
  expect(JSON.parse(answers[1]!)).toMatchObject({ hasSecret: true, scopes: 'profile email', version: 2 })
  for (const answer of answers) expect(answer).not.toContain(secret)
  await desk.client.execute('PRAGMA wal_checkpoint(TRUNCATE)')
  expect((await readFile(desk.file)).toString('latin1')).not.toContain(secret)
})

it('sends no secret to an address it was not meant for', async () => {
  const desk = await testOffice()
  const made = await add(desk)
  const { clientSecret: _, ...rest } = campus
  const moved = await put(desk, made, { ...rest, address: 'https://evil.example.org' })
  expect([moved.status, (await moved.json()).errors[0].path]).toEqual([422, 'clientSecret'])
  expect((await put(desk, made, { ...campus, address: 'https://new.example.edu.cn' })).status).toBe(200)
})

it.each([
  ['address', { address: 'http://sso.example.edu.cn' }],
  ['address', { address: 'https://10.0.0.1/cas' }],
  ['address', { address: 'https://167772161:8443/' }],
  ['address', { address: 'https://sso.example.edu.cn:6379' }],
  ['address', { address: 'https://169.254.169.254' }],
  ['address', { address: 'https://sso.example.edu.cn/?a=b' }],
  ['address', { address: 'file:///etc/passwd' }],
  ['clientId', { clientId: undefined }],
  ['clientSecret', { kind: 'carsi', clientSecret: undefined, domain: 'example.edu.cn' }],
  ['domain', { kind: 'carsi' }],
  ['privateKey', { kind: 'carsi', domain: 'example.edu.cn', privateKey: 'no key' }],
  ['scopes', { scopes: 'a"b' }],
  ['kind', { kind: 'saml' }],
])('refuses at “%s”: %j', async (path, more) => {
  const desk = await testOffice()
  const answer = await desk.as.head.send('POST', '/api/sign_in_providers', { json: { ...campus, ...more } })
  expect(answer.status).toBe(422)
  expect((await answer.json()).errors[0].path).toBe(path)
})

it('lets the operator name hosts on private addresses', async () => {
  const desk = await testOffice({ TRUSTED_HOSTS: 'sso.local, 10.0.0.1' })
  await add(desk, { address: 'https://10.0.0.1/cas' })
  await add(desk, { address: 'https://sso.local' })
})

it('is the head’s alone, and of the own office', async () => {
  const desk = await testOffice()
  const b = await besideOffice(desk)
  const made = await add(desk)
  for (const who of ['officer', 'legal', 'inventor', 'enterprise', 'administrator'] as const)
    expect((await desk.as[who].get('/api/sign_in_providers')).status).toBe(403)
  const { head } = b.as
  expect((await (await head.get('/api/sign_in_providers')).json()).items).toEqual([])
  expect((await head.get(`/sign-in-settings/${made.id}`)).status).toBe(404)
  for (const step of ['activation', 'deactivation', 'requirement'])
    expect((await head.send('POST', `/api/sign_in_providers/${made.id}/${step}`, { json: {} })).status).toBe(404)
  const edit = await head.send('PUT', `/api/sign_in_providers/${made.id}`, {
    json: campus,
    headers: { 'if-match': '"1"' },
  })
  expect(edit.status).toBe(404)
})

it('tells the office’s history what was changed, and by whom', async () => {
  const desk = await testOffice()
  const made = await add(desk)
  await put(desk, made, { ...campus, scopes: 'profile' })
  await desk.as.head.make(`/api/sign_in_providers/${made.id}/deactivation`, {})
  await desk.as.head.make(`/api/sign_in_providers/${made.id}/activation`, {})
  const { rows } = await desk.client.execute(
    "select event from history where event like 'provider.%' order by position"
  )
  expect(rows.map(({ event }) => event)).toEqual([
    'provider.added',
    'provider.edited',
    'provider.switched_off',
    'provider.switched_on',
  ])
})

it('is added and changed by forms that lose nothing but the secret', async () => {
  const desk = await testOffice()
  const { head } = desk.as
  const fields = {
    kind: 'carsi',
    'name.zh': 'CARSI',
    address: 'https://gateway.example.edu.cn',
    clientId: 'desk',
    clientSecret: secret,
  }
  const refused = await pageOf(await head.send('POST', '/sign-in-settings/new', { form: fields }), 422)
  expect(faultAt(refused, 'domain')).toContain('本校域名')
  expect(formOf(refused)).toMatchObject({ clientId: 'desk', clientSecret: '' })
  const made = await head.send('POST', '/sign-in-settings/new', { form: { ...fields, domain: 'example.edu.cn' } })
  const at = /^(.+)\?done=created$/.exec(made.headers.get('location')!)![1]!
  expect(textOf((await open(head, at)).querySelector('main'))).toContain('/return')
  const edit = await open(head, `${at}/edit`)
  const changed = await head.send('POST', `${at}/edit`, { form: { ...formOf(edit), 'name.en': 'Federation' } })
  expect(changed.status).toBe(303)
  expect(textOf((await pageOf(await inEnglish(head, at))).querySelector('h1'))).toBe('Federation')
  const stale = await head.send('POST', `${at}/edit`, { form: { ...formOf(edit), 'name.en': 'Other' } })
  expect(stale.status).toBe(412)
})

it('shows on the sign-in page what is on, at most twenty, and finds the others by name', async () => {
  const desk = await testOffice()
  await add(desk)
  for (let i = 0; i < 21; i++) {
    const b = await desk.tenant('office', {
      kind: 'university',
      name: { zh: `第${i}大学`, en: `University ${i}` },
      country: 'CN',
      contacts: [],
    })
    const head = await desk.person(b.id, ['office_head'], '主任')
    await head.make('/api/sign_in_providers', campus)
  }
  const page = await pageOf(await desk.ask('GET', '/sign-in?next=/patents'))
  const links = [...page.querySelectorAll('.td-providers a')]
  expect(links).toHaveLength(20)
  expect(links.every((link) => link.getAttribute('href')!.endsWith('?next=%2Fpatents'))).toBe(true)
  const found = await pageOf(await desk.ask('GET', `/sign-in?university=${encodeURIComponent('云溪')}`))
  expect(textOf(found.querySelector('.td-providers ul'))).toBe('云溪理工大学 校园统一身份认证')
  const none = await pageOf(await desk.ask('GET', '/sign-in?university=%3Cscript%3E'))
  expect(none.querySelectorAll('.td-providers a')).toHaveLength(0)
})
