import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AchievementChange, states } from '../../src/achievements/achievement.ts'
import { addAchievement } from '../../src/achievements/actions.ts'
import { may, withheld } from '../../src/achievements/policy.ts'
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
import type { Actor } from '../../src/kernel/actor.ts'
import { newId } from '../../src/kernel/ids.ts'
import { type Person, testDesk, testOffice } from '../support/office.ts'
import { type Desk, disclosure } from '../support/records.ts'
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

const told = { abstract: { zh: '石墨烯涂层', en: 'Graphene in layers' }, keywords: ['超疏水'] }

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
      const input = {
        ...AchievementChange.parse({ title: { zh: named ? '静音叶片' : '薄膜' }, ...told }),
        contributors,
      }
      const row = await addAchievement(ctx, officeId, input, { state, disclosedBy })
      for (const reviewerId of reviewerIds) {
        const asked = { officeId, achievementId: row.id, askedBy: '', dueOn: '2026-12-01', createdAt: ctx.now }
        await ctx.db.insert(achievementReviews).values({ id: newId(ctx.now), reviewerId, ...asked })
      }
      made.push({ ...row, reviewerIds, named })
    }
    return made
  })

/** What stands in one field of every achievement, and which field a reader must get to find the record by it. */
const words = [
  ['静音', undefined],
  ['石墨烯', 'abstract'],
  ['graphene layer', 'abstract'],
  ['超疏水', 'keywords'],
  ['静音 石墨烯', 'abstract'],
] as const

it('V8.2.3 finds a record by exactly those of its words that the reader is shown', async () => {
  const all = fc.array(anAchievement, { minLength: 10, maxLength: 16 })
  // Everybody who draws roles has all sorts of them; who only counts money is drawn besides.
  const counting = someActors.map((actors) =>
    actors
      .slice(20)
      .map((actor, i): Actor => (i % 4 === 0 && actor.kind === 'person' ? { ...actor, roles: ['finance'] } : actor))
  )
  await fc.assert(
    fc.asyncProperty(all, counting, async (drawn, actors) => {
      const desk = await testDesk()
      const rows = await store(
        desk,
        drawn.map((one) => ({ ...one, named: true }))
      )
      for (const actor of actors) {
        const ctx = ctxOf(desk, actor)
        for (const [q, field] of words) {
          const shown = rows.filter(
            (row) => may(actor, 'read', row) && (field === undefined || !withheld(actor, row).includes(field))
          )
          const query = AchievementQuery.parse({ q, limit: 200 })
          expect([q, idsOf((await listAchievements(ctx, query)).items)]).toEqual([q, idsOf(shown)])
          expect([q, idsOf(await searchAchievements(ctx, q, 200))]).toEqual([q, idsOf(shown)])
          expect([q, await countAchievements(ctx, query)]).toEqual([q, shown.length])
        }
      }
    }),
    worlds
  )
}, 30_000)

it('V8.2.3 forgets the words of an abstract that was changed, for everybody', async () => {
  const { as } = await testOffice()
  const made = await as.officer.make('/api/achievements', { ...disclosure, abstract: { zh: '石墨烯' } })
  const found = async (who: Person, q: string) => {
    const { items } = await (await who.get(`/api/achievements?q=${encodeURIComponent(q)}`)).json()
    const page = await (await who.get(`/search?q=${encodeURIComponent(q)}`)).text()
    return [items.length, page.includes(made.reference)]
  }
  expect([await found(as.officer, '石墨烯'), await found(as.finance, '石墨烯')]).toEqual([
    [1, true],
    [0, false],
  ])
  const { stateSecret: _, ...plain } = disclosure
  const changed = { ...plain, title: { zh: '气凝胶' }, abstract: { zh: '氧化铝' } }
  const headers = { 'if-match': `"${made.version}"` }
  expect((await as.officer.send('PUT', `/api/achievements/${made.id}`, { json: changed, headers })).status).toBe(200)
  expect([await found(as.officer, '石墨烯'), await found(as.officer, '氧化铝')]).toEqual([
    [0, false],
    [1, true],
  ])
  expect([await found(as.finance, '气凝胶'), await found(as.finance, '氧化铝')]).toEqual([
    [1, true],
    [0, false],
  ])
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
