import { and, eq, isNull, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds } from '../kernel/actor.ts'
import { people } from './table.ts'

export type PersonAction = 'create' | 'read' | 'edit'
type Row = { readonly officeId: string; readonly mergedIntoId?: string | null }

/** An office's people are its own. What was merged into another entry is there no more. */
export function may(actor: Actor, action: PersonAction, person: Row): boolean {
  return (
    belongsTo(actor, person.officeId) &&
    (person.mergedIntoId ?? null) === null &&
    holds(actor, action === 'read' ? 'person.read' : 'person.edit')
  )
}

export function visible(actor: Actor): SQL {
  if (actor.officeId === null || !holds(actor, 'person.read')) return sql`0`
  return and(eq(people.officeId, actor.officeId), isNull(people.mergedIntoId))!
}
