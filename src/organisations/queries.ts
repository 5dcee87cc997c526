import { and, desc, eq, inArray, isNotNull, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import { alias } from 'drizzle-orm/sqlite-core'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { holdsText } from '../search/queries.ts'
import { cut, keyset, ListQuery, type Page, type Sorts } from '../web/list.ts'
import { z } from 'zod'
import { organisationKinds } from './organisation.ts'
import { visible } from './policy.ts'
import { organisations, tenants } from './table.ts'

export type OrganisationRow = typeof organisations.$inferSelect

export const organisationSorts = {
  newest: { by: organisations.createdAt, way: 'desc' },
  oldest: { by: organisations.createdAt, way: 'asc' },
  name: { by: organisations.nameKey, way: 'asc' },
} as const satisfies Sorts

export const OrganisationQuery = ListQuery.extend({
  kind: z.enum(organisationKinds).optional(),
  sort: z.enum(['newest', 'oldest', 'name']).default('newest'),
})
export type OrganisationQuery = z.infer<typeof OrganisationQuery>

/** Another office's entry is simply not there. */
export async function getOrganisation(ctx: Ctx, id: string): Promise<OrganisationRow> {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(organisations)
    .where(and(eq(organisations.id, id), visible(ctx.actor)))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return row
}

/** The entry that one of the reader's office was merged into, for whoever still comes by the old address. */
export async function organisationInstead(ctx: Ctx, id: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ keptId: organisations.mergedIntoId })
    .from(organisations)
    .where(
      and(
        eq(organisations.officeId, ctx.actor.officeId ?? ''),
        eq(organisations.id, id),
        isNotNull(organisations.mergedIntoId)
      )
    )
  return row?.keptId ?? null
}

export async function listOrganisations(
  ctx: Ctx,
  query: OrganisationQuery
): Promise<Page<OrganisationRow & { position: string | number }>> {
  decided(ctx)
  const { after, orderBy, position, limit } = keyset(organisationSorts, query.sort, organisations.seq, query)
  const rows = await ctx.db
    .select({ row: organisations, position })
    .from(organisations)
    .where(and(...filters(ctx, query), after))
    .orderBy(...orderBy)
    .limit(limit)
  return cut(
    rows.map(({ row, position }) => ({ ...row, position })),
    query.limit
  )
}

export async function countOrganisations(ctx: Ctx, query: OrganisationQuery): Promise<number> {
  return ctx.db.$count(organisations, and(...filters(ctx, query)))
}

const filters = (ctx: Ctx, query: OrganisationQuery): (SQL | undefined)[] => [
  visible(ctx.actor),
  query.kind === undefined ? undefined : eq(organisations.kind, query.kind),
  holdsText(organisations.id, query.q),
]

/** Entries of the office that look like the same organisation: equal USCC, or equal name once spelling is gone. */
export async function findDoubles(
  ctx: Ctx,
  officeId: string,
  like: { uscc: string | null; keys: readonly string[]; except?: string }
) {
  const [sameCode, sameName] = await Promise.all([
    like.uscc === null
      ? []
      : ctx.db
          .select()
          .from(organisations)
          .where(and(standing(officeId), eq(organisations.uscc, like.uscc), but(like.except))),
    ctx.db
      .select()
      .from(organisations)
      .where(and(standing(officeId), shares(like.keys), but(like.except)))
      .limit(5),
  ])
  return { sameCode: sameCode[0] ?? null, sameName }
}

/** The office's entries but those that were merged into others. */
const standing = (officeId: string) => and(eq(organisations.officeId, officeId), isNull(organisations.mergedIntoId))
const shares = (keys: readonly string[]) =>
  or(inArray(organisations.nameKey, [...keys]), inArray(organisations.otherNameKey, [...keys]))
const but = (id: string | undefined) => (id === undefined ? undefined : ne(organisations.id, id))

/** The office's entries by id; ids that are not there are left out. */
export async function organisationsByIds(
  ctx: Ctx,
  officeId: string,
  ids: readonly string[]
): Promise<Map<string, OrganisationRow>> {
  if (ids.length === 0) return new Map()
  const rows = await ctx.db
    .select()
    .from(organisations)
    .where(and(standing(officeId), inArray(organisations.id, [...ids])))
  return new Map(rows.map((row) => [row.id, row]))
}

/**
 * The same for ids that were written down some time ago, in histories and issued papers: an entry that has been merged
 * since stands for the one it was merged into.
 */
export async function organisationsSince(
  ctx: Ctx,
  officeId: string,
  ids: readonly string[]
): Promise<Map<string, OrganisationRow>> {
  if (ids.length === 0) return new Map()
  const named = alias(organisations, 'named')
  const rows = await ctx.db
    .select({ id: named.id, row: organisations })
    .from(named)
    .innerJoin(organisations, eq(organisations.id, sql`coalesce(${named.mergedIntoId}, ${named.id})`))
    .where(and(eq(named.officeId, officeId), eq(organisations.officeId, officeId), inArray(named.id, [...ids])))
  return new Map(rows.map(({ id, row }) => [id, row]))
}

/** The office's entries by the key of their name; the first of several. */
export async function organisationsByName(ctx: Ctx, officeId: string, keys: readonly string[]) {
  const rows = await ctx.db
    .select({ id: organisations.id, nameKey: organisations.nameKey })
    .from(organisations)
    .where(and(standing(officeId), inArray(organisations.nameKey, [...keys])))
    .orderBy(desc(organisations.seq))
  return new Map(rows.map((row) => [row.nameKey, row]))
}

/** Names for a select list. */
export async function organisationOptions(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({ id: organisations.id, name: organisations.name, kind: organisations.kind })
    .from(organisations)
    .where(visible(ctx.actor))
    .orderBy(organisations.nameKey)
    .limit(1_000)
}

/** The office's own entry in its address book. */
export async function ownOrganisation(ctx: Ctx): Promise<OrganisationRow | null> {
  const { officeId } = ctx.actor
  if (officeId === null) return null
  const [row] = await ctx.db
    .select()
    .from(organisations)
    .where(and(visible(ctx.actor), eq(organisations.tenantId, officeId)))
  return row ?? null
}

/** Those of these organisations that are enterprises which nobody has verified yet. */
export async function unverifiedEnterprises(ctx: Ctx, ids: readonly string[]): Promise<Set<string>> {
  if (ids.length === 0) return new Set()
  const rows = await ctx.db
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(inArray(tenants.id, [...ids]), eq(tenants.kind, 'enterprise'), isNull(tenants.verifiedAt)))
  return new Set(rows.map(({ id }) => id))
}

export async function getTenant(ctx: Ctx, id: string) {
  const [row] = await ctx.db.select().from(tenants).where(eq(tenants.id, id))
  return row ?? null
}
