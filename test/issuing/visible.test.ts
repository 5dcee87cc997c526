import fc from 'fast-check'
import { expect, it } from 'vitest'
import { AgreementTerms } from '../../src/agreements/agreement.ts'
import { agreementParties, agreements } from '../../src/agreements/table.ts'
import { ContractFacts } from '../../src/contracts/facts.ts'
import { contractKinds } from '../../src/contracts/kinds/index.ts'
import { mayRead } from '../../src/issuing/policy.ts'
import { getContract, listContracts } from '../../src/issuing/queries.ts'
import { contractRenditions, contracts } from '../../src/issuing/table.ts'
import { nobody } from '../../src/kernel/actor.ts'
import { testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'
import { addressBooks, anOffice, aTenant, ctxOf, entryOf, someActors, worlds } from '../support/world.ts'

const aContract = fc.record({
  officeId: anOffice,
  partyTenants: fc.uniqueArray(aTenant, { maxLength: 3 }),
  rendered: fc.boolean(),
})
type Drawn = typeof aContract extends fc.Arbitrary<infer T> ? T : never
const facts = ContractFacts.parse(contractKinds.licence_patent.example)

const store = (desk: Desk, all: readonly Drawn[]) =>
  desk.write(async ({ db, now }) => {
    const made = all.map((drawn, i) => ({ id: `contract-${i}`, ...drawn }))
    for (const { id, officeId, partyTenants, rendered } of made) {
      const parties = partyTenants.map((tenantId) => ({
        ...facts.parties[0]!,
        organisationId: entryOf(officeId, tenantId),
      }))
      await db.insert(contracts).values({
        id,
        officeId,
        reference: id,
        verifyId: id,
        state: 'issued',
        issuedAt: now,
        wordingHash: '',
        agreementId: 'the agreement',
        facts: { ...facts, parties },
      })
      await db
        .insert(contractRenditions)
        .values({ contractId: id, form: 'en', officeId, createdAt: now, sha256: rendered ? id : null })
    }
    return made
  })

it('lets through exactly what may be read', async () => {
  await fc.assert(
    fc.asyncProperty(fc.array(aContract, { minLength: 8, maxLength: 12 }), someActors, async (all, actors) => {
      const desk = await testDesk()
      await addressBooks(desk)
      const made = await store(desk, all)
      for (const actor of actors) {
        const seen = await Promise.all(
          made.map(({ id }) =>
            getContract(ctxOf(desk, actor), id).then(
              () => id,
              () => null
            )
          )
        )
        expect(seen.filter((id) => id !== null)).toEqual(
          made.filter((contract) => mayRead(actor, contract)).map(({ id }) => id)
        )
      }
    }),
    worlds
  )
}, 60_000)

it('hides what was agreed with one party from whoever takes its place', async () => {
  const desk = await testDesk()
  await addressBooks(desk)
  await store(desk, [{ officeId: 'office-a', partyTenants: ['firm-a'], rendered: true }])
  const own = { officeId: 'office-a', id: 'the agreement' }
  await desk.write(async ({ db, now }) => {
    await db.insert(agreements).values({
      ...own,
      reference: 'AGR',
      kind: 'licence_patent',
      state: 'approved',
      title: { zh: '许可' },
      currency: 'CNY',
      terms: AgreementTerms.parse({}),
      createdAt: now,
      updatedAt: now,
    })
    await db.insert(agreementParties).values({
      agreementId: own.id,
      officeId: own.officeId,
      position: 0,
      role: 'licensee',
      organisationId: entryOf(own.officeId, 'firm-b'),
    })
  })
  const member = (tenantId: string) =>
    ctxOf(desk, { ...nobody, kind: 'person', tenantId, roles: ['enterprise_member'] })
  await expect(getContract(member('firm-a'), 'contract-0')).resolves.toMatchObject({ id: 'contract-0' })
  await expect(getContract(member('firm-b'), 'contract-0')).rejects.toMatchObject({ code: 'not_found' })
  await expect(listContracts(member('firm-b'), own.id)).resolves.toEqual([])
})
