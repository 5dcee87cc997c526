import { eq, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds } from '../kernel/actor.ts'
import { organisations } from './table.ts'

export type OrganisationAction = 'create' | 'read' | 'edit'
type Row = { readonly officeId: string }

/** An address book is its office's own. */
export function may(actor: Actor, action: OrganisationAction, organisation: Row): boolean {
  return (
    belongsTo(actor, organisation.officeId) &&
    holds(actor, action === 'read' ? 'organisation.read' : 'organisation.edit')
  )
}

export function visible(actor: Actor): SQL {
  if (actor.officeId === null || !holds(actor, 'organisation.read')) return sql`0`
  return eq(organisations.officeId, actor.officeId)
}
