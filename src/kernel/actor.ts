import { permissions, type Permission, type Role } from './permissions.ts'

/** Who asks. `tenantId` is the organisation the session speaks for; `officeId` is the same when that is an office. */
export type Actor = {
  readonly kind: 'nobody' | 'person' | 'machine' | 'system'
  readonly accountId: string | null
  readonly membershipId: string | null
  readonly personId: string | null
  readonly tenantId: string | null
  readonly officeId: string | null
  readonly roles: readonly Role[]
  /** How history names the actor: a person's name, a key's name, the name of a job. */
  readonly name: string
  /** The roles of the actor's own membership, where others are lent to them. */
  readonly ownRoles?: readonly Role[]
  /** For whom the actor stands in while they are away: their roles are among `roles`, their own records theirs too. */
  readonly standsInFor?: readonly Absent[]
  /** Whose place the actor takes in this request, which their own roles alone do not open. */
  readonly actsFor?: string
}
export type Absent = {
  readonly accountId: string
  readonly personId: string | null
  readonly name: string
  readonly roles: readonly Role[]
}

export const nobody: Actor = {
  kind: 'nobody',
  accountId: null,
  membershipId: null,
  personId: null,
  tenantId: null,
  officeId: null,
  roles: [],
  name: '',
}

/** The product itself, working for one office (or for the platform) in a job, an import or the CLI. */
export const system = (name: string, officeId: string | null): Actor => ({
  ...nobody,
  kind: 'system',
  tenantId: officeId,
  officeId,
  name,
})

/** A person's own, also while they speak for no organisation: how else would they get back into one? */
const own: readonly Permission[] = ['home.read', 'account.manage', 'account.secure']

/** Whether one of the actor's roles opens this door. The system passes: it acts only where our own code sends it. */
export function holds(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  if (actor.kind === 'person' && own.includes(permission)) return true
  const allowed: readonly Role[] = permissions[permission]
  return actor.roles.some((role) => allowed.includes(role))
}

/** Whether the actor speaks for this office, in whatever role: an inventor does too. */
export const belongsTo = (actor: Actor, officeId: string): boolean =>
  actor.officeId !== null && actor.officeId === officeId

const deskRoles: readonly Role[] = ['officer', 'office_head', 'legal', 'finance', 'leadership']
/** Works in an office. Inventors and reviewers belong to one too, and see only what is theirs or was given to them. */
export const ofDesk = (actor: Actor): boolean =>
  actor.kind === 'system' || actor.roles.some((role) => deskRoles.includes(role))

/** Whether the actor works in this office. */
export const isOffice = (actor: Actor, officeId: string): boolean => belongsTo(actor, officeId) && ofDesk(actor)

/** Whether a record is by the actor, or by whom they stand in for: nobody approves either of them. */
export const isBy = (actor: Actor, accountId: string | null): boolean =>
  accountId !== null &&
  (accountId === actor.accountId || (actor.standsInFor ?? []).some((absent) => absent.accountId === accountId))

/** In whose place the actor goes through this door; undefined when their own roles open it. */
export function absentBehind(actor: Actor, permission: Permission): string | undefined {
  const absent = actor.standsInFor ?? []
  if (absent.length === 0) return undefined
  if (holds({ ...actor, roles: actor.ownRoles ?? [] }, permission)) return undefined
  return absent.find((one) => holds({ ...actor, roles: one.roles }, permission))?.name
}
