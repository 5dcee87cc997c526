import { fill, type Words } from '../kernel/messages.ts'
import { type Permission, permissions, type Role, roles } from '../kernel/permissions.ts'

type Limit = 'own' | 'party' | 'asked'

/** What the record's own policy narrows a role to, where the door alone says too much. */
const limits: Partial<Record<Role, Limit>> = {
  inventor: 'own',
  reviewer: 'asked',
  enterprise_head: 'party',
  enterprise_member: 'party',
}
/** Doors whose records are narrowed for these roles. */
const narrowed = /^(achievement|patent|agreement|contract)\./

export type PolicyLine = {
  readonly permission: Permission
  readonly act: string
  readonly roles: readonly { readonly role: Role; readonly said: string; readonly limit: string | null }[]
}

/** The table that opens the doors, in words: one line a permission with the roles that hold it. */
export function policyLines(t: Words): PolicyLine[] {
  return (Object.keys(permissions) as Permission[]).map((permission) => ({
    permission,
    act: fill(t.locale, `permission.${permission}`),
    roles: roles
      .filter((role) => (permissions[permission] as readonly Role[]).includes(role))
      .map((role) => {
        const limit = narrowed.test(permission) ? limits[role] : undefined
        return { role, said: t(`role.${role}`), limit: limit === undefined ? null : t(`policy.limit.${limit}`) }
      }),
  }))
}

/** Who holds it: "head of office, inventor (own ones only)". */
export const sayHolders = (t: Words, { roles: held }: PolicyLine): string =>
  held
    .map(({ said, limit }) =>
      limit === null ? said : t.locale === 'en' ? `${said} (${limit})` : `${said}（${limit}）`
    )
    .join(t.locale === 'en' ? ', ' : '、')
