import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createKey } from '../../src/identity/actions.ts'
import { runDue } from '../../src/jobs.ts'
import { idempotencyKeys } from '../../src/web/table.ts'
import { origin, testOffice, type TestOffice } from '../support/office.ts'
import { twoOffices } from '../support/records.ts'

const name = { zh: '某人' }
const post = (
  as: { send: TestOffice['as']['head']['send'] },
  key: string,
  json: unknown = { name },
  path = '/api/people'
) => as.send('POST', path, { json, headers: { 'idempotency-key': key } })
const countPeople = async ({ as }: TestOffice): Promise<number> =>
  ((await (await as.officer.get('/api/people?limit=200')).json()) as { items: unknown[] }).items.length

it('gives a retry the first answer and makes no second record', async () => {
  const desk = await testOffice()
  const before = await countPeople(desk)
  const [first, second] = [await post(desk.as.officer, 'one'), await post(desk.as.officer, 'one')]
  expect([first.status, second.status]).toEqual([201, 201])
  for (const header of ['etag', 'location', 'content-type'])
    expect(second.headers.get(header)).toBe(first.headers.get(header))
  expect(await second.text()).toBe(await first.text())
  expect(await countPeople(desk)).toBe(before + 1)
})

it.each<['head' | 'administrator', string, object]>([
  ['head', '/api/keys', { name: '财务系统', roles: ['officer'], days: 30 }],
  ['head', '/api/invitations', { name: '新人', email: 'new@example.org', roles: ['officer'] }],
  ['administrator', '/api/offices', { name: { zh: '静海大学' }, headName: '何敬', headEmail: 'he@example.org' }],
])('says the same again to a retry of the %s at %s, and keeps nothing of it readable', async (who, path, json) => {
  const desk = await testOffice()
  const [first, second] = [await post(desk.as[who], 'one', json, path), await post(desk.as[who], 'one', json, path)]
  expect([first.status, second.status]).toEqual([201, 201])
  const said = await first.text()
  expect(await second.text()).toBe(said)
  const [row] = await desk.db.select().from(idempotencyKeys)
  expect(row!.body).not.toContain((JSON.parse(said) as { id: string }).id)
})

it('refuses another body or another query under the same key', async () => {
  const { as } = await testOffice()
  await post(as.officer, 'one')
  expect((await post(as.officer, 'one', { name: { zh: '另一人' } })).status).toBe(422)
  const firm = { kind: 'enterprise', name: { zh: '静岭风机有限公司' } }
  expect((await post(as.officer, 'two', firm, '/api/organisations')).status).toBe(409) // a name that is there already
  expect((await post(as.officer, 'two', firm, '/api/organisations?even_if_double=true')).status).toBe(201)
  expect((await post(as.officer, 'two', firm, '/api/organisations')).status).toBe(422)
})

it('makes one record of twenty twins at once', async () => {
  const desk = await testOffice()
  const before = await countPeople(desk)
  const answers = await Promise.all(Array.from({ length: 20 }, () => post(desk.as.officer, 'twins')))
  const statuses = answers.map(({ status }) => status)
  expect(statuses.filter((status) => status === 201).length).toBeGreaterThan(0)
  expect(statuses.filter((status) => ![201, 409].includes(status))).toEqual([])
  expect(await countPeople(desk)).toBe(before + 1)
  const made = await Promise.all(
    [...answers.filter(({ ok }) => ok), await post(desk.as.officer, 'twins')].map((answer) => answer.json())
  )
  expect(new Set(made.map(({ id }: { id: string }) => id)).size).toBe(1)
})

it('says 409 while the first is running, and lets a retry take over from one that died', async () => {
  const desk = await testOffice()
  await post(desk.as.officer, 'one')
  const kept = { status: null, body: null, createdAt: desk.deps.clock() }
  await desk.write(({ db }) => db.update(idempotencyKeys).set(kept))
  expect((await post(desk.as.officer, 'one')).status).toBe(409)
  desk.later(61_000)
  expect((await post(desk.as.officer, 'one')).status).toBe(201)
})

it('does not let a request that was slower than its lease make a second record', async () => {
  const desk = await testOffice()
  const before = await countPeople(desk)
  let writes = 0
  const write: typeof desk.store.write = async (work) => {
    const result = await desk.store.write(work)
    writes += 1
    // Between the reservation and the record a retry took over.
    if (writes === 1) await desk.write(({ db }) => db.update(idempotencyKeys).set({ createdAt: desk.deps.clock() }))
    return result
  }
  const app = createApp({ ...desk.deps, store: { ...desk.store, write } })
  const headers = { cookie: desk.as.officer.cookie, 'content-type': 'application/json', 'idempotency-key': 'slow' }
  const body = JSON.stringify({ name })
  expect((await app.request(`${origin}/api/people`, { method: 'POST', headers, body })).status).toBe(409)
  expect(writes).toBeGreaterThan(1)
  expect(await countPeople(desk)).toBe(before)
})

it('keeps organisations and addresses apart', async () => {
  const { a, b } = await twoOffices()
  const [one, other] = [
    await post(a.as.officer, 'same'),
    await post(b.as.officer, 'same', { name: { zh: '别处的人' } }),
  ]
  expect([one.status, other.status]).toEqual([201, 201])
  expect((await post(a.as.officer, 'same', { stateSecret: false, title: name }, '/api/achievements')).status).toBe(201)
})

it('keeps nothing of a request that was refused', async () => {
  const desk = await testOffice()
  expect((await post(desk.as.officer, 'one', { name: {} })).status).toBe(422)
  expect((await post(desk.as.inventor, 'one')).status).toBe(403)
  expect(
    (await post(desk.as.officer, 'one', { name, organisationId: '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e' })).status
  ).toBe(422)
  expect((await post(desk.as.officer, 'one')).status).toBe(201)
})

it.each(['', ' ', 'a b', 'clé', 'x'.repeat(256)])('refuses the key “%s”', async (key) => {
  const { as } = await testOffice()
  expect((await post(as.officer, key)).status).toBe(422)
})

it('keeps answers for seven days', async () => {
  const desk = await testOffice()
  const { key } = await createKey(await desk.as.head.ctx(), {
    tenantId: desk.office.id,
    name: '程序',
    roles: ['officer'],
    days: 30,
  })
  const machine = {
    send: (method: string, path: string, sent: { headers?: Record<string, string> } = {}) =>
      desk.ask(method, path, { ...sent, headers: { ...sent.headers, authorization: `Bearer ${key}` } }),
  }
  const { id } = await (await post(machine, 'week')).json()
  const day = 86_400_000
  desk.later(7 * day - 60_000)
  await runDue(desk.deps)
  expect((await (await post(machine, 'week')).json()).id).toBe(id)
  desk.later(day)
  await runDue(desk.deps)
  expect((await (await post(machine, 'week')).json()).id).not.toBe(id)
})
