import { and, desc, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { SQLiteColumn, SQLiteTable } from 'drizzle-orm/sqlite-core'
import { achievementContributors, achievements } from '../achievements/table.ts'
import { agreementParties, agreements } from '../agreements/table.ts'
import { documents, notes } from '../documents/table.ts'
import { invitations, memberships } from '../identity/table.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { fault, type Fault, Refusal, refuse } from '../kernel/errors.ts'
import { nameKeys } from '../organisations/organisation.ts'
import { findDoubles, getOrganisation, type OrganisationRow } from '../organisations/queries.ts'
import { merges, organisations } from '../organisations/table.ts'
import { patentHolders, patents } from '../patents/table.ts'
import { visible as visibleOrganisation } from '../organisations/policy.ts'
import { visible as visiblePerson } from '../people/policy.ts'
import { getPerson, type PersonRow } from '../people/queries.ts'
import { people } from '../people/table.ts'
import type { MergeKind } from './merging.ts'

export type MergeRow = typeof merges.$inferSelect
export type Mergeable = OrganisationRow | PersonRow

/** A column in which other records name an entry. */
type Reference = {
  readonly table: SQLiteTable
  readonly at: SQLiteColumn
  readonly owner: SQLiteColumn
  readonly keys: readonly SQLiteColumn[]
  /** Of which kind of record it speaks, where it may speak of several. */
  readonly only?: SQL
  /** The rows are records with a version of their own. */
  readonly versioned?: true
}

const beside = (kind: MergeKind): Record<'documents' | 'notes', Reference> => ({
  documents: {
    table: documents,
    at: documents.recordId,
    owner: documents.officeId,
    keys: [documents.id],
    only: eq(documents.recordKind, kind),
  },
  notes: {
    table: notes,
    at: notes.recordId,
    owner: notes.tenantId,
    keys: [notes.id],
    only: eq(notes.recordKind, kind),
  },
})

/** All that names an entry, besides what is frozen: histories, issued papers. `merged`: what was merged into it before. */
const references: Readonly<Record<MergeKind, Readonly<Record<string, Reference>>>> = {
  organisation: {
    agreements: {
      table: agreementParties,
      at: agreementParties.organisationId,
      owner: agreementParties.officeId,
      keys: [agreementParties.agreementId, agreementParties.position],
    },
    patents: {
      table: patentHolders,
      at: patentHolders.organisationId,
      owner: patentHolders.officeId,
      keys: [patentHolders.patentId, patentHolders.capacity, patentHolders.position],
    },
    people: { table: people, at: people.organisationId, owner: people.officeId, keys: [people.id], versioned: true },
    ...beside('organisation'),
    merged: {
      table: organisations,
      at: organisations.mergedIntoId,
      owner: organisations.officeId,
      keys: [organisations.id],
    },
  },
  person: {
    achievements: {
      table: achievementContributors,
      at: achievementContributors.personId,
      owner: achievementContributors.officeId,
      keys: [achievementContributors.achievementId, achievementContributors.position],
    },
    accounts: { table: memberships, at: memberships.personId, owner: memberships.tenantId, keys: [memberships.id] },
    invitations: { table: invitations, at: invitations.personId, owner: invitations.officeId, keys: [invitations.id] },
    ...beside('person'),
    merged: { table: people, at: people.mergedIntoId, owner: people.officeId, keys: [people.id] },
  },
}
export const referencesTo = (kind: MergeKind): [name: string, Reference][] => Object.entries(references[kind])

/** The rows of a reference that name an entry. */
export const naming = ({ owner, at, only }: Reference, officeId: string, id: string) =>
  and(eq(owner, officeId), eq(at, id), only)

/** The rows of a reference by their keys. */
export const among = ({ keys }: Reference, rows: readonly unknown[]): SQL => {
  const columns = sql.join([...keys], sql`, `)
  const parts = sql.join(
    keys.map((_, i) => sql`value ->> ${sql.raw(String(i))}`),
    sql`, `
  )
  return sql`(${columns}) in (select ${parts} from json_each(${JSON.stringify(rows)}))`
}

export type Named = Readonly<Record<string, readonly (readonly unknown[])[]>>

/** Where an entry is named: the keys of the rows, by what they are. */
export async function namedIn(ctx: Ctx, kind: MergeKind, { id, officeId }: Mergeable): Promise<Named> {
  const found: Record<string, (readonly unknown[])[]> = {}
  for (const [name, reference] of referencesTo(kind)) {
    const rows = await ctx.db
      .select({ key: sql<string>`json_array(${sql.join([...reference.keys], sql`, `)})` })
      .from(reference.table)
      .where(naming(reference, officeId, id))
    if (rows.length > 0) found[name] = rows.map(({ key }) => JSON.parse(key) as readonly unknown[])
  }
  return found
}

/** An entry as far as the actor may see it; a merged one is not there. */
export const getMergeable = (ctx: Ctx, kind: MergeKind, id: string): Promise<Mergeable> =>
  kind === 'organisation' ? getOrganisation(ctx, id) : getPerson(ctx, id)

/** What stands against merging two entries. */
export async function against(ctx: Ctx, kind: MergeKind, kept: Mergeable, dropped: Mergeable): Promise<Fault[]> {
  const at = ['otherId']
  if (kept.id === dropped.id) return [fault(at, dropped.reference, 'merge.itself')]
  const found: Fault[] = []
  if ('tenantId' in kept && 'tenantId' in dropped) {
    const { reference } = dropped
    if (dropped.tenantId === dropped.officeId) found.push(fault(at, reference, 'merge.own_entry', { reference }))
    else if (kept.tenantId !== null && dropped.tenantId !== null && kept.tenantId !== dropped.tenantId)
      found.push(fault(at, reference, 'merge.two_tenants', { kept: kept.reference, dropped: reference }))
  }
  const both = kind === 'organisation' ? bothOrganisations : bothPeople
  return [...found, ...(await both(ctx, kept, dropped))]
}

/** Once merged, the entry would stand twice on one agreement, or twice among the holders of one patent. */
async function bothOrganisations(ctx: Ctx, kept: Mergeable, dropped: Mergeable): Promise<Fault[]> {
  const [agreement] = await ctx.db
    .select({ reference: agreements.reference })
    .from(agreements)
    .where(
      and(
        eq(agreements.officeId, kept.officeId),
        sql`${agreements.id} in (select a.agreement_id from agreement_parties a join agreement_parties b on b.agreement_id = a.agreement_id where a.organisation_id = ${kept.id} and b.organisation_id = ${dropped.id})`
      )
    )
    .limit(1)
  const [patent] = await ctx.db
    .select({ reference: patents.reference })
    .from(patents)
    .where(
      and(
        eq(patents.officeId, kept.officeId),
        sql`${patents.id} in (select a.patent_id from patent_holders a join patent_holders b on b.patent_id = a.patent_id and b.capacity = a.capacity where a.organisation_id = ${kept.id} and b.organisation_id = ${dropped.id})`
      )
    )
    .limit(1)
  return [
    ...(agreement === undefined ? [] : [fault(['otherId'], dropped.reference, 'merge.both_parties', agreement)]),
    ...(patent === undefined ? [] : [fault(['otherId'], dropped.reference, 'merge.both_holders', patent)]),
  ]
}

async function bothPeople(ctx: Ctx, kept: Mergeable, dropped: Mergeable): Promise<Fault[]> {
  const [achievement] = await ctx.db
    .select({ reference: achievements.reference })
    .from(achievements)
    .where(
      and(
        eq(achievements.officeId, kept.officeId),
        sql`${achievements.id} in (select a.achievement_id from achievement_contributors a join achievement_contributors b on b.achievement_id = a.achievement_id where a.person_id = ${kept.id} and b.person_id = ${dropped.id})`
      )
    )
    .limit(1)
  return achievement === undefined
    ? []
    : [fault(['otherId'], dropped.reference, 'merge.both_contributors', achievement)]
}

/** Entries that look like the same: equal names once spelling is gone, or the same address. */
export async function likelyDoubles(ctx: Ctx, kind: MergeKind, one: Mergeable): Promise<Mergeable[]> {
  if (kind === 'organisation') {
    const keys = nameKeys(one.name)
    return (await findDoubles(ctx, one.officeId, { uscc: null, keys, except: one.id })).sameName
  }
  const { zh, en } = one.name
  const email = 'email' in one ? one.email : null
  return ctx.db
    .select()
    .from(people)
    .where(
      and(
        visiblePerson(ctx.actor),
        ne(people.id, one.id),
        or(
          email === null ? undefined : eq(people.email, email),
          zh === undefined ? undefined : sql`json_extract(${people.name}, '$.zh') = ${zh}`,
          en === undefined ? undefined : sql`lower(json_extract(${people.name}, '$.en')) = ${en.toLowerCase()}`
        )
      )
    )
    .limit(5)
}

/** The other entries, to choose the double from: newest first, for that is what a double mostly is. */
export async function otherEntries(ctx: Ctx, kind: MergeKind, one: Mergeable) {
  const table = kind === 'organisation' ? organisations : people
  const visible = kind === 'organisation' ? visibleOrganisation : visiblePerson
  return ctx.db
    .select({ id: table.id, reference: table.reference, name: table.name })
    .from(table)
    .where(and(visible(ctx.actor), ne(table.id, one.id)))
    .orderBy(desc(table.createdAt), desc(table.seq))
    .limit(1_000)
}

/** A merging of the actor's office. */
export async function getMerge(ctx: Ctx, id: string): Promise<MergeRow> {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(merges)
    .where(and(eq(merges.id, id), eq(merges.officeId, ctx.actor.officeId ?? '')))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return row
}

/** The last merging into an entry that was not undone. */
export async function lastMerge(ctx: Ctx, { id, officeId }: Mergeable): Promise<MergeRow | null> {
  const [row] = await ctx.db
    .select()
    .from(merges)
    .where(and(eq(merges.officeId, officeId), eq(merges.keptId, id), isNull(merges.undoneAt)))
    .orderBy(desc(merges.createdAt))
    .limit(1)
  return row ?? null
}

/** Both entries of a merging as they stand now. */
export async function bothOf(ctx: Ctx, { kind, officeId, keptId, droppedId }: MergeRow) {
  const one = async (id: string): Promise<Mergeable> => {
    const [row] =
      kind === 'organisation'
        ? await ctx.db
            .select()
            .from(organisations)
            .where(and(eq(organisations.officeId, officeId), eq(organisations.id, id)))
        : await ctx.db
            .select()
            .from(people)
            .where(and(eq(people.officeId, officeId), eq(people.id, id)))
    if (row === undefined) throw refuse('not_found', 'error.not_found')
    return row
  }
  return { kept: await one(keptId), dropped: await one(droppedId) }
}

/** What stands against undoing a merging; null when nothing does. */
export async function againstUndoing(ctx: Ctx, merge: MergeRow, kept: Mergeable): Promise<Refusal | null> {
  const { reference } = kept
  if (merge.undoneAt !== null) return refuse('wrong_state', 'merge.undone_already')
  if (kept.mergedIntoId !== null) return refuse('wrong_state', 'merge.merged_on', { reference })
  const { kept: before, dropped } = merge.before
  const tenantId = before['tenantId'] ?? dropped['tenantId']
  if (kept.version !== Number(before['version']) + 1 || ('tenantId' in kept && kept.tenantId !== tenantId))
    return refuse('wrong_state', 'merge.changed_since', { reference })
  for (const [name, about] of referencesTo(merge.kind)) {
    const rows = merge.before.moved[name] ?? []
    if (rows.length === 0) continue
    const still = await ctx.db.$count(about.table, and(naming(about, kept.officeId, kept.id), among(about, rows)))
    if (still !== rows.length) return refuse('wrong_state', 'merge.moved_on', { reference })
  }
  const taken = await codeTaken(ctx, merge)
  return taken === null ? null : refuse('wrong_state', 'merge.code_taken', { reference: taken })
}

/** The entry that has meanwhile been given a code which one of the two had. */
async function codeTaken(ctx: Ctx, { kind, officeId, keptId, droppedId, before }: MergeRow): Promise<string | null> {
  const [table, code] =
    kind === 'organisation' ? ([organisations, organisations.uscc] as const) : ([people, people.orcid] as const)
  const name = kind === 'organisation' ? 'uscc' : 'orcid'
  for (const value of [before.kept[name], before.dropped[name]]) {
    if (typeof value !== 'string') continue
    const [row] = await ctx.db
      .select({ reference: table.reference })
      .from(table)
      .where(and(eq(table.officeId, officeId), eq(code, value), ne(table.id, keptId), ne(table.id, droppedId)))
    if (row !== undefined) return row.reference
  }
  return null
}
