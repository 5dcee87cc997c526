import { expect, it } from 'vitest'
import { docOf, operationsOf, resolve, sampleOf, type Schema } from '../support/doc.ts'
import { origin, testDesk, testOffice } from '../support/office.ts'

it('V2.2.1, V15.3.3 documents every object of an input as closed, and nothing of it as null', async () => {
  const doc = await docOf(await testDesk())
  const [open, empty]: [string[], string[]] = [[], []]
  const walk = (given: Schema, at: string): void => {
    const schema = resolve(doc, given)
    if ([schema.type].flat().includes('null')) empty.push(at)
    if (schema.properties !== undefined && schema.additionalProperties !== false) open.push(at)
    for (const [name, one] of Object.entries(schema.properties ?? {})) walk(one, `${at}.${name}`)
    if (schema.items !== undefined) walk(schema.items, `${at}[]`)
    for (const one of [...(schema.oneOf ?? []), ...(schema.anyOf ?? [])]) walk(one, at)
  }
  for (const { method, path, body } of operationsOf(doc)) if (body !== null) walk(body, `${method} ${path}`)
  expect({ open, empty }).toEqual({
    open: [],
    empty: [`POST /api/agreements.remuneration.bands[].upTo`, `PUT /api/agreements/{id}.remuneration.bands[].upTo`],
  })
})

it('V15.3.3, V8.2.3 refuses a field it does not know, by name, on every route', async () => {
  const desk = await testOffice()
  const { as } = desk
  const reviewer = await desk.person(desk.office.id, ['reviewer'], '评审')
  const all = { ...as.head, administrator: as.administrator }
  const doc = await docOf(await testDesk())
  for (const { method, path, body, permission } of operationsOf(doc)) {
    if (body === null) continue
    const person =
      permission === 'platform.manage'
        ? all.administrator
        : permission.startsWith('agreement.sign') || permission === 'achievement.suspend'
          ? as.legal
          : permission === 'review.answer'
            ? reviewer
            : as.head
    const at = path.replace(/\{\w+\}/g, '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e')
    const json = { ...(sampleOf(doc, body) as object), officeId: 'another' }
    const answer = await person.send(method, at, { json, headers: { 'if-match': '"1"', 'accept-language': 'en' } })
    const said: unknown = await answer.json()
    expect({ method, path, said }).toMatchObject({
      said: { status: 422, errors: [{ message: 'There is no field named officeId' }] },
    })
  }
})

it('V1.5.2 takes no harm from names that mean something to the language', async () => {
  const { as, app } = await testOffice()
  const headers = { origin, cookie: as.officer.cookie, 'content-type': 'application/json' }
  for (const body of [
    '{"name":{"zh":"某"},"__proto__":{"officeId":"another"}}',
    '{"name":{"zh":"某","__proto__":{"admin":true}}}',
    '{"name":{"zh":"某"},"constructor":{"prototype":{"admin":true}}}',
    '{"name":{"zh":"某"},"toString":"x"}',
  ]) {
    const answer = await app.request(`${origin}/api/people`, { method: 'POST', headers, body })
    expect([body, answer.status < 500]).toEqual([body, true])
    expect(({} as Record<string, unknown>)['admin']).toBeUndefined()
    expect(({} as Record<string, unknown>)['officeId']).toBeUndefined()
  }
  const mine: { items: { officeId?: unknown }[] } = await (await as.officer.get('/api/people')).json()
  expect(mine.items.every((person) => person.officeId === undefined)).toBe(true)
})

it('V2.2.1, V2.2.2 refuses a body that is no object of its kind, without a fault of ours', async () => {
  const { as, app } = await testOffice()
  const headers = { origin, cookie: as.officer.cookie, 'content-type': 'application/json' }
  for (const [body, status] of [
    ['', 400],
    ['{', 400],
    ['null', 422],
    ['[]', 422],
    ['"text"', 422],
    ['1e999', 422],
    [`${'['.repeat(10_000)}${']'.repeat(10_000)}`, 422],
    ['{"name":{"zh":"\\ud800"}}', 422],
    ['{"name":{"zh":"\\u0000"}}', 422],
    [`{"name":{"zh":"${'长'.repeat(20_000)}"}}`, 422],
    ['{"name":{"zh":["某"]}}', 422],
  ] as const) {
    const answer = await app.request(`${origin}/api/people`, { method: 'POST', headers, body })
    expect([body.slice(0, 40), answer.status]).toEqual([body.slice(0, 40), status])
  }
})

it('V15.3.7 refuses a parameter given twice where one is meant', async () => {
  const { as } = await testOffice()
  for (const query of ['limit=1&limit=2', 'sort=newest&sort=oldest', 'q=a&q=b', 'state=draft&state=closed'])
    expect(`${query} ${(await as.officer.get(`/api/achievements?${query}`)).status}`).toBe(`${query} 422`)
  for (const query of ['limit=0', 'limit=201', 'limit=1.5', 'limit=x', 'limit=', 'sort=id', 'state=all'])
    expect(`${query} ${(await as.officer.get(`/api/achievements?${query}`)).status}`).toBe(`${query} 422`)
  expect((await as.officer.get('/achievements?limit=1&limit=2&sort=newest&sort=oldest')).status).toBeLessThan(500)
})
