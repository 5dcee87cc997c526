import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { achievements } from '../../src/achievements/table.ts'
import { agreements } from '../../src/agreements/table.ts'
import { memberships } from '../../src/identity/table.ts'
import { testOffice } from '../support/office.ts'
import { eventsOf, sampleRecords } from '../support/records.ts'

it('hands a leaver’s open work to a colleague and ends the membership in one step', async () => {
  const desk = await testOffice()
  const { agreement, achievement } = await sampleRecords(desk)
  const successor = await desk.person(desk.office.id, ['officer'], '接手人')
  const of = async (accountId: string) =>
    (await desk.db.select().from(memberships).where(eq(memberships.accountId, accountId)))[0]!
  const [from, to] = [await of(desk.as.officer.accountId), await of(successor.accountId)]
  const page = await desk.as.head.get(`/members/${from.id}/handover`)
  expect(await page.text()).toContain(agreement.reference)
  expect(await desk.as.head.make(`/api/members/${from.id}/handover`, { successorId: to.id })).toEqual({ count: 1 })
  const [moved] = await desk.db.select().from(agreements).where(eq(agreements.id, agreement.id))
  expect(moved).toMatchObject({ createdBy: successor.accountId, version: agreement.version + 1 })
  expect(await eventsOf(desk, agreement.id)).toContain('record.handed_over')
  expect((await of(desk.as.officer.accountId)).endedAt).not.toBeNull()
  expect((await desk.as.officer.get('/api/agreements')).status).toBe(401)
  // Somebody else's stays where it is.
  const [other] = await desk.db.select().from(achievements).where(eq(achievements.id, achievement.id))
  expect(other!.disclosedBy).toBe(desk.as.inventor.accountId)
})

it('is refused to oneself and to who is kept out', async () => {
  const desk = await testOffice()
  const all = await desk.db.select().from(memberships).where(eq(memberships.tenantId, desk.office.id))
  const of = (accountId: string) => all.find((row) => row.accountId === accountId)!.id
  const [officer, legal] = [of(desk.as.officer.accountId), of(desk.as.legal.accountId)]
  await desk.as.head.make(`/api/members/${legal}/suspension`, {})
  for (const successorId of [officer, legal]) {
    const answer = await desk.as.head.send('POST', `/api/members/${officer}/handover`, { json: { successorId } })
    expect(answer.status).toBe(422)
  }
})
