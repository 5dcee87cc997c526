import { expect, it } from 'vitest'
import { states } from '../../src/achievements/achievement.ts'
import { may } from '../../src/achievements/policy.ts'
import { achievementSteps } from '../../src/achievements/steps.ts'
import { truthTable, verbs, world } from '../support/policy.ts'

it('V8.2.1 says who may what in which state', async () => {
  const own = {
    officeId: world.office,
    disclosedBy: 'owner',
    contributorIds: ['contributor', 'own officer'],
    reviewerIds: ['reviewer'],
  }
  const actions = verbs(['create', 'read', 'edit'], achievementSteps)
  const table = truthTable(actions, states, (actor, action, state) => may(actor, action, { ...own, state }))
  await expect(table).toMatchFileSnapshot('policy.golden.txt')
})
