import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AchievementChange } from '../../src/achievements/achievement.ts'
import { addAchievement } from '../../src/achievements/actions.ts'
import { addPatent, patentColumns } from '../../src/patents/adding/actions.ts'
import { ofDesk } from '../../src/kernel/actor.ts'
import { inForce, NewPatent, patentStatuses } from '../../src/patents/patent.ts'
import { may } from '../../src/patents/policy.ts'
import {
  countInForce,
  countPatents,
  getPatent,
  listPatents,
  PatentQuery,
  searchPatents,
} from '../../src/patents/queries.ts'
import { testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'
import {
  addressBooks,
  anAccount,
  anOffice,
  aPerson,
  aTenant,
  ctxOf,
  entryOf,
  idsOf,
  someActors,
  worlds,
} from '../support/world.ts'

const aPatent = fc.record({
  officeId: anOffice,
  status: fc.constantFrom(...patentStatuses),
  holders: fc.uniqueArray(aTenant, { maxLength: 3 }),
  disclosedBy: fc.option(anAccount),
  contributorIds: fc.uniqueArray(aPerson, { maxLength: 2 }),
  linked: fc.boolean(),
  named: fc.boolean(),
})
type Drawn = typeof aPatent extends fc.Arbitrary<infer T> ? T : never

async function achievementOf(ctx: Parameters<typeof addAchievement>[0], drawn: Drawn): Promise<string[]> {
  if (!drawn.linked) return []
  const contributors = drawn.contributorIds.map((personId) => ({
    name: personId,
    personId,
    role: 'completion' as const,
    share: 0,
  }))
  const input = { ...AchievementChange.parse({ title: { zh: '成果' } }), contributors }
  return [(await addAchievement(ctx, drawn.officeId, input, { state: 'draft', disclosedBy: drawn.disclosedBy })).id]
}

const store = (desk: Desk, all: readonly Drawn[]) =>
  desk.write(async (ctx) => {
    const made = []
    for (const drawn of all) {
      const { officeId, status, holders, named } = drawn
      const input = {
        ...NewPatent.parse({ kind: 'invention', title: { zh: named ? '静音叶片' : '薄膜' } }),
        patentees: holders.map((tenantId) => entryOf(officeId, tenantId)),
        achievements: await achievementOf(ctx, drawn),
      }
      const { id } = await addPatent(ctx, officeId, input, patentColumns(input, null), { status })
      made.push({
        id,
        officeId,
        status,
        named,
        holderTenants: holders,
        inventorIds: drawn.linked ? drawn.contributorIds : [],
        disclosers: drawn.linked && drawn.disclosedBy !== null ? [drawn.disclosedBy] : [],
      })
    }
    return made
  })

it('V8.2.2 shows in every list and count exactly what may be read', async () => {
  const all = fc.array(aPatent, { minLength: 10, maxLength: 16 })
  await fc.assert(
    fc.asyncProperty(all, someActors, async (drawn, actors) => {
      const desk = await testDesk()
      await addressBooks(desk)
      const rows = await store(desk, drawn)
      for (const [i, actor] of actors.entries()) {
        const ctx = ctxOf(desk, actor)
        const readable = rows.filter((row) => may(actor, 'read', row))
        const list = (query: object) => listPatents(ctx, PatentQuery.parse({ limit: 200, ...query }))
        expect(idsOf((await list({})).items)).toEqual(idsOf(readable))
        expect(await countPatents(ctx, PatentQuery.parse({}))).toBe(readable.length)
        expect(await countInForce(ctx)).toBe(readable.filter(({ status }) => inForce.includes(status)).length)
        const named = readable.filter((row) => row.named)
        expect(idsOf((await list({ q: '静音' })).items)).toEqual(idsOf(named))
        const searched = ofDesk(actor) ? named.filter(({ officeId }) => officeId === actor.officeId) : named
        expect(idsOf(await searchPatents(ctx, '静音', 200))).toEqual(idsOf(searched))
        const one = rows[i % rows.length]!
        const found = await getPatent(ctx, one.id).catch(() => null)
        expect(found?.id ?? null).toBe(readable.includes(one) ? one.id : null)
        // What the action judges is what the record says.
        if (found !== null) expect(may(actor, 'read', found)).toBe(true)
      }
    }),
    worlds
  )
}, 30_000)
