import { and, eq, isNull, ne, sql } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import type { Ctx, WriteCtx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Role } from '../../kernel/permissions.ts'
import { deputies, memberships, sessions } from '../table.ts'
import { getMember, type MemberRow } from './queries.ts'

/** The roles without which nobody could manage an organisation's members any more. */
const leading: readonly Role[] = ['office_head', 'enterprise_head']
const leads = (roles: readonly Role[]): boolean => roles.some((role) => leading.includes(role))

/** An organisation keeps one who leads it: the last one neither leaves nor loses the role. */
async function refuseLastHead(ctx: Ctx, tenantId: string, one: MemberRow): Promise<void> {
  if (!leads(one.roles) || one.suspendedAt !== null) return
  const others = await ctx.db
    .select({ roles: memberships.roles })
    .from(memberships)
    .where(
      and(
        eq(memberships.tenantId, tenantId),
        isNull(memberships.endedAt),
        isNull(memberships.suspendedAt),
        ne(memberships.id, one.id)
      )
    )
  if (!others.some(({ roles }) => leads(roles))) throw refuse('wrong_state', 'member.last_head', { name: one.name })
}

const tell = (
  ctx: WriteCtx,
  tenantId: string,
  event: 'roles_changed' | 'suspended' | 'resumed' | 'removed' | 'left',
  params: Record<string, string>
) => record(ctx, `member.${event}`, { kind: 'tenant', id: tenantId, officeId: tenantId }, { params })

/** Sessions that speak for a membership end with it (ASVS 7.4.2): the next request is nobody's. */
const endSessionsOf = (ctx: WriteCtx, membershipId: string) =>
  ctx.db.delete(sessions).where(eq(sessions.membershipId, membershipId))

/** Gives a member other roles. They hold from the next request on. */
export function changeRoles(ctx: Ctx, tenantId: string, id: string, roles: readonly Role[]): Promise<MemberRow> {
  return transaction(ctx, async (ctx) => {
    const one = await getMember(ctx, tenantId, id)
    if (!leads(roles)) await refuseLastHead(ctx, tenantId, one)
    const sorted = [...new Set(roles)].toSorted()
    if (sorted.join() === [...one.roles].toSorted().join()) return one
    await ctx.db.update(memberships).set({ roles }).where(eq(memberships.id, id))
    const said = roles.map((role) => `@role.${role}`).join(' ')
    await tell(ctx, tenantId, 'roles_changed', { name: one.name, roles: said })
    return { ...one, roles }
  })
}

/** Keeps a member out for the time being, and ends their sessions. */
export function suspendMember(ctx: Ctx, tenantId: string, id: string): Promise<MemberRow> {
  return transaction(ctx, async (ctx) => {
    const one = await getMember(ctx, tenantId, id)
    if (one.suspendedAt !== null) throw refuse('wrong_state', 'member.suspended_already', { name: one.name })
    if (one.accountId === ctx.actor.accountId) throw refuse('wrong_state', 'member.not_yourself')
    await refuseLastHead(ctx, tenantId, one)
    await ctx.db.update(memberships).set({ suspendedAt: ctx.now }).where(eq(memberships.id, id))
    await endSessionsOf(ctx, id)
    await tell(ctx, tenantId, 'suspended', { name: one.name })
    return { ...one, suspendedAt: ctx.now }
  })
}

export function resumeMember(ctx: Ctx, tenantId: string, id: string): Promise<MemberRow> {
  return transaction(ctx, async (ctx) => {
    const one = await getMember(ctx, tenantId, id)
    if (one.suspendedAt === null) throw refuse('wrong_state', 'member.not_suspended', { name: one.name })
    await ctx.db.update(memberships).set({ suspendedAt: null }).where(eq(memberships.id, id))
    await tell(ctx, tenantId, 'resumed', { name: one.name })
    return { ...one, suspendedAt: null }
  })
}

/** Ends a membership: by the organisation, or by the member who leaves. What they made stays. */
export function endMembership(ctx: Ctx, tenantId: string, id: string): Promise<MemberRow> {
  return transaction(ctx, async (ctx) => {
    const one = await getMember(ctx, tenantId, id)
    await refuseLastHead(ctx, tenantId, one)
    await ctx.db.update(memberships).set({ endedAt: ctx.now }).where(eq(memberships.id, id))
    await ctx.db
      .update(deputies)
      .set({ endedAt: ctx.now })
      .where(and(isNull(deputies.endedAt), sql`${id} in (${deputies.absentId}, ${deputies.deputyId})`))
    await endSessionsOf(ctx, id)
    await tell(ctx, tenantId, one.accountId === ctx.actor.accountId ? 'left' : 'removed', { name: one.name })
    return one
  })
}
