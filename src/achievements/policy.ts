import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds, ofDesk } from '../kernel/actor.ts'
import type { State } from './achievement.ts'
import { type AchievementStep, achievementSteps } from './steps.ts'
import { achievements } from './table.ts'

export type AchievementAction = 'create' | 'read' | 'edit' | AchievementStep
/** What a decision looks at: whose it is, in which state, who made it. */
export type Judged = {
  readonly officeId: string
  readonly state: State
  readonly disclosedBy: string | null
  readonly contributorIds: readonly string[]
  /** The memberships that were asked for a review and not told otherwise since. */
  readonly reviewerIds: readonly string[]
}

/** What is judged before a record is there: a draft of the actor's own office. */
export const unborn = (actor: Actor): Judged => ({
  officeId: actor.officeId ?? '',
  state: 'draft',
  disclosedBy: null,
  contributorIds: [],
  reviewerIds: [],
})

/** Filed by the actor, or the actor is among those who made it. */
export function isOwn({ accountId, personId }: Pick<Actor, 'accountId' | 'personId'>, achievement: Judged): boolean {
  return (
    (accountId !== null && accountId === achievement.disclosedBy) ||
    (personId !== null && achievement.contributorIds.includes(personId))
  )
}

/** Their own, or of somebody they stand in for: nobody decides on either. */
const isTheirs = (actor: Actor, achievement: Judged): boolean =>
  isOwn(actor, achievement) || (actor.standsInFor ?? []).some((absent) => isOwn(absent, achievement))

/** Asked for a review, as a reviewer alone: they read, and say what they think elsewhere. */
const isAsked = (actor: Actor, achievement: Judged): boolean =>
  holds(actor, 'review.answer') && achievement.reviewerIds.includes(actor.membershipId ?? '')

const beforeDecision: readonly State[] = [
  'draft',
  'formal_check',
  'returned',
  'evaluation',
  'evaluated',
  'approved',
  'publicity',
  'published',
]

export function may(actor: Actor, action: AchievementAction, achievement: Judged): boolean {
  if (!belongsTo(actor, achievement.officeId)) return false
  if (action === 'create') return holds(actor, 'achievement.create')
  const mine = ofDesk(actor) || isOwn(actor, achievement)
  if (action === 'read') return holds(actor, 'achievement.read') && (mine || isAsked(actor, achievement))
  if (!mine) return false
  if (action === 'edit')
    return (
      holds(actor, 'achievement.edit') &&
      (holds(actor, 'achievement.check') ? beforeDecision.includes(achievement.state) : achievement.state === 'draft')
    )
  const step = achievementSteps[action]
  return holds(actor, step.permission) && !('checker' in step && isTheirs(actor, achievement))
}

/** The same as `may(…, 'read', …)`, as SQL. */
export function visible(actor: Actor): SQL {
  if (actor.officeId === null || !holds(actor, 'achievement.read')) return sql`0`
  const office = eq(achievements.officeId, actor.officeId)
  if (ofDesk(actor)) return office
  return and(
    office,
    or(
      ownRows(actor),
      holds(actor, 'review.answer')
        ? sql`${achievements.id} in (select achievement_id from achievement_reviews where reviewer_id = ${actor.membershipId ?? ''} and withdrawn_at is null)`
        : undefined
    )
  )!
}

/** The same as `isOwn`, as SQL. */
const ownRows = (actor: Actor): SQL =>
  or(
    eq(achievements.disclosedBy, actor.accountId ?? ''),
    sql`${achievements.id} in (select achievement_id from achievement_contributors where person_id = ${actor.personId ?? ''})`
  )!

/** Fields of an achievement that a reader does not get, although they see the record. */
export type Withheld = 'abstract' | 'keywords' | 'earlierDisclosure' | 'thirdPartyRights' | 'contributors' | 'remark'

const published: readonly State[] = ['published', 'under_negotiation', 'licensed', 'transferred', 'invested']

/** Works in the office's finance and nowhere else in it. */
const onlyCounts = (actor: Actor): boolean =>
  actor.kind !== 'system' &&
  ofDesk(actor) &&
  actor.roles.every((role) => !ofDesk({ ...actor, roles: [role] }) || role === 'finance')

/**
 * Who only counts the money has no need of an invention nobody has published; a reviewer judges what was made, and not
 * how its income is shared or what the office remarks.
 */
export function withheld(actor: Actor, achievement: Judged): readonly Withheld[] {
  if (isOwn(actor, achievement) || actor.kind === 'system') return []
  if (!ofDesk(actor)) return ['contributors', 'remark']
  return onlyCounts(actor) && !published.includes(achievement.state)
    ? ['abstract', 'keywords', 'earlierDisclosure', 'thirdPartyRights']
    : []
}

/**
 * Which achievements the reader gets with their abstract and keywords, as SQL: by those words they find no others.
 * Undefined when it is all that they may see. Nobody searches by shares or remarks.
 */
export const readWhole = (actor: Actor): SQL | undefined =>
  onlyCounts(actor) ? or(ownRows(actor), inArray(achievements.state, [...published])) : undefined
