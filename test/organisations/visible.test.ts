import fc from 'fast-check'
import { expect, it } from 'vitest'
import { may } from '../../src/organisations/policy.ts'
import {
  countOrganisations,
  listOrganisations,
  OrganisationQuery,
  organisationOptions,
} from '../../src/organisations/queries.ts'
import { may as mayPerson } from '../../src/people/policy.ts'
import { countPeople, listPeople, PersonQuery, personOptions } from '../../src/people/queries.ts'
import { people } from '../../src/people/table.ts'
import { testDesk } from '../support/office.ts'
import { addressBooks, ctxOf, entryOf, idsOf, offices, someActors, tenants } from '../support/world.ts'

const entries = offices.flatMap((officeId) =>
  [...tenants, 'nowhere'].map((tenant) => ({ officeId, id: entryOf(officeId, tenant) }))
)
const persons = offices.map((officeId) => ({ officeId, id: `person of ${officeId}` }))

it('V8.2.2 shows the address book and the people of an office to those who may read them, in every list and count', async () => {
  const desk = await testDesk()
  await addressBooks(desk)
  await desk.write(({ db, now }) =>
    db
      .insert(people)
      .values(
        persons.map((person) => ({ ...person, reference: 'PER-1', name: { zh: '某' }, createdAt: now, updatedAt: now }))
      )
  )
  await fc.assert(
    fc.asyncProperty(someActors, async (actors) => {
      for (const actor of actors) {
        const ctx = ctxOf(desk, actor)
        const book = entries.filter((row) => may(actor, 'read', row))
        const query = OrganisationQuery.parse({ limit: 200 })
        expect(idsOf((await listOrganisations(ctx, query)).items)).toEqual(idsOf(book))
        expect(idsOf(await organisationOptions(ctx))).toEqual(idsOf(book))
        expect(await countOrganisations(ctx, query)).toBe(book.length)
        const known = persons.filter((row) => mayPerson(actor, 'read', row))
        expect(idsOf((await listPeople(ctx, PersonQuery.parse({}))).items)).toEqual(idsOf(known))
        expect(idsOf(await personOptions(ctx))).toEqual(idsOf(known))
        expect(await countPeople(ctx, PersonQuery.parse({}))).toBe(known.length)
      }
    }),
    { numRuns: 3 }
  )
}, 30_000)
