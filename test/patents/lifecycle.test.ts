import { expect, it } from 'vitest'
import type { Step } from '../../src/kernel/lifecycle.ts'
import { permissions } from '../../src/kernel/permissions.ts'
import { patentStatuses } from '../../src/patents/patent.ts'
import { patentSteps } from '../../src/patents/steps.ts'
import { inputOf, movesOf, officeOfFile, reachable } from '../support/lifecycle.ts'
import { testOffice } from '../support/office.ts'
import { eventsOf, grantedPatent, oneOfEachRole, put } from '../support/records.ts'

const steps = Object.entries<Step<string>>(patentSteps)
const own = officeOfFile(async (desk) => {
  const { id } = await desk.as.officer.make('/api/patents', grantedPatent(desk.office.organisationId))
  return { desk, id, as: desk.as }
})

it('knows the states of the domain notes and reaches each of them', () => {
  expect(patentStatuses).toHaveLength(22)
  expect(reachable(patentSteps, 'preparing').toSorted()).toEqual(patentStatuses.toSorted())
})

it('allows the moves of the domain notes', () => {
  const moves = movesOf(patentSteps)
  for (const move of `preparing > filed, filed > published, filed > substantive_examination,
    published > substantive_examination, substantive_examination > grant_notified, substantive_examination > rejected,
    filed > grant_notified, rejected > reexamination, grant_notified > granted, granted > fee_overdue,
    fee_overdue > granted, fee_overdue > lapsed_restorable, lapsed_restorable > restored, lapsed_restorable > lapsed,
    granted > expired, granted > invalidation_pending, invalidation_pending > invalidated,
    invalidation_pending > partly_invalidated, filed > deemed_withdrawn, grant_notified > deemed_abandoned`.split(
    /,\s+/
  ))
    expect(moves, move).toContain(move)
})

it.each(steps)('V2.3.1 takes the step “%s” from its states alone, with one entry in history', async (noun, step) => {
  const { desk, id, as } = own()
  for (const status of patentStatuses) {
    await put(desk, 'patents', id, { status, version: 1, resumeTo: 'published' })
    const before = (await eventsOf(desk, id)).length
    const sent = { json: inputOf(step), headers: { 'if-match': '"1"' } }
    const answer = await as.officer.send('POST', `/api/patents/${id}/${noun}`, sent)
    const allowed = step.from.includes(status)
    expect(`${status}: ${answer.status}`).toBe(`${status}: ${allowed ? 200 : 409}`)
    expect((await eventsOf(desk, id)).slice(before)).toEqual(allowed ? [`patent.${noun}`] : [])
    if (!allowed) continue
    const after: unknown = await answer.json()
    expect(after).toMatchObject({ status: step.to === 'resume' ? 'published' : step.to, version: 2 })
  }
})

it('keeps every step from the roles that do not hold it', async () => {
  const { id, as } = own()
  for (const [noun, step] of steps) {
    const allowed: readonly string[] = permissions[step.permission]
    for (const [role, person] of oneOfEachRole(as)) {
      const sent = { json: inputOf(step), headers: { 'if-match': '"99"' } }
      const { status } = await person.send('POST', `/api/patents/${id}/${noun}`, sent)
      expect(`${noun}, ${role}: ${status}`).toBe(`${noun}, ${role}: ${allowed.includes(role) ? 412 : 403}`)
    }
  }
})

it('goes back to where it was suspended', async () => {
  const { as, office } = await testOffice()
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const suspended = await as.officer.step(patent, 'patents', 'suspension', { remark: '权属争议' })
  expect(await as.officer.step(suspended, 'patents', 'resumption')).toMatchObject({ status: 'granted', version: 3 })
})
