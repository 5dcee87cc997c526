import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { memberships } from '../../src/identity/table.ts'
import { people } from '../../src/people/table.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice, disclosure, eventsOf, type Made } from '../support/records.ts'
import { changeOf, idsIn, merge, rowOf } from './merging.ts'

/** The inventor, entered a second time with an ORCID iD and a disclosure that names the second entry. */
async function twice(desk: TestOffice) {
  const { as } = desk
  const double: Made = await as.officer.make('/api/people', {
    name: { zh: '龑岚' },
    unit: '机械学院',
    orcid: '0000-0002-1825-0097',
  })
  const contributors = [{ name: '龑岚', share: 1_000_000, personId: double.id }]
  const achievement: Made = await as.officer.make('/api/achievements', { ...disclosure, contributors })
  return { double, achievement, kept: as.inventor.personId! }
}

it('makes two entries of a person one, with a choice per field, and back again', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { double, achievement, kept } = await twice(desk)
  const before = [await rowOf(desk, people, kept), await rowOf(desk, people, double.id)]
  const seen = async () => (await as.inventor.get(`/api/achievements/${achievement.id}`)).status
  expect(await seen()).toBe(404)
  const take = { orcid: 'dropped', unit: 'dropped' }
  const { id } = await (await merge(desk, 'people', kept, { otherId: double.id, take })).json()
  expect(await (await as.officer.get(`/api/people/${kept}`)).json()).toMatchObject({
    orcid: '0000-0002-1825-0097',
    unit: '机械学院',
    email: as.inventor.email,
    version: 2,
  })
  expect(await seen()).toBe(200)
  expect(await idsIn(await as.officer.get('/api/people?q=0000-0002-1825-0097'))).toEqual([kept])
  expect((await as.officer.get(`/api/people/${double.id}`)).status).toBe(404)
  expect((await as.officer.get(`/people/${double.id}`)).headers.get('location')).toBe(`/people/${kept}`)

  expect((await as.officer.send('POST', `/api/merges/${id}/undo`)).status).toBe(200)
  expect(await seen()).toBe(404)
  const after = [await rowOf(desk, people, kept), await rowOf(desk, people, double.id)]
  expect(after).toEqual([{ ...before[0], version: 3, updatedAt: after[0]!.updatedAt }, before[1]])
  expect(await eventsOf(desk, kept)).toEqual(['person.created', 'person.merged', 'person.unmerged'])
  expect(await eventsOf(desk, double.id)).toEqual(['person.created', 'person.merged_into', 'person.unmerged'])
})

it('moves accounts and invitations', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { double, kept } = await twice(desk)
  const personOf = async () =>
    (await desk.db.select().from(memberships).where(eq(memberships.accountId, as.inventor.accountId)))[0]!.personId
  const { id } = await (await merge(desk, 'people', double.id, { otherId: kept })).json()
  expect(await personOf()).toBe(double.id)
  await as.officer.send('POST', `/api/merges/${id}/undo`)
  expect(await personOf()).toBe(kept)
})

it('refuses two contributors to one achievement, itself, and another office’s people', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { double, kept } = await twice(desk)
  const contributors = [
    { name: '龑某', share: 500_000, personId: kept },
    { name: '龑岚', share: 500_000, personId: double.id },
  ]
  const both: Made = await as.officer.make('/api/achievements', { ...disclosure, contributors })
  const said = async (keptId: string, otherId: string) => {
    const answer = await merge(desk, 'people', keptId, { otherId }, { 'accept-language': 'en' })
    return [answer.status, (await answer.json()).errors?.[0]?.message]
  }
  expect(await said(kept, double.id)).toEqual([422, expect.stringContaining(`achievement ${both.reference}`)])
  expect(await said(kept, kept)).toEqual([422, 'An entry cannot be merged with itself'])
  const b = await besideOffice(desk)
  expect(await said(kept, b.as.inventor.personId!)).toEqual([404, undefined])
  expect(await said(b.as.inventor.personId!, kept)).toEqual([404, undefined])
  const { id } = await (await merge(b, 'people', b.as.inventor.personId!, { otherId: b.as.colleague.personId! })).json()
  expect((await as.officer.send('POST', `/api/merges/${id}/undo`)).status).toBe(404)
})

it('undoes nothing that something rests on, and says what', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { double, achievement, kept } = await twice(desk)
  const undo = async (id: string) => {
    const answer = await as.officer.send('POST', `/api/merges/${id}/undo`, { headers: { 'accept-language': 'en' } })
    return [answer.status, (await answer.json()).detail]
  }
  const again = async () => (await (await merge(desk, 'people', kept, { otherId: double.id })).json()).id
  // The kept entry has changed.
  let id = await again()
  expect((await undo(id))[0]).toBe(200)
  expect(await undo(id)).toEqual([409, expect.stringContaining('undone already')])
  id = await again()
  const { version } = (await rowOf(desk, people, kept))!
  const changed = await as.officer.send('PUT', `/api/people/${kept}`, changeOf({ name: { zh: '龑岚岚' } }, version))
  expect(changed.status).toBe(200)
  expect(await undo(id)).toEqual([409, expect.stringContaining('has changed since the merging')])
  await desk.write((ctx) => ctx.db.update(people).set({ version }).where(eq(people.id, kept)))
  // Somebody else has got the code that the double had.
  const other: Made = await as.officer.make('/api/people', { name: { zh: '别人' }, orcid: '0000-0002-1825-0097' })
  expect(await undo(id)).toEqual([409, expect.stringContaining(`${other.reference} now has a code`)])
  await as.officer.send('PUT', `/api/people/${other.id}`, changeOf({ name: { zh: '别人' } }, 1))
  // What came with it was given to somebody else.
  const contributors = [{ name: '别人', share: 1_000_000, personId: other.id }]
  const { stateSecret: _, ...given } = { ...disclosure, contributors }
  const moved = await as.officer.send('PUT', `/api/achievements/${achievement.id}`, changeOf(given, 1))
  expect(moved.status).toBe(200)
  expect(await undo(id)).toEqual([409, expect.stringContaining('came to')])
})

it('lets one of many who undo it win', async () => {
  const desk = await testOffice()
  const { double, kept } = await twice(desk)
  const { id } = await (await merge(desk, 'people', kept, { otherId: double.id })).json()
  const answers = await Promise.all([1, 2, 3].map(() => desk.as.officer.send('POST', `/api/merges/${id}/undo`)))
  expect(answers.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([200, 409, 409])
})
