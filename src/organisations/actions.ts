import { and, eq } from 'drizzle-orm'
import { nextReference } from '../db/references.ts'
import { transaction } from '../db/transaction.ts'
import { changesBetween, record } from '../history/actions.ts'
import { type Ctx, decide, type WriteCtx } from '../kernel/context.ts'
import { fault, Refusal, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { sameVersion } from '../kernel/lifecycle.ts'
import { say } from '../kernel/text.ts'
import { addToIndex, updateIndex } from '../search/actions.ts'
import { type NewOrganisation, nameKey, nameKeys } from './organisation.ts'
import { may } from './policy.ts'
import { findDoubles, getOrganisation, type OrganisationRow } from './queries.ts'
import { organisations } from './table.ts'

const columnsOf = (input: NewOrganisation) => ({
  kind: input.kind,
  name: input.name,
  nameKey: nameKey(input.name),
  otherNameKey: nameKeys(input.name)[1] ?? null,
  uscc: input.uscc ?? null,
  country: input.country,
  address: input.address ?? null,
  legalRepresentative: input.legalRepresentative ?? null,
  contacts: input.contacts,
})

type Searched = Pick<OrganisationRow, 'reference' | 'name' | 'uscc' | 'address' | 'legalRepresentative' | 'contacts'>

/** What the index knows an entry by. */
export const searchable = (row: Searched) => ({
  title: [row.reference, row.name, row.uscc],
  body: [row.address, row.legalRepresentative, ...row.contacts.map((contact) => contact.name)],
})

type Keys = { readonly nameKey: string; readonly otherNameKey: string | null }
const sameNames = (a: Keys, b: Keys): boolean => a.nameKey === b.nameKey && a.otherNameKey === b.otherNameKey

/** The same USCC is the same body: refused. The same name may be another body: refused once, unless `evenIfDouble`. */
async function refuseDoubles(
  ctx: Ctx,
  officeId: string,
  row: ReturnType<typeof columnsOf>,
  evenIfDouble: boolean,
  except?: string
): Promise<void> {
  const { sameCode, sameName } = await findDoubles(ctx, officeId, {
    uscc: row.uscc,
    keys: nameKeys(row.name),
    ...(except !== undefined && { except }),
  })
  if (sameCode !== null) {
    const name = say(sameCode.name, ctx.locale).text
    refuseFaults([fault(['uscc'], row.uscc, 'organisation.same_uscc', { reference: sameCode.reference, name })])
  }
  if (evenIfDouble || sameName.length === 0) return
  const first = sameName[0]!
  const name = say(first.name, ctx.locale).text
  throw new Refusal('conflict', 'organisation.same_name', { reference: first.reference, name }, [
    fault(['name'], row.name.zh ?? row.name.en, 'organisation.same_name', { reference: first.reference, name }),
  ])
}

/** Adds an entry to the actor's address book. Throws 409 for a name that is already there, unless `evenIfDouble`. */
export function createOrganisation(ctx: Ctx, input: NewOrganisation, evenIfDouble = false): Promise<OrganisationRow> {
  const officeId = ctx.actor.officeId ?? ''
  decide(ctx, may, 'create', { officeId })
  return transaction(ctx, async (ctx) => {
    await refuseDoubles(ctx, officeId, columnsOf(input), evenIfDouble)
    return addOrganisation(ctx, officeId, input, null)
  })
}

/** The entry itself, without asking: for the office's own entry, imports and the demonstration. */
export async function addOrganisation(
  ctx: WriteCtx,
  officeId: string,
  input: NewOrganisation,
  tenantId: string | null
): Promise<OrganisationRow> {
  const reference = await nextReference(ctx, officeId, 'ORG')
  const row = {
    id: newId(ctx.now),
    officeId,
    reference,
    ...columnsOf(input),
    tenantId,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }
  const [made] = await ctx.db.insert(organisations).values(row).returning()
  await addToIndex(ctx, 'organisation', row, searchable(row))
  await record(ctx, 'organisation.created', { kind: 'organisation', id: row.id, officeId }, { params: { reference } })
  return made!
}

export function editOrganisation(
  ctx: Ctx,
  id: string,
  version: number,
  input: NewOrganisation,
  evenIfDouble = false
): Promise<OrganisationRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getOrganisation(ctx, id)
    decide(ctx, may, 'edit', before)
    sameVersion(before, version)
    const columns = columnsOf(input)
    await refuseDoubles(ctx, before.officeId, columns, evenIfDouble || sameNames(columns, before), id)
    const changes = changesBetween(before, columns, ['nameKey', 'otherNameKey'])
    if (changes.length === 0) return before
    const [after] = await ctx.db
      .update(organisations)
      .set({ ...columns, version: version + 1, updatedAt: ctx.now })
      .where(and(eq(organisations.id, id), eq(organisations.version, version)))
      .returning()
    await updateIndex(ctx, before, searchable({ ...columns, reference: before.reference }))
    await record(ctx, 'organisation.edited', { kind: 'organisation', id, officeId: before.officeId }, { changes })
    return after!
  })
}
