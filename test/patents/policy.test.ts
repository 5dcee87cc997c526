import { expect, it } from 'vitest'
import { patentStatuses } from '../../src/patents/patent.ts'
import { may } from '../../src/patents/policy.ts'
import { patentSteps } from '../../src/patents/steps.ts'
import { truthTable, verbs, world } from '../support/policy.ts'

it('V8.2.1 says who may what in which state', async () => {
  const patent = {
    officeId: world.office,
    holderTenants: [world.office, world.firm, world.other],
    inventorIds: ['contributor'],
    disclosers: ['owner'],
  }
  const actions = verbs(['create', 'read', 'edit'], patentSteps)
  const table = truthTable(actions, patentStatuses, (actor, action) => may(actor, action, patent))
  await expect(table).toMatchFileSnapshot('policy.golden.txt')
})
