import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds } from '../kernel/actor.ts'
import { organisations } from './table.ts'

export type OrganisationAction = 'create' | 'read' | 'edit'
type Row = { readonly officeId: string; readonly mergedIntoId?: string | null }

/** An address book is its office's own. What was merged into another entry is there no more. */
export function may(actor: Actor, action: OrganisationAction, organisation: Row): boolean {
  return (
    belongsTo(actor, organisation.officeId) &&
    (organisation.mergedIntoId ?? null) === null &&
    holds(actor, action === 'read' ? 'organisation.read' : 'organisation.edit')
  )
}

export function visible(actor: Actor): SQL {
  if (actor.officeId === null || !holds(actor, 'organisation.read')) return sql`0`
  return and(eq(organisations.officeId, actor.officeId), isNull(organisations.mergedIntoId))!
}
