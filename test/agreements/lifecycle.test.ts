import { expect, it } from 'vitest'
import { states } from '../../src/agreements/agreement.ts'
import { agreementSteps } from '../../src/agreements/steps.ts'
import type { Step } from '../../src/kernel/lifecycle.ts'
import { permissions } from '../../src/kernel/permissions.ts'
import { inputOf, movesOf, officeOfFile, reachable } from '../support/lifecycle.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { eventsOf, frozenContract, grantedPatent, licence, type Made, oneOfEachRole, put } from '../support/records.ts'

const steps = Object.entries<Step<string>>(agreementSteps)

const own = officeOfFile(async (desk) => {
  const { id } = await drafted(desk)
  const all = await desk.person(desk.office.id, ['officer', 'office_head', 'legal'], '全权')
  return { desk, id, all }
})

async function drafted({ as, office, enterprise }: TestOffice): Promise<Made> {
  const patent: Made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  return as.officer.make('/api/agreements', licence(office.organisationId, enterprise.organisationId, [patent.id]))
}

it('knows the states of the domain notes and reaches each of them', () => {
  expect(states).toHaveLength(19)
  expect(reachable(agreementSteps, 'draft').toSorted()).toEqual(states.toSorted())
})

it('allows the moves of the domain notes', () => {
  const moves = movesOf(agreementSteps)
  for (const move of `draft > internal_review, internal_review > negotiation, internal_review > draft,
    negotiation > price_determination, price_determination > public_notice, price_determination > price_fixed,
    public_notice > objection_handling, objection_handling > public_notice, objection_handling > negotiation,
    objection_handling > cancelled, public_notice > price_fixed, price_fixed > approved, approved > signed,
    signed > effective, effective > in_performance, in_performance > completed, in_performance > breached,
    breached > in_performance, breached > terminated, breached > dispute, in_performance > expired,
    approved > cancelled, draft > cancelled, completed > void, terminated > rescinded`.split(/,\s+/))
    expect(moves, move).toContain(move)
})

it('takes nothing back once it is signed, and ends in states that lead nowhere but to a judgment', () => {
  const final = ['cancelled', 'void', 'rescinded']
  expect(movesOf(agreementSteps).filter((move) => final.includes(move.split(' > ')[0]!))).toEqual([])
  const late = ['signed', 'effective', 'in_performance', 'completed', 'breached', 'terminated', 'expired', 'dispute']
  const back = movesOf(agreementSteps).filter((move) => late.includes(move.split(' > ')[0]!))
  expect(back.filter((move) => /> (?:draft|internal|negotiation|price|public|approved|cancelled)/.test(move))).toEqual(
    []
  )
})

it.each(steps)('V2.3.1 takes the step “%s” from its states alone, with one entry in history', async (noun, step) => {
  const { desk, id, all } = own()
  if (noun === 'signature') await frozenContract(desk, id, true) // of what was approved last
  const pricing = { pricingMethod: noun === 'price' ? 'listing' : 'agreement', noticePostedOn: '2026-11-01' }
  for (const state of states) {
    await put(desk, 'agreements', id, { state, version: 1, ...pricing })
    const before = (await eventsOf(desk, id)).length
    const sent = { json: inputOf(step), headers: { 'if-match': '"1"' } }
    const answer = await all.send('POST', `/api/agreements/${id}/${noun}`, sent)
    const allowed = step.from.includes(state)
    expect(`${state}: ${answer.status}`).toBe(`${state}: ${allowed ? 200 : 409}`)
    expect((await eventsOf(desk, id)).slice(before)).toEqual(allowed ? [`agreement.${noun}`] : [])
    if (!allowed) continue
    const after: unknown = await answer.json()
    expect(after).toMatchObject({ state: step.to, version: 2 })
  }
})

it('keeps every step from the roles that do not hold it', async () => {
  const { desk, id } = own()
  await put(desk, 'agreements', id, { state: 'negotiation' }) // from where on the enterprise sees it
  for (const [noun, step] of steps) {
    const allowed: readonly string[] = permissions[step.permission]
    for (const [role, person] of oneOfEachRole(desk.as)) {
      const sent = { json: inputOf(step), headers: { 'if-match': '"99"' } }
      const { status } = await person.send('POST', `/api/agreements/${id}/${noun}`, sent)
      expect(`${noun}, ${role}: ${status}`).toBe(`${noun}, ${role}: ${allowed.includes(role) ? 412 : 403}`)
    }
  }
})

it('lets nobody clear or approve what they drafted', async () => {
  const desk = await testOffice()
  const both = await desk.person(desk.office.id, ['officer', 'office_head', 'legal'], '身兼数职')
  const own: Made = await both.make('/api/agreements', { kind: 'licence_patent', title: { zh: '许可' } })
  for (const [noun, step] of steps.filter(([, { checker }]) => checker)) {
    await put(desk, 'agreements', own.id, { state: step.from[0] })
    const sent = { json: inputOf(step), headers: { 'if-match': '"1"' } }
    expect((await both.send('POST', `/api/agreements/${own.id}/${noun}`, sent)).status).toBe(403)
  }
})
