import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AchievementChange } from '../../src/achievements/achievement.ts'
import { addAchievement } from '../../src/achievements/actions.ts'
import { AgreementTerms, beforeSigned, states } from '../../src/agreements/agreement.ts'
import { may } from '../../src/agreements/policy.ts'
import {
  AgreementQuery,
  agreementsOfPatent,
  countAgreements,
  countOpenAgreements,
  getAgreement,
  listAgreements,
  waitingAgreements,
} from '../../src/agreements/queries.ts'
import { agreementParties, agreementPatents, agreements } from '../../src/agreements/table.ts'
import { patentAchievements } from '../../src/patents/table.ts'
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

const anAgreement = fc.record({
  officeId: anOffice,
  state: fc.constantFrom(...states),
  createdBy: fc.option(anAccount),
  partyTenants: fc.uniqueArray(aTenant, { maxLength: 3 }),
  inventorIds: fc.uniqueArray(aPerson, { maxLength: 2 }),
  disclosers: fc.uniqueArray(anAccount, { maxLength: 1 }),
  forLeadership: fc.constant(false),
})
type Drawn = typeof anAgreement extends fc.Arbitrary<infer T> ? T : never

const store = (desk: Desk, all: readonly Drawn[]) =>
  desk.write(async (ctx) => {
    const { db, now } = ctx
    const at = { createdAt: now, updatedAt: now }
    const plain = {
      kind: 'licence_patent',
      title: { zh: '许可' },
      currency: 'CNY',
      terms: AgreementTerms.parse({}),
    } as const
    const made = all.map((drawn, i) => ({ id: `agreement-${i}`, ...drawn }))
    for (const { partyTenants, inventorIds, disclosers, forLeadership, ...row } of made) {
      void forLeadership
      const own = { agreementId: row.id, officeId: row.officeId }
      await db.insert(agreements).values({ ...row, reference: row.id, ...plain, ...at })
      await db.insert(agreementPatents).values({ ...own, position: 0, patentId: 'the patent' })
      await db.insert(agreementPatents).values({ ...own, position: 1, patentId: `patent of ${row.id}` })
      const contributors = inventorIds.map((personId) => ({
        name: personId,
        personId,
        role: 'completion' as const,
        share: 0,
      }))
      const input = { ...AchievementChange.parse({ title: { zh: '成果' } }), contributors }
      const disclosed = { state: 'draft' as const, disclosedBy: disclosers[0] ?? null }
      const achievement = await addAchievement(ctx, row.officeId, input, disclosed)
      await db
        .insert(patentAchievements)
        .values({ officeId: row.officeId, patentId: `patent of ${row.id}`, achievementId: achievement.id })
      for (const [position, tenantId] of partyTenants.entries())
        await db
          .insert(agreementParties)
          .values({ ...own, position, role: 'licensee', organisationId: entryOf(row.officeId, tenantId) })
    }
    return made
  })

it('V8.2.2 shows in every list and count exactly what may be read', async () => {
  const all = fc.array(anAgreement, { minLength: 10, maxLength: 16 })
  await fc.assert(
    fc.asyncProperty(all, someActors, async (drawn, actors) => {
      const desk = await testDesk()
      await addressBooks(desk)
      const rows = await store(desk, drawn)
      for (const [i, actor] of actors.entries()) {
        const ctx = ctxOf(desk, actor)
        const readable = rows.filter((row) => may(actor, 'read', row))
        const list = await listAgreements(ctx, AgreementQuery.parse({ limit: 200 }))
        expect(idsOf(list.items)).toEqual(idsOf(readable))
        expect(idsOf(await waitingAgreements(ctx, states, 200))).toEqual(idsOf(readable))
        expect(idsOf(await agreementsOfPatent(ctx, 'the patent'))).toEqual(idsOf(readable))
        expect(await countAgreements(ctx, AgreementQuery.parse({}))).toBe(readable.length)
        const open = readable.filter(({ state }) => beforeSigned.includes(state))
        expect(await countOpenAgreements(ctx)).toBe(open.length)
        const one = rows[i % rows.length]!
        const found = await getAgreement(ctx, one.id).catch(() => null)
        expect(found?.id ?? null).toBe(readable.includes(one) ? one.id : null)
        if (found !== null) expect(may(actor, 'read', found)).toBe(true)
      }
    }),
    worlds
  )
}, 30_000)
