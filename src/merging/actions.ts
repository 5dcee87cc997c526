import { and, eq, sql } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import { changesBetween, recordMany } from '../history/actions.ts'
import type { Change } from '../history/table.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { refuse, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { sameVersion } from '../kernel/lifecycle.ts'
import { searchable as organisationText } from '../organisations/actions.ts'
import { nameKey, nameKeys } from '../organisations/organisation.ts'
import { getOrganisation, type OrganisationRow } from '../organisations/queries.ts'
import { merges, organisations } from '../organisations/table.ts'
import { searchable as personText } from '../people/actions.ts'
import { getPerson, type PersonRow } from '../people/queries.ts'
import { people } from '../people/table.ts'
import { updateIndex } from '../search/actions.ts'
import { choosable, chosen, joinContacts, type MergeInput, type MergeKind } from './merging.ts'
import {
  against,
  againstUndoing,
  among,
  bothOf,
  getMerge,
  type Mergeable,
  type MergeRow,
  type Named,
  namedIn,
  naming,
  referencesTo,
} from './queries.ts'

const nothing = { title: [], body: [] }

/** Makes two entries of the actor's office one: the double's references move, and it is found by nothing any more. */
export function mergeRecords(
  ctx: Ctx,
  kind: MergeKind,
  keptId: string,
  version: number,
  input: MergeInput
): Promise<MergeRow> {
  return transaction(ctx, async (ctx) => {
    if (kind === 'organisation') {
      const kept = sameVersion(await getOrganisation(ctx, keptId), version)
      const dropped = await getOrganisation(ctx, input.otherId)
      refuseFaults(await against(ctx, kind, kept, dropped))
      return joined(ctx, kind, kept, dropped, await mergeOrganisations(ctx, kept, dropped, input.take))
    }
    const kept = sameVersion(await getPerson(ctx, keptId), version)
    const dropped = await getPerson(ctx, input.otherId)
    refuseFaults(await against(ctx, kind, kept, dropped))
    return joined(ctx, kind, kept, dropped, await mergePeople(ctx, kept, dropped, input.take))
  })
}

// The double gives up its code first: no two entries may have the same.
async function mergeOrganisations(
  ctx: WriteCtx,
  kept: OrganisationRow,
  dropped: OrganisationRow,
  take: MergeInput['take']
): Promise<Change[]> {
  const gone = { mergedIntoId: kept.id, uscc: null, nameKey: '', otherNameKey: null, tenantId: null }
  await ctx.db.update(organisations).set(gone).where(own(organisations, dropped))
  const values = {
    ...chosen(choosable.organisation, kept, dropped, take),
    contacts: joinContacts(kept.contacts, dropped.contacts),
  }
  const columns = {
    ...values,
    nameKey: nameKey(values.name),
    otherNameKey: nameKeys(values.name)[1] ?? null,
    tenantId: kept.tenantId ?? dropped.tenantId,
  }
  await ctx.db
    .update(organisations)
    .set({ ...columns, version: kept.version + 1, updatedAt: ctx.now })
    .where(own(organisations, kept))
  await updateIndex(ctx, kept, organisationText({ ...kept, ...values }))
  return changesBetween(kept, values)
}

async function mergePeople(
  ctx: WriteCtx,
  kept: PersonRow,
  dropped: PersonRow,
  take: MergeInput['take']
): Promise<Change[]> {
  await ctx.db.update(people).set({ mergedIntoId: kept.id, orcid: null }).where(own(people, dropped))
  const values = chosen(choosable.person, kept, dropped, take)
  await ctx.db
    .update(people)
    .set({ ...values, version: kept.version + 1, updatedAt: ctx.now })
    .where(own(people, kept))
  await updateIndex(ctx, kept, personText({ ...kept, ...values }))
  return changesBetween(kept, values)
}

const own = (table: typeof organisations | typeof people, { id, officeId }: Mergeable) =>
  and(eq(table.officeId, officeId), eq(table.id, id))

/** What is alike for both kinds: references, index, history, and what it takes to undo it. */
async function joined(
  ctx: WriteCtx,
  kind: MergeKind,
  kept: Mergeable,
  dropped: Mergeable,
  changes: readonly Change[]
): Promise<MergeRow> {
  const { officeId } = kept
  const moved = await namedIn(ctx, kind, dropped)
  await move(ctx, kind, officeId, moved, dropped.id, kept.id)
  await updateIndex(ctx, dropped, nothing)
  await recordMany(ctx, [
    {
      event: `${kind}.merged`,
      subject: { kind, id: kept.id, officeId },
      payload: { changes, params: { reference: dropped.reference } },
    },
    {
      event: `${kind}.merged_into`,
      subject: { kind, id: dropped.id, officeId },
      payload: { params: { reference: kept.reference } },
    },
  ])
  const row = {
    id: newId(ctx.now),
    officeId,
    kind,
    keptId: kept.id,
    droppedId: dropped.id,
    before: { kept, dropped, moved },
    createdAt: ctx.now,
  }
  const [made] = await ctx.db.insert(merges).values(row).returning()
  return made!
}

/** Lets the rows given name another entry of the same office. */
async function move(ctx: WriteCtx, kind: MergeKind, officeId: string, rows: Named, from: string, to: string) {
  for (const [name, reference] of referencesTo(kind)) {
    const keys = rows[name] ?? []
    if (keys.length === 0) continue
    const { table, at, versioned } = reference
    const newer = versioned ? { version: sql`version + 1`, updatedAt: ctx.now } : {}
    await ctx.db
      .update(table)
      .set({ [at.name]: to, ...newer })
      .where(and(naming(reference, officeId, from), among(reference, keys)))
  }
}

/** Puts both entries and all that moved back, as long as nothing rests on the merging. */
export function undoMerge(ctx: Ctx, id: string): Promise<MergeRow> {
  return transaction(ctx, async (ctx) => {
    const merge = await getMerge(ctx, id)
    const { kept, dropped } = await bothOf(ctx, merge)
    const refusal = await againstUndoing(ctx, merge, kept)
    if (refusal !== null) throw refusal
    const { kind, officeId, before } = merge
    await (kind === 'organisation' ? restoreOrganisations(ctx, merge, kept) : restorePeople(ctx, merge, kept))
    await move(ctx, kind, officeId, before.moved as Named, kept.id, dropped.id)
    await recordMany(ctx, [
      {
        event: `${kind}.unmerged`,
        subject: { kind, id: kept.id, officeId },
        payload: { params: { reference: dropped.reference } },
      },
      {
        event: `${kind}.unmerged`,
        subject: { kind, id: dropped.id, officeId },
        payload: { params: { reference: kept.reference } },
      },
    ])
    const [undone] = await ctx.db
      .update(merges)
      .set({ undoneAt: ctx.now })
      .where(and(eq(merges.officeId, officeId), eq(merges.id, id)))
      .returning()
    if (undone === undefined) throw refuse('not_found', 'error.not_found')
    return undone
  })
}

/** Rows as `joined` wrote them down: of the kind that the merging is of. */
const organisationsBefore = ({ before }: MergeRow) => before as unknown as Record<'kept' | 'dropped', OrganisationRow>
const peopleBefore = ({ before }: MergeRow) => before as unknown as Record<'kept' | 'dropped', PersonRow>

// The kept entry's version goes on: the one before the merging must not seem current again.
async function restoreOrganisations(ctx: WriteCtx, merge: MergeRow, now: Mergeable): Promise<void> {
  const { kept, dropped } = organisationsBefore(merge)
  const { name, kind, uscc, country, address, legalRepresentative, contacts, nameKey, otherNameKey, tenantId } = kept
  const columns = { name, kind, uscc, country, address, legalRepresentative, contacts, nameKey, otherNameKey, tenantId }
  await ctx.db
    .update(organisations)
    .set({ ...columns, version: now.version + 1, updatedAt: ctx.now })
    .where(own(organisations, kept))
  const back = {
    mergedIntoId: null,
    uscc: dropped.uscc,
    nameKey: dropped.nameKey,
    otherNameKey: dropped.otherNameKey,
    tenantId: dropped.tenantId,
  }
  await ctx.db.update(organisations).set(back).where(own(organisations, dropped))
  await updateIndex(ctx, kept, organisationText(kept))
  await updateIndex(ctx, dropped, organisationText(dropped))
}

async function restorePeople(ctx: WriteCtx, merge: MergeRow, now: Mergeable): Promise<void> {
  const { kept, dropped } = peopleBefore(merge)
  const { name, organisationId, unit, email, orcid } = kept
  await ctx.db
    .update(people)
    .set({ name, organisationId, unit, email, orcid, version: now.version + 1, updatedAt: ctx.now })
    .where(own(people, kept))
  await ctx.db.update(people).set({ mergedIntoId: null, orcid: dropped.orcid }).where(own(people, dropped))
  await updateIndex(ctx, kept, personText(kept))
  await updateIndex(ctx, dropped, personText(dropped))
}
