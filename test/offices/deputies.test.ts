import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { memberships } from '../../src/identity/table.ts'
import { history, historyPayloads } from '../../src/history/table.ts'
import { type Person, type TestOffice, testOffice } from '../support/office.ts'
import { grantedPatent, licence } from '../support/records.ts'

const membershipOf = async ({ db }: TestOffice, { accountId }: Person) =>
  (await db.select().from(memberships).where(eq(memberships.accountId, accountId)))[0]!.id
const day = 86_400_000

/** The officer stands in for the head from 24 to 26 November 2026; the test begins on the 23rd. */
async function standIn(desk: TestOffice) {
  const [absentId, deputyId] = [await membershipOf(desk, desk.as.head), await membershipOf(desk, desk.as.officer)]
  return desk.as.head.make('/api/deputies', { absentId, deputyId, fromDay: '2026-11-24', toDay: '2026-11-26' })
}

it('holds on its days and no other', async () => {
  const desk = await testOffice()
  await standIn(desk)
  const doors: number[] = []
  for (let i = 0; i < 5; i++) {
    // Sessions end after twelve hours.
    doors.push((await (await desk.again(desk.as.officer)).get('/api/keys')).status)
    desk.later(day)
  }
  expect(doors).toEqual([403, 200, 200, 200, 403])
})

it('approves for the absent head, who is named in the history, but nothing the head drafted', async () => {
  const desk = await testOffice()
  await standIn(desk)
  desk.later(day)
  const officer = await desk.again(desk.as.officer)
  const legal = await desk.again(desk.as.legal)
  const head = await desk.again(desk.as.head)
  const patent = await officer.make('/api/patents', grantedPatent(desk.office.organisationId))
  const terms = licence(desk.office.organisationId, desk.enterprise.organisationId, [patent.id])
  const upTo = async (by: Person) => {
    const drafted = await by.make('/api/agreements', terms)
    const cleared = await legal.step(await by.step(drafted, 'agreements', 'review'), 'agreements', 'clearance')
    const priced = await by.step(cleared, 'agreements', 'pricing', { method: 'exempt' })
    return by.step(priced, 'agreements', 'price', { evidence: '会议纪要 12' })
  }
  const byHead = await upTo(head)
  const refused = await officer.send('POST', `/api/agreements/${byHead.id}/approval`, {
    json: {},
    headers: { 'if-match': `"${byHead.version}"` },
  })
  expect(refused.status).toBe(403)
  await head.step(byHead, 'agreements', 'cancellation', { remark: '改由法务起草' })
  const drafter = await desk.person(desk.office.id, ['officer'], '起草人')
  const approved = await officer.step(await upTo(drafter), 'agreements', 'approval')
  const [entry] = await desk.db
    .select({ payload: historyPayloads.payload })
    .from(history)
    .innerJoin(historyPayloads, eq(historyPayloads.entryId, history.id))
    .where(eq(history.event, 'agreement.approval'))
  expect([approved.state, entry!.payload?.params?.['actsFor']]).toEqual(['approved', '何敬'])
  const told = await (await head.get(`/api/agreements/${approved.id}/history`)).text()
  expect(told).toContain('欧阳帆（代何敬）')
})

it.each([
  ['the absent one', { deputyId: 'head' }, 'deputyId'],
  ['somebody without an office', { deputyId: 'inventor' }, 'deputyId'],
  ['days the wrong way round', { fromDay: '2026-12-02' }, 'toDay'],
  ['days that are over', { fromDay: '2026-01-01', toDay: '2026-01-02' }, 'toDay'],
  ['a year', { toDay: '2027-11-30' }, 'toDay'],
] as const)('is refused with %s', async (_, other, at) => {
  const desk = await testOffice()
  const who = { head: desk.as.head, officer: desk.as.officer, inventor: desk.as.inventor }
  const asked = { deputyId: 'officer' as keyof typeof who, fromDay: '2026-11-24', toDay: '2026-11-26', ...other }
  const absentId = await membershipOf(desk, desk.as.head)
  const json = { ...asked, absentId, deputyId: await membershipOf(desk, who[asked.deputyId]) }
  const answer = await desk.as.head.send('POST', '/api/deputies', { json })
  const { errors } = (await answer.json()) as { errors: { path: string }[] }
  expect([answer.status, errors[0]!.path]).toEqual([422, at])
})

it('is named for oneself by anybody of the desk, for others by the head', async () => {
  const desk = await testOffice()
  const [absentId, deputyId] = [await membershipOf(desk, desk.as.head), await membershipOf(desk, desk.as.officer)]
  const json = { absentId, deputyId, fromDay: '2026-11-24', toDay: '2026-11-26' }
  expect((await desk.as.officer.send('POST', '/api/deputies', { json })).status).toBe(403)
  const own = { ...json, absentId: deputyId, deputyId: absentId }
  expect((await desk.as.officer.send('POST', '/api/deputies', { json: own })).status).toBe(201)
})
