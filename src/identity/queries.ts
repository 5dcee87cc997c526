import { and, desc, eq, gt, isNull, or } from 'drizzle-orm'
import type { Ctx } from '../kernel/context.ts'
import type { Role } from '../kernel/permissions.ts'
import { tenants } from '../organisations/table.ts'
import { accounts, apiKeys, invitations, memberships } from './table.ts'

export async function accountByEmail(ctx: Ctx, email: string) {
  const [row] = await ctx.db.select().from(accounts).where(eq(accounts.email, email))
  return row ?? null
}

/** The newest invitation to an address that can still be accepted, from whatever organisation. */
export async function openInvitation(ctx: Ctx, email: string) {
  const [row] = await ctx.db
    .select({ id: invitations.id, tenantId: invitations.tenantId })
    .from(invitations)
    .where(
      and(
        eq(invitations.email, email),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt),
        gt(invitations.expiresAt, ctx.now)
      )
    )
    .orderBy(desc(invitations.createdAt))
    .limit(1)
  return row ?? null
}

/** Invitations this organisation sent, or that offer membership of it, and nobody has accepted yet. */
export async function listInvitations(ctx: Ctx, tenantId: string) {
  return ctx.db
    .select()
    .from(invitations)
    .where(
      and(
        or(eq(invitations.officeId, tenantId), eq(invitations.tenantId, tenantId)),
        isNull(invitations.acceptedAt),
        isNull(invitations.withdrawnAt)
      )
    )
    .orderBy(desc(invitations.createdAt))
    .limit(200)
}

export async function listKeys(ctx: Ctx, tenantId: string) {
  return ctx.db
    .select({
      publicId: apiKeys.publicId,
      name: apiKeys.name,
      roles: apiKeys.roles,
      createdAt: apiKeys.createdAt,
      expiresAt: apiKeys.expiresAt,
      lastUsedAt: apiKeys.lastUsedAt,
      revokedAt: apiKeys.revokedAt,
    })
    .from(apiKeys)
    .where(eq(apiKeys.tenantId, tenantId))
    .orderBy(desc(apiKeys.createdAt))
    .limit(200)
}

/** Address and language of everybody in an organisation who holds one of these roles. */
export async function addressesOf(ctx: Ctx, tenantId: string, roles: readonly Role[]) {
  const rows = await ctx.db
    .select({ email: accounts.email, locale: accounts.locale, roles: memberships.roles })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .where(and(eq(memberships.tenantId, tenantId), isNull(memberships.endedAt), isNull(memberships.suspendedAt)))
    .limit(500)
  return rows.filter((row) => row.roles.some((role) => roles.includes(role)))
}

/** Address and language of one account. */
export async function addressOf(ctx: Ctx, accountId: string) {
  const [row] = await ctx.db
    .select({ email: accounts.email, locale: accounts.locale })
    .from(accounts)
    .where(eq(accounts.id, accountId))
  return row ?? null
}

export async function hasAdministrator(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.db.select({ id: accounts.id }).from(accounts).where(eq(accounts.administrator, true)).limit(1)
  return row !== undefined
}

/** What an open invitation says, for the page on which it is accepted. */
export async function invitationText(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({ name: invitations.name, roles: invitations.roles, organisation: tenants.name })
    .from(invitations)
    .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
    .where(eq(invitations.id, id))
  return row ?? null
}
