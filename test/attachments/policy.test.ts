import { expect, it } from 'vitest'
import { recordKinds } from '../../src/attachments/attachment.ts'
import { may, mayAdd, mayNote } from '../../src/attachments/policy.ts'
import { audiences, levels } from '../../src/documents/document.ts'
import { truthTable, world } from '../support/policy.ts'

/** Files of the office by its owner, an agreement's other party by its member; each in every way it can be kept. */
const sides = { office: { tenantId: world.office, addedBy: 'owner' }, firm: { tenantId: world.firm, addedBy: 'firm' } }
const kept = audiences.flatMap((audience) => levels.map((level) => `${audience}/${level}` as const))
const states = (['office', 'firm'] as const).flatMap((side) =>
  [...kept, 'withdrawn' as const].map((how) => `${side}:${how}` as const)
)
const fileOf = (state: (typeof states)[number]) => {
  const [side, how] = state.split(':') as ['office' | 'firm', string]
  const [audience, level] = (how === 'withdrawn' ? 'parties/open' : how).split('/')
  return {
    ...sides[side],
    audience: audience as (typeof audiences)[number],
    level: level as (typeof levels)[number],
    withdrawnAt: how === 'withdrawn' ? '2026-11-23T02:00:00.000Z' : null,
    editing: 'agreement.edit' as const,
  }
}

it('says who may see and change which file beside a record they see', async () => {
  const table = truthTable(['read', 'change'], states, (actor, action, state) => may(actor, action, fileOf(state)))
  await expect(table).toMatchFileSnapshot('files.golden.txt')
})

it('says who may add files and notes beside a record they see', async () => {
  const table = truthTable(['add', 'add to an own one'], recordKinds, (actor, action, kind) =>
    mayAdd(actor, 'add', { kind, officeId: world.office, own: action !== 'add' })
  )
  await expect(table).toMatchFileSnapshot('adding.golden.txt')
})

it('says who may see and withdraw which note', async () => {
  const table = truthTable(['read', 'withdraw'], ['office', 'firm'] as const, (actor, action, side) => {
    const { tenantId, addedBy } = sides[side]
    return mayNote(actor, action, { tenantId, authorId: addedBy, withdrawnAt: null })
  })
  await expect(table).toMatchFileSnapshot('notes.golden.txt')
})
