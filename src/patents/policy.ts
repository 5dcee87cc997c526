import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds, ofDesk } from '../kernel/actor.ts'
import { type PatentStep, patentSteps } from './steps.ts'
import { patents } from './table.ts'

export type PatentAction = 'create' | 'read' | 'edit' | PatentStep
/** `holderTenants`: the signing-in organisations among applicants and patentees; `inventorIds`: people of the linked achievements. */
export type Judged = {
  readonly officeId: string
  readonly holderTenants: readonly string[]
  readonly inventorIds: readonly string[]
  readonly disclosers: readonly string[]
}

/** Somebody who only invents sees no patents that the organisation co-owns with another office. */
const onlyInvents = (actor: Actor): boolean =>
  actor.roles.length > 0 && actor.roles.every((role) => role === 'inventor')

/** The office sees its patents, co-owners who sign in see theirs, inventors those of their achievements. */
export function may(actor: Actor, action: PatentAction, patent: Judged): boolean {
  if (action === 'read') {
    if (!holds(actor, 'patent.read')) return false
    if (actor.tenantId !== null && actor.tenantId !== patent.officeId)
      return patent.holderTenants.includes(actor.tenantId) && !onlyInvents(actor)
    if (!belongsTo(actor, patent.officeId)) return false
    return (
      ofDesk(actor) ||
      (actor.personId !== null && patent.inventorIds.includes(actor.personId)) ||
      (actor.accountId !== null && patent.disclosers.includes(actor.accountId))
    )
  }
  if (!belongsTo(actor, patent.officeId)) return false
  return holds(actor, action === 'create' || action === 'edit' ? 'patent.edit' : patentSteps[action].permission)
}

/** The same as `may(…, 'read', …)`, as SQL: conditions of which a patent meets one at the most. */
export function ways(actor: Actor): SQL[] {
  if (actor.tenantId === null || !holds(actor, 'patent.read')) return []
  const own = eq(patents.officeId, actor.tenantId)
  const office = actor.officeId === null ? [] : [ofDesk(actor) ? own : and(own, ofInventor(actor))!]
  if (onlyInvents(actor)) return office
  // The office's entry in its own address book is left out at once: it holds most of what is the office's anyway.
  const held = sql`${patents.id} in (select h.patent_id from organisations o join patent_holders h on h.organisation_id = o.id where o.tenant_id = ${actor.tenantId} and o.office_id <> ${actor.tenantId})`
  return [...office, held]
}

export const visible = (actor: Actor): SQL => or(...ways(actor)) ?? sql`0`

const ofInventor = (actor: Actor): SQL =>
  sql`${patents.id} in (
    select l.patent_id from patent_achievements l join achievements a on a.id = l.achievement_id where a.disclosed_by = ${actor.accountId ?? ''}
    union select l.patent_id from achievement_contributors c join patent_achievements l on l.achievement_id = c.achievement_id where c.person_id = ${actor.personId ?? ''})`
