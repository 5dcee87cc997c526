import { expect, it } from 'vitest'
import { states } from '../../src/achievements/achievement.ts'
import { achievementSteps } from '../../src/achievements/steps.ts'
import type { Step } from '../../src/kernel/lifecycle.ts'
import { permissions } from '../../src/kernel/permissions.ts'
import { inputOf, movesOf, officeOfFile, reachable } from '../support/lifecycle.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, eventsOf, oneOfEachRole, put } from '../support/records.ts'

const steps = Object.entries<Step<string>>(achievementSteps)
const own = officeOfFile(async (desk) => {
  const { id } = await desk.as.inventor.make('/api/achievements', disclosure)
  const all = await desk.person(desk.office.id, ['officer', 'office_head', 'legal'], '全权')
  return { desk, id, all }
})

it('knows the states of the domain notes and reaches each of them', () => {
  expect(states).toHaveLength(18)
  expect(reachable(achievementSteps, 'draft').toSorted()).toEqual(states.toSorted())
})

it('allows the moves of the domain notes', () => {
  const moves = movesOf(achievementSteps)
  for (const move of `draft > submitted, submitted > formal_check, formal_check > returned, returned > draft,
    formal_check > evaluation, evaluation > evaluated, evaluated > approved, evaluated > rejected, approved > publicity,
    publicity > objection, publicity > published, approved > published, published > under_negotiation,
    under_negotiation > published, under_negotiation > transferred, under_negotiation > licensed,
    under_negotiation > invested, published > self_implemented, licensed > self_implemented, evaluation > suspended,
    published > closed`.split(/,\s+/))
    expect(moves, move).toContain(move)
})

it.each(steps)('V2.3.1 takes the step “%s” from its states alone, with one entry in history', async (noun, step) => {
  const { desk, id, all } = own()
  for (const state of states) {
    await put(desk, 'achievements', id, { state, version: 1, filed: true, resumeTo: 'published' })
    const before = (await eventsOf(desk, id)).length
    const sent = { json: inputOf(step), headers: { 'if-match': '"1"' } }
    const answer = await all.send('POST', `/api/achievements/${id}/${noun}`, sent)
    const allowed = step.from.includes(state)
    expect(`${state}: ${answer.status}`).toBe(`${state}: ${allowed ? 200 : 409}`)
    expect((await eventsOf(desk, id)).slice(before)).toEqual(allowed ? [`achievement.${noun}`] : [])
    if (!allowed) continue
    const after: unknown = await answer.json()
    expect(after).toMatchObject({ state: step.to === 'resume' ? 'published' : step.to, version: 2 })
  }
})

it('keeps every step from the roles that do not hold it', async () => {
  const { desk, id } = own()
  for (const [noun, step] of steps) {
    const allowed: readonly string[] = permissions[step.permission]
    for (const [role, person] of oneOfEachRole(desk.as)) {
      const sent = { json: inputOf(step), headers: { 'if-match': '"99"' } }
      const { status } = await person.send('POST', `/api/achievements/${id}/${noun}`, sent)
      expect(`${noun}, ${role}: ${status}`).toBe(`${noun}, ${role}: ${allowed.includes(role) ? 412 : 403}`)
    }
  }
})

it('lets nobody decide on a record of their own', async () => {
  const desk = await testOffice()
  const both = await desk.person(desk.office.id, ['office_head', 'officer', 'inventor'], '身兼二职')
  const own = await both.make('/api/achievements', disclosure)
  for (const [noun, step] of steps.filter(([, { checker }]) => checker)) {
    await put(desk, 'achievements', own.id, { state: step.from[0], filed: true })
    const sent = { json: inputOf(step), headers: { 'if-match': '"1"' } }
    const { status } = await both.send('POST', `/api/achievements/${own.id}/${noun}`, sent)
    expect(`${noun}: ${status}`).toBe(`${noun}: 403`)
  }
})

it('publishes only what has been filed or may be shown without', async () => {
  const desk = await testOffice()
  const { id } = await desk.as.inventor.make('/api/achievements', disclosure)
  const publish = async (route: string | null, filed: boolean) => {
    await put(desk, 'achievements', id, { state: 'approved', version: 1, route, filed })
    const sent = { json: {}, headers: { 'if-match': '"1"' } }
    return (await desk.as.head.send('POST', `/api/achievements/${id}/publication`, sent)).status
  }
  expect(await publish('patent', false)).toBe(422)
  expect(await publish(null, false)).toBe(422)
  expect(await publish('patent', true)).toBe(200)
  expect(await publish('know_how', false)).toBe(200)
})
