import { and, asc, eq, isNull } from 'drizzle-orm'
import { listMembers } from '../../identity/members/queries.ts'
import { accounts, memberships } from '../../identity/table.ts'
import { isOffice } from '../../kernel/actor.ts'
import { type Ctx, decided } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { type AchievementRow, getAchievement } from '../queries.ts'
import { achievementReviews as reviews, achievements } from '../table.ts'

/**
 * The reviews of an achievement that the reader may see anyhow: all of them in the office; a reviewer their own; who
 * made the achievement what was said, and never by whom.
 */
export async function reviewsOf(ctx: Ctx, a: AchievementRow) {
  const rows = await ctx.db
    .select({
      id: reviews.id,
      reviewerId: reviews.reviewerId,
      reviewer: accounts.name,
      dueOn: reviews.dueOn,
      conflict: reviews.conflict,
      recommendation: reviews.recommendation,
      opinion: reviews.opinion,
      answeredAt: reviews.answeredAt,
    })
    .from(reviews)
    .innerJoin(memberships, eq(memberships.id, reviews.reviewerId))
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(and(eq(reviews.achievementId, a.id), isNull(reviews.withdrawnAt)))
    .orderBy(asc(reviews.createdAt))
    .limit(50)
  if (isOffice(ctx.actor, a.officeId)) return rows.map((row) => ({ ...row, reviewer: row.reviewer as string | null }))
  const own = rows.filter(({ reviewerId }) => reviewerId === ctx.actor.membershipId)
  if (own.length > 0) return own.map((row) => ({ ...row, reviewer: row.reviewer as string | null }))
  return rows
    .filter(({ opinion }) => opinion !== null)
    .map((row) => ({ ...row, id: '', reviewerId: '', reviewer: null }))
}
export type ReviewRow = Awaited<ReturnType<typeof reviewsOf>>[number]

/** The reader's own open review of an achievement; what they were not asked for is not there. */
export async function ownReview(ctx: Ctx, achievementId: string): Promise<ReviewRow> {
  const a = await getAchievement(ctx, achievementId)
  const mine = (await reviewsOf(ctx, a)).find(({ reviewerId }) => reviewerId === ctx.actor.membershipId)
  if (mine === undefined) throw refuse('not_found', 'error.not_found')
  return mine
}

/** Who of the office may be asked. */
export const reviewersOf = async (ctx: Ctx, officeId: string) =>
  (await listMembers(ctx, officeId)).filter(
    ({ roles, suspendedAt }) => roles.includes('reviewer') && suspendedAt === null
  )

/** The requests that the reader has not answered yet, the most urgent first. */
export function openReviews(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({
      achievementId: reviews.achievementId,
      reference: achievements.reference,
      title: achievements.title,
      dueOn: reviews.dueOn,
    })
    .from(reviews)
    .innerJoin(achievements, eq(achievements.id, reviews.achievementId))
    .where(
      and(
        eq(reviews.reviewerId, ctx.actor.membershipId ?? ''),
        eq(reviews.officeId, ctx.actor.officeId ?? ''),
        isNull(reviews.answeredAt),
        isNull(reviews.withdrawnAt)
      )
    )
    .orderBy(asc(reviews.dueOn))
    .limit(50)
}
