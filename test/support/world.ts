import fc from 'fast-check'
import { type Actor, nobody, system } from '../../src/kernel/actor.ts'
import type { Ctx } from '../../src/kernel/context.ts'
import { roles } from '../../src/kernel/permissions.ts'
import { organisations } from '../../src/organisations/table.ts'
import type { Desk } from './records.ts'

/** Two offices and two enterprises, their accounts and people: whatever stands in a record may be the actor's or not. */
export const offices = ['office-a', 'office-b'] as const
export const tenants = [...offices, 'firm-a', 'firm-b'] as const
export const anOffice = fc.constantFrom(...offices)
export const aTenant = fc.constantFrom(...tenants)
export const anAccount = fc.constantFrom('account-1', 'account-2', 'account-3')
export const aMembership = fc.constantFrom('membership-1', 'membership-2', 'membership-3')
export const aPerson = fc.constantFrom('person-1', 'person-2', 'person-3')
const orNone = <T>(some: fc.Arbitrary<T>) => fc.option(some, { nil: null, freq: 4 })

const somebody: fc.Arbitrary<Actor> = fc
  .record({
    kind: fc.constantFrom('person' as const, 'machine' as const),
    tenantId: orNone(aTenant),
    accountId: orNone(anAccount),
    personId: orNone(aPerson),
    membershipId: orNone(aMembership),
    roles: fc.oneof(
      fc.constantFrom(...roles).map((role) => [role]),
      fc.subarray([...roles])
    ),
  })
  .map((actor) => ({ ...nobody, ...actor, officeId: offices.find((office) => office === actor.tenantId) ?? null }))

/** Anybody who may ask: with odd roles, of either office or enterprise or of none, a machine, a job, nobody. */
export const anyActor: fc.Arbitrary<Actor> = fc.oneof(
  { weight: 8, arbitrary: somebody },
  { weight: 1, arbitrary: orNone(anOffice).map((office) => system('job', office)) },
  { weight: 1, arbitrary: fc.constant(nobody) }
)

/** How many worlds are made, and how many ask in each. */
export const worlds = { numRuns: 4, endOnFailure: true }
export const someActors = fc.array(anyActor, { minLength: 40, maxLength: 40 })

export const ctxOf = (desk: Desk, actor: Actor): Ctx => ({ ...desk.system(), actor, decision: { made: false } })
export const idsOf = (rows: readonly { readonly id: string }[]): string[] => rows.map(({ id }) => id).toSorted()

/** The entry of a tenant in an office's address book. */
export const entryOf = (officeId: string, tenantId: string): string => `${officeId}/${tenantId}`

/** Every tenant in both address books, and a body that signs in nowhere. */
export const addressBooks = (desk: Desk) =>
  desk.write(async (ctx) => {
    const at = { createdAt: ctx.now, updatedAt: ctx.now }
    const plain = { kind: 'enterprise', name: { zh: '单位' }, nameKey: '单位', country: 'CN', contacts: [] } as const
    for (const officeId of offices)
      for (const [i, tenantId] of [...tenants, null].entries())
        await ctx.db.insert(organisations).values({
          id: entryOf(officeId, tenantId ?? 'nowhere'),
          officeId,
          reference: `ORG-${i}`,
          tenantId,
          ...plain,
          ...at,
        })
  })
