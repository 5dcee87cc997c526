import { expect, it } from 'vitest'
import { states } from '../../src/agreements/agreement.ts'
import { may } from '../../src/agreements/policy.ts'
import { agreementSteps } from '../../src/agreements/steps.ts'
import { truthTable, verbs, world } from '../support/policy.ts'

it('V8.2.1 says who may what in which state', async () => {
  const parties = [world.office, world.firm, world.other]
  const agreement = {
    officeId: world.office,
    createdBy: 'own officer',
    partyTenants: parties,
    inventorIds: ['owner'],
    disclosers: [],
    forLeadership: false,
  }
  const actions = verbs(['create', 'read', 'edit', 'preview', 'issue'], agreementSteps)
  const table = truthTable(actions, states, (actor, action, state) => may(actor, action, { ...agreement, state }))
  await expect(table).toMatchFileSnapshot('policy.golden.txt')
})
