import { and, desc, eq, isNull, sql } from 'drizzle-orm'
import { invitations } from '../../identity/table.ts'
import { type Ctx, decided } from '../../kernel/context.ts'

const leads = sql`exists (select 1 from json_each(${invitations.roles}) where value = 'office_head')`
const headless = sql`not exists (
  select 1 from memberships m, json_each(m.roles) r
  where m.tenant_id = ${invitations.tenantId} and m.ended_at is null and r.value = 'office_head')`

/** Heads who were invited to an office that has none yet: until one comes, nobody in it could send the invitation again. */
export async function headInvitations(ctx: Ctx) {
  decided(ctx)
  const { id, tenantId, name, email, expiresAt } = invitations
  return ctx.db
    .select({ id, tenantId, name, email, expiresAt })
    .from(invitations)
    .where(
      and(
        eq(invitations.officeId, invitations.tenantId),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
        leads,
        headless
      )
    )
    .orderBy(desc(invitations.createdAt))
    .limit(500)
}
