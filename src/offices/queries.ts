import { desc, eq } from 'drizzle-orm'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { getMember, listMembers } from '../identity/members/queries.ts'
import { listInvitations, listKeys } from '../identity/queries.ts'
import { tenants } from '../organisations/table.ts'

/** Every office of the platform, for its administrator: names and dates, nothing of what is in them. */
export async function listOffices(ctx: Ctx) {
  decided(ctx)
  return ctx.db.select().from(tenants).where(eq(tenants.kind, 'office')).orderBy(desc(tenants.createdAt)).limit(500)
}

/** The organisation the actor speaks for. Refuses who speaks for none. */
export function ownTenantId(ctx: Ctx): string {
  const { tenantId } = ctx.actor
  if (tenantId === null) throw refuse('forbidden', 'error.no_organisation')
  decided(ctx)
  return tenantId
}

export const ownMember = (ctx: Ctx, id: string) => getMember(ctx, ownTenantId(ctx), id)
export const ownMembers = (ctx: Ctx) => listMembers(ctx, ownTenantId(ctx))
export const ownInvitations = (ctx: Ctx) => listInvitations(ctx, ownTenantId(ctx))
export const ownKeys = (ctx: Ctx) => listKeys(ctx, ownTenantId(ctx))
