import { and, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import type { z } from 'zod'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { holdsText } from '../search/queries.ts'
import { cut, keyset, ListQuery, type Page, type Sorts } from '../web/list.ts'
import { visible } from './policy.ts'
import { people } from './table.ts'

export type PersonRow = typeof people.$inferSelect

const sorts = { newest: { by: people.createdAt, way: 'desc' } } as const satisfies Sorts
export const PersonQuery = ListQuery
export type PersonQuery = z.infer<typeof PersonQuery>

/** Another office's person is simply not there. */
export async function getPerson(ctx: Ctx, id: string): Promise<PersonRow> {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(people)
    .where(and(eq(people.id, id), visible(ctx.actor)))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return row
}

/** The entry that one of the reader's office was merged into, for whoever still comes by the old address. */
export async function personInstead(ctx: Ctx, id: string): Promise<string | null> {
  const [row] = await ctx.db
    .select({ keptId: people.mergedIntoId })
    .from(people)
    .where(and(eq(people.officeId, ctx.actor.officeId ?? ''), eq(people.id, id), isNotNull(people.mergedIntoId)))
  return row?.keptId ?? null
}

export async function listPeople(
  ctx: Ctx,
  query: PersonQuery
): Promise<Page<PersonRow & { position: string | number }>> {
  decided(ctx)
  const { after, orderBy, position, limit } = keyset(sorts, 'newest', people.seq, query)
  const rows = await ctx.db
    .select({ row: people, position })
    .from(people)
    .where(and(visible(ctx.actor), holdsText(people.id, query.q), after))
    .orderBy(...orderBy)
    .limit(limit)
  return cut(
    rows.map(({ row, position }) => ({ ...row, position })),
    query.limit
  )
}

export async function countPeople(ctx: Ctx, query: PersonQuery): Promise<number> {
  return ctx.db.$count(people, and(visible(ctx.actor), holdsText(people.id, query.q)))
}

/** The person of an office who has this address or this ORCID iD. */
export async function findPerson(
  ctx: Ctx,
  officeId: string,
  by: { email?: string | undefined; orcid?: string | undefined }
): Promise<PersonRow | null> {
  for (const [column, value] of [
    [people.orcid, by.orcid],
    [people.email, by.email],
  ] as const) {
    if (value === undefined) continue
    const [row] = await ctx.db
      .select()
      .from(people)
      .where(and(eq(people.officeId, officeId), eq(column, value), isNull(people.mergedIntoId)))
      .limit(1)
    if (row !== undefined) return row
  }
  return null
}

/** Names for a select list. */
export async function personOptions(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({ id: people.id, name: people.name, unit: people.unit })
    .from(people)
    .where(visible(ctx.actor))
    .orderBy(sql`${people.createdAt} desc`)
    .limit(1_000)
}
