import { and, desc, eq, inArray, isNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { holds, ofDesk } from '../kernel/actor.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { bestHits, holdsText } from '../search/queries.ts'
import { cut, keyset, ListQuery, type Page, type Sorts } from '../web/list.ts'
import { fields, type State, states } from './achievement.ts'
import { readWhole, visible, type Withheld, withheld } from './policy.ts'
import { achievementContributors as contributors, achievementReviews as reviews, achievements } from './table.ts'

type Row = typeof achievements.$inferSelect
export type ContributorRow = Pick<typeof contributors.$inferSelect, 'name' | 'unit' | 'personId' | 'role' | 'share'>
export type AchievementRow = Row & {
  readonly contributors: ContributorRow[]
  readonly contributorIds: string[]
  readonly reviewerIds: string[]
  readonly withheld: readonly Withheld[]
}

export const achievementSorts = {
  newest: { by: achievements.createdAt, way: 'desc' },
  oldest: { by: achievements.createdAt, way: 'asc' },
  changed: { by: achievements.updatedAt, way: 'desc' },
} as const satisfies Sorts

export const AchievementQuery = ListQuery.extend({
  state: z.enum(states).optional(),
  field: z.enum(fields).optional(),
  sort: z.enum(['newest', 'oldest', 'changed']).default('newest'),
})
export type AchievementQuery = z.infer<typeof AchievementQuery>

/** Another office's record is simply not there; nor is a colleague's to an inventor. */
export async function getAchievement(ctx: Ctx, id: string): Promise<AchievementRow> {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(achievements)
    .where(and(eq(achievements.id, id), visible(ctx.actor)))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return emptied(ctx, await withContributors(ctx, row))
}

/** The record without what the reader is not meant to have. */
function emptied(ctx: Ctx, row: AchievementRow): AchievementRow {
  const hidden = withheld(ctx.actor, row)
  if (hidden.length === 0) return row
  return {
    ...row,
    ...(hidden.includes('abstract') && {
      abstract: null,
      keywords: [],
      earlierDisclosure: null,
      thirdPartyRights: null,
    }),
    ...(hidden.includes('contributors') && {
      contributors: row.contributors.map((contributor) => ({ ...contributor, share: 0 })),
    }),
    ...(hidden.includes('remark') && { remark: null }),
    withheld: hidden,
  }
}

export async function withContributors(ctx: Ctx, row: Row): Promise<AchievementRow> {
  const made = await ctx.db
    .select({
      name: contributors.name,
      unit: contributors.unit,
      personId: contributors.personId,
      role: contributors.role,
      share: contributors.share,
    })
    .from(contributors)
    .where(eq(contributors.achievementId, row.id))
    .orderBy(contributors.position)
  const asked = holds(ctx.actor, 'review.answer')
    ? await ctx.db
        .select({ id: reviews.reviewerId })
        .from(reviews)
        .where(and(eq(reviews.achievementId, row.id), isNull(reviews.withdrawnAt)))
    : []
  return {
    ...row,
    contributors: made,
    contributorIds: made.flatMap(({ personId }) => personId ?? []),
    reviewerIds: asked.map(({ id }) => id),
    withheld: [],
  }
}

const item = {
  seq: achievements.seq,
  id: achievements.id,
  reference: achievements.reference,
  state: achievements.state,
  title: achievements.title,
  field: achievements.field,
  trl: achievements.trl,
  submittedAt: achievements.submittedAt,
  version: achievements.version,
  createdAt: achievements.createdAt,
  updatedAt: achievements.updatedAt,
}

export async function listAchievements(ctx: Ctx, query: AchievementQuery) {
  decided(ctx)
  const { after, orderBy, position, limit } = keyset(achievementSorts, query.sort, achievements.seq, query)
  const rows = await ctx.db
    .select({ ...item, position })
    .from(achievements)
    .where(and(...filters(ctx, query), after))
    .orderBy(...orderBy)
    .limit(limit)
  return cut(rows, query.limit)
}

export async function countAchievements(ctx: Ctx, query: AchievementQuery): Promise<number> {
  return ctx.db.$count(achievements, and(...filters(ctx, query)))
}

const filters = (ctx: Ctx, query: Partial<AchievementQuery>): (SQL | undefined)[] => [
  visible(ctx.actor),
  query.state === undefined ? undefined : eq(achievements.state, query.state),
  query.field === undefined ? undefined : eq(achievements.field, query.field),
  holdsText(achievements.id, query.q, readWhole(ctx.actor)),
]

/** The best of one office's records for what was typed; the newest for whom it does not show all of them whole. */
export async function searchAchievements(ctx: Ctx, typed: string, limit: number) {
  decided(ctx)
  if (!ofDesk(ctx.actor) || readWhole(ctx.actor) !== undefined)
    return (await listAchievements(ctx, { q: typed, limit, sort: 'newest' })).items
  const best = bestHits('achievement', ctx.actor.officeId ?? '', typed, limit)
  if (best === null) return []
  return ctx.db
    .select(item)
    .from(achievements)
    .where(and(sql`${achievements.id} in (${best})`, visible(ctx.actor)))
}

/** How many records stand in each state, for the home page. */
export async function countByState(ctx: Ctx): Promise<Map<State, number>> {
  decided(ctx)
  const rows = await ctx.db
    .select({ state: achievements.state, count: sql<number>`count(*)` })
    .from(achievements)
    .where(visible(ctx.actor))
    .groupBy(achievements.state)
  return new Map(rows.map((row) => [row.state, row.count]))
}

/** How many records were filed in each month (`2026-11`) since a day, for the home page. */
export async function countsByMonth(ctx: Ctx, since: string): Promise<Map<string, number>> {
  decided(ctx)
  const month = sql<string>`substr(${achievements.createdAt}, 1, 7)`
  const rows = await ctx.db
    .select({ month, count: sql<number>`count(*)` })
    .from(achievements)
    .where(and(visible(ctx.actor), sql`${achievements.createdAt} >= ${since}`))
    .groupBy(month)
  return new Map(rows.map((row) => [row.month, row.count]))
}

/** Records that wait in one of these states, oldest first, for the home page. */
export async function waitingAchievements(ctx: Ctx, among: readonly State[], limit: number) {
  decided(ctx)
  return ctx.db
    .select(item)
    .from(achievements)
    .where(and(visible(ctx.actor), inArray(achievements.state, [...among])))
    .orderBy(achievements.createdAt)
    .limit(limit)
}

/** Those among these ids that the reader may see, oldest first. */
export async function visibleAchievements(ctx: Ctx, ids: readonly string[]) {
  decided(ctx)
  if (ids.length === 0) return []
  return ctx.db
    .select(item)
    .from(achievements)
    .where(and(visible(ctx.actor), inArray(achievements.id, [...ids])))
    .orderBy(achievements.seq)
}

/** What a person took part in, newest first, as far as the reader may see it. */
export async function achievementsOfPerson(ctx: Ctx, personId: string) {
  decided(ctx)
  const taken = ctx.db
    .select({ id: contributors.achievementId })
    .from(contributors)
    .where(eq(contributors.personId, personId))
  return ctx.db
    .select(item)
    .from(achievements)
    .where(and(visible(ctx.actor), inArray(achievements.id, taken)))
    .orderBy(desc(achievements.createdAt), desc(achievements.seq))
    .limit(50)
}

/** References and titles for a select list. */
export async function achievementOptions(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({ id: achievements.id, reference: achievements.reference, title: achievements.title })
    .from(achievements)
    .where(visible(ctx.actor))
    .orderBy(desc(achievements.createdAt), desc(achievements.seq))
    .limit(1_000)
}

/** The office's achievements by id; ids that are not there are left out. */
export async function achievementsByIds(ctx: Ctx, officeId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return ctx.db
    .select({ id: achievements.id, reference: achievements.reference, title: achievements.title })
    .from(achievements)
    .where(and(eq(achievements.officeId, officeId), inArray(achievements.id, [...ids])))
}

/** Which of these references of a source were imported already. */
export async function importedReferences(
  ctx: Ctx,
  officeId: string,
  source: string,
  references: readonly string[]
): Promise<Set<string>> {
  const rows = await ctx.db
    .select({ reference: achievements.sourceReference })
    .from(achievements)
    .where(
      and(
        eq(achievements.officeId, officeId),
        eq(achievements.source, source),
        inArray(achievements.sourceReference, [...references])
      )
    )
  return new Set(rows.flatMap(({ reference }) => reference ?? []))
}

export type AchievementPage = Page<Awaited<ReturnType<typeof listAchievements>>['items'][number]>
