import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { memberships } from '../../src/identity/table.ts'
import { outbox } from '../../src/mail/table.ts'
import { type Person, testOffice } from '../support/office.ts'
import { disclosure } from '../support/records.ts'

/** An achievement in evaluation, and a reviewer of the office who was asked about it. */
async function asked() {
  const desk = await testOffice()
  const { inventor, officer } = desk.as
  const reviewer = await desk.person(desk.office.id, ['reviewer'], '评审甲')
  const other = await desk.person(desk.office.id, ['reviewer'], '评审乙')
  const filed = await inventor.step(await inventor.make('/api/achievements', disclosure), 'achievements', 'submission')
  const received = await officer.step(filed, 'achievements', 'receipt')
  const checked = { serviceBasis: 'task', stateFunded: false, screenedForSecrecy: true }
  const a = await officer.step(received, 'achievements', 'acceptance', checked)
  const of = async ({ accountId }: Person) =>
    (await desk.db.select().from(memberships).where(eq(memberships.accountId, accountId)))[0]!.id
  const json = { reviewerId: await of(reviewer), dueOn: '2026-12-10' }
  const made = await officer.make(`/api/achievements/${a.id}/reviews`, json)
  return { ...desk, a, reviewer, other, json, review: made.id as string }
}
const opinion = { conflict: false, recommendation: 'proceed', opinion: '技术成熟，可以推进。' }

it('V8.2.3 shows a reviewer what they were asked about, without shares, remarks and history, and nothing else', async () => {
  const { a, reviewer, other, as, db } = await asked()
  await as.inventor.make('/api/achievements', disclosure)
  const { items } = (await (await reviewer.get('/api/achievements')).json()) as { items: { id: string }[] }
  expect(items.map(({ id }) => id)).toEqual([a.id])
  const seen = (await (await reviewer.get(`/api/achievements/${a.id}`)).json()) as object
  expect(seen).toHaveProperty('abstract')
  for (const field of ['contributors', 'remark']) expect(seen).not.toHaveProperty(field)
  expect((await reviewer.get(`/achievements/${a.id}`)).status).toBe(200)
  expect((await reviewer.get(`/api/achievements/${a.id}/history`)).status).toBe(403)
  expect((await other.get(`/api/achievements/${a.id}`)).status).toBe(404)
  for (const room of ['patents', 'agreements', 'people', 'organisations', 'members'])
    expect([room, (await reviewer.get(`/api/${room}`)).status]).toEqual([room, 403])
  const letters = (await db.select().from(outbox)).filter(({ event }) => event === 'review_asked')
  expect(letters.map(({ recipient }) => recipient)).toEqual([reviewer.email])
})

it('takes an opinion once, and tells who made the achievement what was said but not by whom', async () => {
  const { a, reviewer, as } = await asked()
  expect((await reviewer.get(`/achievements/${a.id}/review`)).status).toBe(200)
  await reviewer.make(`/api/achievements/${a.id}/opinion`, opinion)
  const again = await reviewer.send('POST', `/api/achievements/${a.id}/opinion`, { json: opinion })
  expect(again.status).toBe(409)
  const toOffice = await (await as.officer.get(`/api/achievements/${a.id}/reviews`)).json()
  expect(toOffice).toMatchObject({ items: [{ reviewer: '评审甲', recommendation: 'proceed' }] })
  for (const address of [
    `/api/achievements/${a.id}/reviews`,
    `/achievements/${a.id}/reviews`,
    `/achievements/${a.id}`,
  ]) {
    const said = await (await as.inventor.get(address)).text()
    expect([address, said.includes('评审甲')]).toEqual([address, false])
  }
  const toInventor = await (await as.inventor.get(`/api/achievements/${a.id}/reviews`)).json()
  expect(toInventor).toMatchObject({ items: [{ reviewer: null, opinion: opinion.opinion }] })
})

it('has no opinion where there is a conflict of interest', async () => {
  const { a, reviewer, as } = await asked()
  const both = await reviewer.send('POST', `/api/achievements/${a.id}/opinion`, {
    json: { ...opinion, conflict: true },
  })
  expect(both.status).toBe(422)
  await reviewer.make(`/api/achievements/${a.id}/opinion`, { conflict: true })
  const { items } = (await (await as.officer.get(`/api/achievements/${a.id}/reviews`)).json()) as { items: object[] }
  expect(items).toMatchObject([{ conflict: true, opinion: null }])
})

it('is over when it is taken back', async () => {
  const { a, reviewer, as, review } = await asked()
  await as.officer.make(`/api/achievements/${a.id}/reviews/${review}/withdrawal`, {})
  expect((await reviewer.get(`/api/achievements/${a.id}`)).status).toBe(404)
})

it.each([
  ['somebody who is no reviewer', {}, 'reviewerId', true],
  ['a day that is over', { dueOn: '2026-01-01' }, 'dueOn', false],
] as const)('is not asked of %s', async (_, other, at, colleague) => {
  const { a, as, db, json } = await asked()
  const [row] = await db.select().from(memberships).where(eq(memberships.accountId, as.legal.accountId))
  const sent = { ...json, ...other, ...(colleague && { reviewerId: row!.id }) }
  const answer = await as.officer.send('POST', `/api/achievements/${a.id}/reviews`, { json: sent })
  const { errors } = (await answer.json()) as { errors: { path: string }[] }
  expect([answer.status, errors.map(({ path }) => path).includes(at)]).toEqual([422, true])
})

it('V8.2.3 withholds an unpublished abstract from who only counts the money', async () => {
  const { a, as } = await asked()
  const seen = (await (await as.finance.get(`/api/achievements/${a.id}`)).json()) as object
  for (const field of ['abstract', 'keywords', 'earlierDisclosure', 'thirdPartyRights'])
    expect(seen).not.toHaveProperty(field)
  expect(seen).toHaveProperty('contributors')
  expect(await (await as.finance.get(`/achievements/${a.id}`)).text()).toContain('不向您的角色显示')
  expect(await (await as.officer.get(`/api/achievements/${a.id}`)).json()).toHaveProperty('abstract')
})
