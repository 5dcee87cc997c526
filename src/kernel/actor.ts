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

/** Whether one of the actor's roles opens this door. The system passes: it acts only where our own code sends it. */
export function holds(actor: Actor, permission: Permission): boolean {
  if (actor.kind === 'system') return true
  const allowed: readonly Role[] = permissions[permission]
  return actor.roles.some((role) => allowed.includes(role))
}

export const isOffice = (actor: Actor, officeId: string): boolean =>
  actor.officeId !== null && actor.officeId === officeId
