import { and, eq, isNull } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import { addressOf } from '../../identity/queries.ts'
import { isOffice } from '../../kernel/actor.ts'
import type { Ctx } from '../../kernel/context.ts'
import { officeDay, sayDate } from '../../kernel/dates.ts'
import { fault, refuse, refuseFaults } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { say } from '../../kernel/text.ts'
import { enqueue } from '../../mail/actions.ts'
import { getAchievement } from '../queries.ts'
import { achievementReviews as reviews } from '../table.ts'
import { ownReview, reviewersOf, reviewsOf } from './queries.ts'
import type { NewReview, Opinion } from './review.ts'

/** Asks somebody from outside for an opinion; from then on they see this achievement, and nothing else of the office. */
export function askForReview(ctx: Ctx, id: string, input: NewReview): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const a = await getAchievement(ctx, id)
    if (!isOffice(ctx.actor, a.officeId)) throw refuse('forbidden', 'error.forbidden')
    if (a.state !== 'evaluation') throw refuse('wrong_state', 'review.only_in_evaluation')
    const reviewer = (await reviewersOf(ctx, a.officeId)).find((one) => one.id === input.reviewerId)
    const today = officeDay(ctx.now, ctx.zone)
    const asked = (await reviewsOf(ctx, a)).some(({ reviewerId }) => reviewerId === input.reviewerId)
    refuseFaults([
      ...(reviewer === undefined ? [fault(['reviewerId'], input.reviewerId, 'review.no_reviewer')] : []),
      ...(asked ? [fault(['reviewerId'], reviewer?.name ?? '', 'review.asked_already')] : []),
      ...(input.dueOn < today ? [fault(['dueOn'], input.dueOn, 'review.due_over', { today })] : []),
    ])
    const reviewId = newId(ctx.now)
    const { accountId } = ctx.actor
    await ctx.db.insert(reviews).values({
      id: reviewId,
      officeId: a.officeId,
      achievementId: a.id,
      ...input,
      askedBy: accountId ?? '',
      createdAt: ctx.now,
    })
    await record(ctx, 'achievement.review_asked', { kind: 'achievement', id: a.id, officeId: a.officeId })
    const to = (await addressOf(ctx, reviewer!.accountId))!
    const locale = to.locale === 'en' ? 'en' : 'zh-CN'
    await enqueue(ctx, [
      {
        event: 'review_asked',
        cause: reviewId,
        officeId: a.officeId,
        recordId: a.id,
        recipient: to.email,
        locale,
        facts: {
          reference: a.reference,
          title: say(a.title, locale).text,
          actor: ctx.actor.name,
          due: sayDate(input.dueOn, locale),
          link: `${ctx.publicUrl}/achievements/${a.id}/review`,
        },
      },
    ])
    return { id: reviewId }
  })
}

/** The reviewer's own statement and opinion, given once. */
export function answerReview(ctx: Ctx, achievementId: string, input: Opinion): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const mine = await ownReview(ctx, achievementId)
    if (mine.answeredAt !== null) throw refuse('wrong_state', 'review.answered_already')
    const said = input.conflict ? {} : { recommendation: input.recommendation, opinion: input.opinion }
    await ctx.db
      .update(reviews)
      .set({ conflict: input.conflict, ...said, answeredAt: ctx.now })
      .where(eq(reviews.id, mine.id))
    const { officeId } = await getAchievement(ctx, achievementId)
    await record(
      // The history is read by who made the achievement: it names no reviewer.
      { ...ctx, actor: { ...ctx.actor, name: '', accountId: null } },
      'achievement.review_answered',
      { kind: 'achievement', id: achievementId, officeId }
    )
    return { id: mine.id }
  })
}

/** Takes a request back that was not answered; the reviewer then sees the achievement no more. */
export function withdrawReview(ctx: Ctx, achievementId: string, reviewId: string): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const a = await getAchievement(ctx, achievementId)
    if (!isOffice(ctx.actor, a.officeId)) throw refuse('forbidden', 'error.forbidden')
    const [row] = await ctx.db
      .update(reviews)
      .set({ withdrawnAt: ctx.now })
      .where(
        and(
          eq(reviews.id, reviewId),
          eq(reviews.achievementId, a.id),
          isNull(reviews.answeredAt),
          isNull(reviews.withdrawnAt)
        )
      )
      .returning({ id: reviews.id })
    if (row === undefined) throw refuse('not_found', 'error.not_found')
    await record(ctx, 'achievement.review_withdrawn', { kind: 'achievement', id: a.id, officeId: a.officeId })
    return row
  })
}
