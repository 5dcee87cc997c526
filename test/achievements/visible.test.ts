import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AchievementChange, states } from '../../src/achievements/achievement.ts'
import { addAchievement } from '../../src/achievements/actions.ts'
import { may } from '../../src/achievements/policy.ts'
import {
  AchievementQuery,
  countAchievements,
  countByState,
  getAchievement,
  listAchievements,
  searchAchievements,
  waitingAchievements,
} from '../../src/achievements/queries.ts'
import { achievementReviews } from '../../src/achievements/table.ts'
import { newId } from '../../src/kernel/ids.ts'
import { testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'
import { aMembership, anAccount, anOffice, aPerson, ctxOf, idsOf, someActors, worlds } from '../support/world.ts'

const anAchievement = fc.record({
  officeId: anOffice,
  state: fc.constantFrom(...states),
  disclosedBy: fc.option(anAccount),
  contributorIds: fc.uniqueArray(aPerson, { maxLength: 2 }),
  named: fc.boolean(),
  reviewerIds: fc.uniqueArray(aMembership, { maxLength: 2 }),
})
type Drawn = typeof anAchievement extends fc.Arbitrary<infer T> ? T : never

const store = (desk: Desk, drawn: readonly Drawn[]) =>
  desk.write(async (ctx) => {
    const made = []
    for (const { officeId, state, disclosedBy, contributorIds, named, reviewerIds } of drawn) {
      const contributors = contributorIds.map((personId) => ({
        name: personId,
        personId,
        role: 'completion' as const,
        share: 0,
      }))
      const input = { ...AchievementChange.parse({ title: { zh: named ? '静音叶片' : '薄膜' } }), contributors }
      const row = await addAchievement(ctx, officeId, input, { state, disclosedBy })
      for (const reviewerId of reviewerIds) {
        const asked = { officeId, achievementId: row.id, askedBy: '', dueOn: '2026-12-01', createdAt: ctx.now }
        await ctx.db.insert(achievementReviews).values({ id: newId(ctx.now), reviewerId, ...asked })
      }
      made.push({ ...row, reviewerIds, named })
    }
    return made
  })

it('V8.2.2 shows in every list and count exactly what may be read', async () => {
  const all = fc.array(anAchievement, { minLength: 10, maxLength: 16 })
  await fc.assert(
    fc.asyncProperty(all, someActors, async (drawn, actors) => {
      const desk = await testDesk()
      const rows = await store(desk, drawn)
      for (const actor of actors) {
        const ctx = ctxOf(desk, actor)
        const readable = rows.filter((row) => may(actor, 'read', row))
        const list = (query: object) => listAchievements(ctx, AchievementQuery.parse({ limit: 200, ...query }))
        expect(idsOf((await list({})).items)).toEqual(idsOf(readable))
        expect(await countAchievements(ctx, AchievementQuery.parse({}))).toBe(readable.length)
        const named = readable.filter((row) => row.named)
        expect(idsOf((await list({ q: '静音' })).items)).toEqual(idsOf(named))
        expect(idsOf(await searchAchievements(ctx, '静音', 200))).toEqual(idsOf(named))
        expect(idsOf(await waitingAchievements(ctx, states, 200))).toEqual(idsOf(readable))
        const counted = [...(await countByState(ctx)).values()].reduce((sum, count) => sum + count, 0)
        expect(counted).toBe(readable.length)
        const one = rows[actors.indexOf(actor) % rows.length]!
        const found = getAchievement(ctx, one.id).then(
          ({ id }) => id,
          () => null
        )
        expect(await found).toBe(readable.includes(one) ? one.id : null)
      }
    }),
    worlds
  )
}, 30_000)
