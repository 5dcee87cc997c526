import { expect, it } from 'vitest'
import { may } from '../../src/people/policy.ts'
import { truthTable, world } from '../support/policy.ts'

it('V8.2.1 says who may what', async () => {
  const table = truthTable(['create', 'read', 'edit'], ['any'], (actor, action) =>
    may(actor, action, { officeId: world.office })
  )
  await expect(table).toMatchFileSnapshot('policy.golden.txt')
})
