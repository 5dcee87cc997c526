import { and, asc, eq, isNull } from 'drizzle-orm'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Role } from '../../kernel/permissions.ts'
import { accounts, memberships } from '../table.ts'

export type MemberRow = {
  readonly id: string
  readonly accountId: string
  readonly personId: string | null
  readonly name: string
  readonly email: string
  readonly roles: readonly Role[]
  readonly createdAt: string
  readonly suspendedAt: string | null
}

const member = {
  id: memberships.id,
  accountId: memberships.accountId,
  personId: memberships.personId,
  name: accounts.name,
  email: accounts.email,
  roles: memberships.roles,
  createdAt: memberships.createdAt,
  suspendedAt: memberships.suspendedAt,
}

/** Who belongs to an organisation now, suspended ones too. */
export function listMembers(ctx: Ctx, tenantId: string): Promise<MemberRow[]> {
  return ctx.db
    .select(member)
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(and(eq(memberships.tenantId, tenantId), isNull(memberships.endedAt)))
    .orderBy(asc(memberships.createdAt))
    .limit(500)
}

/** A member of the organisation; somebody of another one is simply not there. */
export async function getMember(ctx: Ctx, tenantId: string, id: string): Promise<MemberRow> {
  const [row] = await ctx.db
    .select(member)
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(and(eq(memberships.id, id), eq(memberships.tenantId, tenantId), isNull(memberships.endedAt)))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return row
}
