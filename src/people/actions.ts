import { and, eq } from 'drizzle-orm'
import { nextReference } from '../db/references.ts'
import { transaction } from '../db/transaction.ts'
import { changesBetween, record } from '../history/actions.ts'
import { type Ctx, decide, type WriteCtx } from '../kernel/context.ts'
import { fault, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { sameVersion } from '../kernel/lifecycle.ts'
import { say } from '../kernel/text.ts'
import { organisationsByIds } from '../organisations/queries.ts'
import { addToIndex, updateIndex } from '../search/actions.ts'
import type { NewPerson } from './person.ts'
import { may } from './policy.ts'
import { findPerson, getPerson, type PersonRow } from './queries.ts'
import { people } from './table.ts'

const columnsOf = (input: NewPerson) => ({
  name: input.name,
  orcid: input.orcid ?? null,
  organisationId: input.organisationId ?? null,
  unit: input.unit ?? null,
  email: input.email ?? null,
})

/** What the index knows a person by. */
export const searchable = (row: Pick<PersonRow, 'reference' | 'name' | 'orcid' | 'unit' | 'email'>) => ({
  title: [row.reference, row.name, row.orcid],
  body: [row.unit, row.email],
})

/** One ORCID iD, one person; an affiliation must be in the office's own address book. */
async function check(ctx: Ctx, officeId: string, input: NewPerson, except?: string): Promise<void> {
  const double = input.orcid === undefined ? null : await findPerson(ctx, officeId, { orcid: input.orcid })
  const own =
    input.organisationId === undefined
      ? true
      : (await organisationsByIds(ctx, officeId, [input.organisationId])).size === 1
  refuseFaults([
    ...(double !== null && double.id !== except
      ? [
          fault(['orcid'], input.orcid, 'person.same_orcid', {
            reference: double.reference,
            name: say(double.name, ctx.locale).text,
          }),
        ]
      : []),
    ...(own ? [] : [fault(['organisationId'], input.organisationId, 'organisation.unknown')]),
  ])
}

export function createPerson(ctx: Ctx, input: NewPerson): Promise<PersonRow> {
  const officeId = ctx.actor.officeId ?? ''
  decide(ctx, may, 'create', { officeId })
  return transaction(ctx, async (ctx) => {
    await check(ctx, officeId, input)
    return addPerson(ctx, officeId, input)
  })
}

/** The record itself, without asking: for invitations, imports and the demonstration. */
export async function addPerson(ctx: WriteCtx, officeId: string, input: NewPerson): Promise<PersonRow> {
  const reference = await nextReference(ctx, officeId, 'PER')
  const row = { id: newId(ctx.now), officeId, reference, ...columnsOf(input), createdAt: ctx.now, updatedAt: ctx.now }
  const [made] = await ctx.db.insert(people).values(row).returning()
  await addToIndex(ctx, 'person', row, searchable(row))
  await record(ctx, 'person.created', { kind: 'person', id: row.id, officeId }, { params: { reference } })
  return made!
}

export function editPerson(ctx: Ctx, id: string, version: number, input: NewPerson): Promise<PersonRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getPerson(ctx, id)
    decide(ctx, may, 'edit', before)
    sameVersion(before, version)
    await check(ctx, before.officeId, input, id)
    const columns = columnsOf(input)
    const changes = changesBetween(before, columns)
    if (changes.length === 0) return before
    const [after] = await ctx.db
      .update(people)
      .set({ ...columns, version: version + 1, updatedAt: ctx.now })
      .where(and(eq(people.id, id), eq(people.version, version)))
      .returning()
    await updateIndex(ctx, before, searchable({ ...columns, reference: before.reference }))
    await record(ctx, 'person.edited', { kind: 'person', id, officeId: before.officeId }, { changes })
    return after!
  })
}
