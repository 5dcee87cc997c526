import { expect, it } from 'vitest'
import { apiKeys } from '../../src/identity/table.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice, disclosure } from '../support/records.ts'

const day = 86_400_000
const newKey = async ({ as }: TestOffice, roles: readonly string[] = ['officer']): Promise<string> =>
  (await as.head.make('/api/keys', { name: '财务系统', roles, days: 30 })).key
const by = (desk: TestOffice, key: string, method = 'GET', path = '/api/people', json?: unknown) =>
  desk.ask(method, path, { ...(json !== undefined && { json }), headers: { authorization: `Bearer ${key}` } })

it('speaks for the office in the roles it was given, and no other', async () => {
  const desk = await testOffice()
  const key = await newKey(desk)
  expect(key).toMatch(/^td_[0-9a-z]{12}_[\w-]{43}$/)
  expect((await by(desk, key)).status).toBe(200)
  expect((await by(desk, key, 'POST', '/api/people', { name: { zh: '某' } })).status).toBe(201)
  expect((await by(desk, key, 'POST', '/api/keys', { name: 'x', roles: ['officer'], days: 1 })).status).toBe(403)
  const b = await besideOffice(desk)
  const { id } = await b.as.officer.make('/api/people', { name: { zh: '海岚的人' } })
  expect((await by(desk, key, 'GET', `/api/people/${id}`)).status).toBe(404)
})

it('is refused when wrong, revoked or over', async () => {
  const desk = await testOffice()
  const key = await newKey(desk)
  // A secret may hold the stroke that parts a key.
  const [, publicId = '', secret = ''] = /^td_([0-9a-z]+)_(.+)$/.exec(key) ?? []
  const wrong = [
    `td_${publicId}_${secret.slice(0, -1)}${secret.endsWith('A') ? 'B' : 'A'}`,
    `td_${'a'.repeat(12)}_${secret}`,
    key.slice(0, -1),
    `${key}x`,
    secret,
    '',
    'x y',
  ]
  for (const other of wrong) expect(`${other} ${(await by(desk, other)).status}`).toBe(`${other} 401`)
  expect((await desk.ask('GET', '/api/people', { headers: { authorization: `Basic ${key}` } })).status).toBe(401)
  // A bad key is not mended by a good cookie.
  expect((await desk.as.officer.get('/api/people', { authorization: 'Bearer wrong' })).status).toBe(401)
  desk.later(30 * day - 60_000)
  expect((await by(desk, key)).status).toBe(200)
  desk.later(60_000)
  expect((await by(desk, key)).status).toBe(401)
})

it('is over at once when revoked', async () => {
  const desk = await testOffice()
  const key = await newKey(desk)
  const publicId = key.split('_')[1]!
  await desk.as.head.make(`/api/keys/${publicId}/revocation`, {})
  expect((await by(desk, key)).status).toBe(401)
  expect((await desk.as.head.send('POST', `/api/keys/${publicId}/revocation`)).status).toBe(404)
})

it('V2.4.1 is tried sixty times in a quarter of an hour', async () => {
  const desk = await testOffice()
  for (let i = 0; i < 60; i++) expect((await by(desk, `td_wrong${i}`)).status).toBe(401)
  expect((await by(desk, 'td_wrong')).status).toBe(429)
  expect((await desk.as.officer.get('/api/people')).status).toBe(200)
})

it('says when it was last used, at most every five minutes', async () => {
  const desk = await testOffice()
  const key = await newKey(desk)
  const used = async () => (await desk.db.select().from(apiKeys))[0]!.lastUsedAt
  await by(desk, key)
  const first = await used()
  await by(desk, key)
  expect(await used()).toBe(first)
  desk.later(6 * 60_000)
  await by(desk, key)
  expect(await used()).not.toBe(first)
})

it('does not decide on what it filed itself', async () => {
  const desk = await testOffice()
  const key = await newKey(desk, ['officer', 'office_head'])
  const { id } = await (await by(desk, key, 'POST', '/api/achievements', disclosure)).json()
  await desk.client.execute({ sql: `update achievements set state = 'evaluated' where id = ?`, args: [id] })
  const headers = { authorization: `Bearer ${key}`, 'if-match': '"1"' }
  expect((await desk.ask('POST', `/api/achievements/${id}/approval`, { json: {}, headers })).status).toBe(403)
})
