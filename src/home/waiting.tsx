import type { State as AchievementState } from '../achievements/achievement.ts'
import { waitingAchievements } from '../achievements/queries.ts'
import { openReviews } from '../achievements/reviews/queries.ts'
import { achievementSteps } from '../achievements/steps.ts'
import type { State as AgreementState } from '../agreements/agreement.ts'
import { waitingAgreements } from '../agreements/queries.ts'
import { agreementSteps } from '../agreements/steps.ts'
import { type Actor, holds } from '../kernel/actor.ts'
import { officeDay, sayDate } from '../kernel/dates.ts'
import type { Step } from '../kernel/lifecycle.ts'
import { fill, type MessageKey } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { Lang, type Tone, type Waiting } from '../web/kit/index.ts'

/** In which states a record waits for whom: whose step comes next (lifecycle (a) and (c)). */
const achievementsOf: Partial<Record<Role, readonly AchievementState[]>> = {
  inventor: ['draft', 'returned'],
  officer: ['submitted', 'formal_check', 'evaluation', 'objection'],
  office_head: ['evaluated', 'approved', 'publicity', 'objection'],
  leadership: ['evaluated'],
}
const agreementsOf: Partial<Record<Role, readonly AgreementState[]>> = {
  officer: ['draft', 'negotiation', 'price_determination', 'public_notice'],
  office_head: ['objection_handling', 'price_fixed'],
  leadership: ['price_fixed'],
  legal: ['internal_review', 'approved', 'breached'],
  finance: ['signed', 'effective'],
  enterprise_head: ['approved'],
  enterprise_member: ['approved'],
}
const most = 12

function statesFor<S>(actor: Actor, of: Partial<Record<Role, readonly S[]>>): S[] {
  return [...new Set(actor.roles.flatMap((role) => of[role] ?? []))]
}

/** The first step of the reader's own from a state: what the button says. */
function nextStep<S extends string>(actor: Actor, steps: Readonly<Record<string, Step<S>>>, state: S): string | null {
  const found = Object.entries(steps).find(
    ([, step]) =>
      step.from.includes(state) && step.harm !== true && step.setback !== true && holds(actor, step.permission)
  )
  return found?.[0] ?? null
}

type Found<S> = {
  readonly id: string
  readonly reference: string
  readonly title: { zh?: string | undefined; en?: string | undefined }
  readonly state: S
  readonly createdAt: string
}

function asWaiting<S extends string>(
  c: C,
  room: 'achievement' | 'agreement',
  steps: Readonly<Record<string, Step<S>>>,
  tone: Tone
) {
  const { t, ctx } = c.var
  return (found: Found<S>): Waiting => {
    const href = `/${room}s/${found.id}`
    const step = nextStep(ctx.actor, steps, found.state)
    return {
      reference: found.reference,
      title: <Lang t={t} said={say(found.title, t.locale)} />,
      href,
      why: t('home.since', { date: officeDay(found.createdAt, ctx.zone) }),
      state: { label: fill(t.locale, `${room}.state.${found.state}` as MessageKey), tone },
      ...(step !== null && { action: { label: fill(t.locale, `${room}.step.${step}` as MessageKey), href } }),
    }
  }
}

/** An opinion that is asked of the reader. */
const asReview =
  (c: C) =>
  ({ achievementId, reference, title, dueOn }: Awaited<ReturnType<typeof openReviews>>[number]): Waiting => {
    const { t } = c.var
    const href = `/achievements/${achievementId}/review`
    return {
      reference,
      title: <Lang t={t} said={say(title, t.locale)} />,
      href,
      why: t('review.due_on', { date: sayDate(dueOn, t.locale) }),
      action: { label: t('review.give'), href },
    }
  }

/** What waits for the reader, oldest first. */
export async function waitingFor(c: C): Promise<Waiting[]> {
  const { ctx } = c.var
  const [achievementStates, agreementStates] = [
    statesFor(ctx.actor, achievementsOf),
    statesFor(ctx.actor, agreementsOf),
  ]
  const achievements = achievementStates.length === 0 ? [] : await waitingAchievements(ctx, achievementStates, most)
  const agreements = agreementStates.length === 0 ? [] : await waitingAgreements(ctx, agreementStates, most)
  const reviews = holds(ctx.actor, 'review.answer') ? await openReviews(ctx) : []
  return [
    ...reviews.map(asReview(c)),
    ...achievements.map(asWaiting(c, 'achievement', achievementSteps, 'open')),
    ...agreements.map(asWaiting(c, 'agreement', agreementSteps, 'going')),
  ]
}
