import { and, eq, isNull, ne, or, type SQL, sql } from 'drizzle-orm'
import type { Audience, Level } from '../documents/document.ts'
import { documents, notes } from '../documents/table.ts'
import { type Actor, belongsTo, holds, ofDesk } from '../kernel/actor.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { RecordKind } from './attachment.ts'

// All of this is asked beside a record that the actor was already allowed to read: that door is the room's own.

/** `own`: the actor made the record (an inventor's disclosure). */
export type JudgedRecord = { readonly kind: RecordKind; readonly officeId: string; readonly own: boolean }
/** `editing`: the permission to change records of this kind. */
export type JudgedFile = {
  readonly tenantId: string | null
  readonly audience: Audience
  readonly level: Level
  readonly addedBy: string | null
  readonly withdrawnAt: string | null
  readonly editing: Permission
}
export type JudgedNote = {
  readonly tenantId: string
  readonly authorId: string | null
  readonly withdrawnAt: string | null
}

/** Works for the organisation: in an office at its desk, in an enterprise everybody. Not who only invents or reviews. */
const inside = (actor: Actor): boolean => (actor.officeId === null ? ofFirm(actor) : ofDesk(actor))
const ofFirm = (actor: Actor): boolean =>
  actor.roles.some((role) => role === 'enterprise_head' || role === 'enterprise_member')
const closest = (actor: Actor, editing: Permission): boolean =>
  inside(actor) && (actor.officeId === null || holds(actor, editing))

/** Adding files and notes: an office's desk, the other party of an agreement, an inventor to an own disclosure. */
export function mayAdd(actor: Actor, _: 'add', record: JudgedRecord): boolean {
  if (actor.tenantId === null) return false
  if (actor.officeId === null) return ofFirm(actor) && record.kind === 'agreement'
  return ofDesk(actor) || (belongsTo(actor, record.officeId) && record.own)
}

/**
 * The own organisation sees its files, the others at the record those for all parties. Who does not work at the desk
 * sees open ones and what they added; restricted ones are for those who may change the record.
 */
export function may(actor: Actor, action: 'read' | 'change', file: JudgedFile): boolean {
  if (actor.tenantId === null) return false
  const own = file.tenantId === actor.tenantId
  const mine = own && actor.accountId !== null && file.addedBy === actor.accountId
  if (action === 'change')
    return own && file.withdrawnAt === null && (mine || inside(actor)) && may(actor, 'read', file)
  if (mine) return true
  if (file.withdrawnAt !== null && !(own && inside(actor))) return false
  if (file.level === 'restricted') return own && closest(actor, file.editing)
  return file.audience === 'parties' || (own && (inside(actor) || file.level === 'open'))
}

/** The same as `may(…, 'read', …)`, as SQL. */
export function visible(actor: Actor, editing: Permission): SQL {
  if (actor.tenantId === null) return sql`0`
  const own = eq(documents.tenantId, actor.tenantId)
  const among = inside(actor)
  const mine = actor.accountId === null ? sql`0` : and(own, eq(documents.addedBy, actor.accountId))
  const standing = among ? or(isNull(documents.withdrawnAt), own) : isNull(documents.withdrawnAt)
  const usual = and(
    ne(documents.level, 'restricted'),
    or(eq(documents.audience, 'parties'), among ? own : and(own, eq(documents.level, 'open')))
  )
  const restricted = closest(actor, editing) ? and(eq(documents.level, 'restricted'), own) : sql`0`
  return or(mine, and(standing, or(usual, restricted)))!
}

/** A note is its own organisation's for ever; who does not work at the desk sees what they wrote themselves. */
export function mayNote(actor: Actor, action: 'read' | 'withdraw', note: JudgedNote): boolean {
  if (actor.tenantId === null || note.tenantId !== actor.tenantId) return false
  const mine = actor.accountId !== null && note.authorId === actor.accountId
  return action === 'read' ? inside(actor) || mine : mine && note.withdrawnAt === null
}

/** The same as `mayNote(…, 'read', …)`, as SQL. */
export function visibleNotes(actor: Actor): SQL {
  if (actor.tenantId === null) return sql`0`
  const own = eq(notes.tenantId, actor.tenantId)
  if (inside(actor)) return own
  return actor.accountId === null ? sql`0` : and(own, eq(notes.authorId, actor.accountId))!
}
