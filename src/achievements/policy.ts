import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds, isBy, ofDesk } from '../kernel/actor.ts'
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
}

/** What is judged before a record is there: a draft of the actor's own office. */
export const unborn = (actor: Actor): Judged => ({
  officeId: actor.officeId ?? '',
  state: 'draft',
  disclosedBy: null,
  contributorIds: [],
})

/** Filed by the actor, or the actor is among those who made it. */
export function isOwn(actor: Actor, achievement: Judged): boolean {
  return (
    isBy(actor, achievement.disclosedBy) ||
    (actor.personId !== null && achievement.contributorIds.includes(actor.personId))
  )
}

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
  if (!ofDesk(actor) && !isOwn(actor, achievement)) return false
  if (action === 'read') return holds(actor, 'achievement.read')
  if (action === 'edit')
    return (
      holds(actor, 'achievement.edit') &&
      (holds(actor, 'achievement.check') ? beforeDecision.includes(achievement.state) : achievement.state === 'draft')
    )
  const step = achievementSteps[action]
  return holds(actor, step.permission) && !('checker' in step && isOwn(actor, achievement))
}

/** The same as `may(…, 'read', …)`, as SQL. */
export function visible(actor: Actor): SQL {
  if (actor.officeId === null || !holds(actor, 'achievement.read')) return sql`0`
  const office = eq(achievements.officeId, actor.officeId)
  if (ofDesk(actor)) return office
  return and(
    office,
    or(
      eq(achievements.disclosedBy, actor.accountId ?? ''),
      sql`${achievements.id} in (select achievement_id from achievement_contributors where person_id = ${actor.personId ?? ''})`
    )
  )!
}
