import { expect, it } from 'vitest'
import { createKey } from '../../src/identity/actions.ts'
import { origin, testDesk, testOffice } from '../support/office.ts'
import { disclosure } from '../support/records.ts'

const forms = ['application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'text/plain']
const own = { origin, 'sec-fetch-site': 'same-origin' }
const foreign: readonly Record<string, string>[] = [
  { origin: 'https://evil.example' },
  { origin: 'null' },
  { origin: 'http://127.0.0.1.evil.example:8787' },
  { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
  { origin: '', 'sec-fetch-site': 'cross-site' },
  { origin: '' },
]

it('V3.5.1 refuses what other sites make a browser send, whatever its type', async () => {
  const { as, app } = await testOffice()
  const post = (path: string, headers: Record<string, string>, body = 'x') => {
    const sent = Object.entries({ cookie: as.officer.cookie, ...headers }).filter(([, value]) => value !== '')
    return app.request(`${origin}${path}`, { method: 'POST', headers: Object.fromEntries(sent), body })
  }
  for (const headers of foreign)
    for (const path of ['/sign-out', '/achievements/new', '/api/achievements'])
      for (const type of forms)
        expect(`${path} ${type} ${(await post(path, { ...headers, 'content-type': type })).status}`).toBe(
          `${path} ${type} 403`
        )
  const json = { 'content-type': 'application/json' }
  expect(
    (await post('/api/achievements', { ...json, origin: 'https://evil.example' }, JSON.stringify(disclosure))).status
  ).toBe(403)
  expect((await post('/api/achievements', { ...json, ...own }, JSON.stringify(disclosure))).status).toBe(201)
  expect((await post('/sign-out', { 'content-type': forms[0]!, ...own }, '')).status).toBe(303)
})

it('knows its own pages behind a proxy by the address the world uses', async () => {
  const desk = await testDesk({
    PUBLIC_URL: 'https://desk.example.edu.cn',
    SMTP_URL: 'smtp://127.0.0.1:1',
    MAIL_FROM: 'desk@example.edu.cn',
  })
  const headers = { origin: 'https://desk.example.edu.cn' }
  expect((await desk.ask('POST', '/sign-in', { form: { email: 'li.na@example.edu.cn' }, headers })).status).toBe(200)
})

it('V3.5.2 takes JSON as application/json alone', async () => {
  const { as, app } = await testOffice()
  for (const type of [...forms, 'application/xml', 'application/json-patch+json', '']) {
    const length = { 'content-length': '20' }
    const headers = { ...own, ...length, cookie: as.officer.cookie, ...(type !== '' && { 'content-type': type }) }
    const body = new TextEncoder().encode('{"name":{"zh":"某"}}')
    const { status } = await app.request(`${origin}/api/people`, { method: 'POST', headers, body })
    expect(`${type} ${status}`).toBe(`${type} 415`)
  }
})

it('V3.4.2 lets a program in with its key from anywhere, and no other site read the answers', async () => {
  const desk = await testOffice()
  const { key } = await createKey(await desk.as.head.ctx(), {
    tenantId: desk.office.id,
    name: '程序',
    roles: ['officer'],
    days: 1,
  })
  const headers = { authorization: `Bearer ${key}`, origin: 'https://elsewhere.example' }
  const made = await desk.ask('POST', '/api/achievements', { json: disclosure, headers })
  expect(made.status).toBe(201)
  const asked = { 'access-control-request-method': 'POST', 'access-control-request-headers': 'content-type' }
  const preflight = await desk.ask('OPTIONS', '/api/achievements', { headers: { ...headers, ...asked } })
  for (const answer of [made, preflight])
    expect([...answer.headers.keys()].filter((name) => name.startsWith('access-control'))).toEqual([])
})

it('refuses a body that is too large, told or found out', async () => {
  const { as, app } = await testOffice()
  const large = 25 * 1024 * 1024 + 1
  const headers = { ...own, cookie: as.officer.cookie, 'content-type': 'application/json' }
  const told = await app.request(`${origin}/api/people`, {
    method: 'POST',
    headers: { ...headers, 'content-length': String(large) },
    body: '{}',
  })
  expect([told.status, told.headers.get('content-type')]).toEqual([413, 'application/problem+json; charset=utf-8'])
  const body = new Blob([new Uint8Array(large)]).stream()
  const found = await app.request(`${origin}/api/people`, {
    method: 'POST',
    headers,
    body,
    duplex: 'half',
  } as RequestInit)
  expect(found.status).toBe(413)
})
