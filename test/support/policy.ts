import type { Actor } from '../../src/kernel/actor.ts'
import { nobody, system } from '../../src/kernel/actor.ts'
import type { Role } from '../../src/kernel/permissions.ts'

/** Ids of a world that exists in policies alone. */
export const world = { office: 'office A', other: 'office B', firm: 'firm', strangers: 'other firm' }

const person = (name: string, tenantId: string | null, roles: readonly Role[], officeId = tenantId): Actor => ({
  kind: 'person',
  accountId: name,
  membershipId: name,
  personId: roles.includes('inventor') ? name : null,
  tenantId,
  officeId,
  roles,
  name,
})

/** Who stands in every truth table: `owner` filed or drafted the record, `own officer` had a part in it and decides elsewhere. */
export const actors: readonly Actor[] = [
  { ...nobody, name: 'nobody' },
  person('officer', world.office, ['officer']),
  person('head', world.office, ['office_head']),
  person('legal', world.office, ['legal']),
  person('finance', world.office, ['finance']),
  person('leadership', world.office, ['leadership']),
  person('reviewer', world.office, ['reviewer']),
  {
    ...person('deputy of own', world.office, ['officer', 'office_head', 'legal']),
    standsInFor: [
      { accountId: 'own officer', personId: 'own officer', name: 'own officer', roles: ['office_head', 'legal'] },
    ],
  },
  person('owner', world.office, ['inventor']),
  person('contributor', world.office, ['inventor']),
  person('colleague', world.office, ['inventor']),
  person('own officer', world.office, ['officer', 'office_head', 'legal', 'inventor']),
  { ...person('key of an officer', world.office, ['officer']), kind: 'machine', accountId: 'key:officer' },
  system('job of the office', world.office),
  system('job of the platform', null),
  person('other head', world.other, ['office_head']),
  person('other legal', world.other, ['legal']),
  person('other inventor', world.other, ['inventor']),
  person('firm', world.firm, ['enterprise_member'], null),
  person('stranger', world.strangers, ['enterprise_member'], null),
  person('government', 'government', ['government_viewer'], null),
  person('administrator', null, ['administrator']),
]

/**
 * A policy as a table to read: for each action one line an actor who may, with the states in which it is so.
 * Who may never stands in no line.
 */
export function truthTable<A extends string, S extends string>(
  actions: readonly A[],
  states: readonly S[],
  may: (actor: Actor, action: A, state: S) => boolean
): string {
  const lines = actions.flatMap((action) => {
    const allowed = actors.flatMap((actor) => {
      const where = states.filter((state) => may(actor, action, state))
      if (where.length === 0) return []
      const said = where.length === states.length ? 'always' : where.join(' ')
      return [`  ${actor.name.padEnd(20)}${said}`]
    })
    return [action, ...(allowed.length === 0 ? ['  no one'] : allowed), '']
  })
  return lines.join('\n')
}

/** A room's actions: its own verbs, then its steps. */
export const verbs = <A extends string, N extends string>(own: readonly A[], steps: Readonly<Record<N, unknown>>) => [
  ...own,
  ...Object.keys(steps).filter((noun): noun is N => noun in steps),
]
