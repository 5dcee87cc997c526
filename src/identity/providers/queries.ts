import { and, asc, eq, isNotNull, isNull, sql } from 'drizzle-orm'
import { type Ctx, decided } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { say } from '../../kernel/text.ts'
import { tenants } from '../../organisations/table.ts'
import { accounts, ceremonies, identities, memberships, providers, sessions } from '../table.ts'

export type ProviderRow = typeof providers.$inferSelect

/** The name under which a session is known to have been at a provider. */
export const visitId = (sessionHash: string, providerId: string): string => `${sessionHash}:${providerId}`

/** A provider people may sign in by: switched on, of an office at work. */
export async function openProvider(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({ provider: providers, organisation: tenants.name })
    .from(providers)
    .innerJoin(tenants, eq(tenants.id, providers.tenantId))
    .where(and(eq(providers.id, id), eq(providers.active, true), eq(tenants.state, 'active')))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return row
}

const most = 20
/** What the sign-in page offers: all that are open, by the office's name, as far as it holds what was typed. */
export async function offeredProviders(ctx: Ctx, typed: string) {
  const rows = await ctx.db
    .select({ id: providers.id, name: providers.name, organisation: tenants.name })
    .from(providers)
    .innerJoin(tenants, eq(tenants.id, providers.tenantId))
    .where(and(eq(providers.active, true), eq(tenants.state, 'active')))
    .limit(5_000)
  const plain = (text: string | undefined) => (text ?? '').normalize('NFKC').toLowerCase()
  const sought = plain(typed.trim())
  const found = rows
    .filter(({ name, organisation }) =>
      [organisation.zh, organisation.en, name.zh, name.en].some((text) => plain(text).includes(sought))
    )
    .map(({ id, name, organisation }) => ({
      id,
      name: say(name, ctx.locale).text,
      organisation: say(organisation, ctx.locale).text,
    }))
    .toSorted((a, b) => a.organisation.localeCompare(b.organisation, ctx.locale) || a.name.localeCompare(b.name))
  return { offered: found.slice(0, most), more: found.length - most, all: rows.length }
}

/** Whose identity this is; null when nobody has linked it. */
export async function accountOf(ctx: Ctx, claim: { readonly issuer: string; readonly subject: string }) {
  const [row] = await ctx.db
    .select({ id: accounts.id, name: accounts.name })
    .from(identities)
    .innerJoin(accounts, eq(accounts.id, identities.accountId))
    .where(and(eq(identities.issuer, claim.issuer), eq(identities.subject, claim.subject)))
  return row ?? null
}

/** The reader's own identities. */
export async function ownIdentities(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({
      issuer: identities.issuer,
      subject: identities.subject,
      createdAt: identities.createdAt,
      lastUsedAt: identities.lastUsedAt,
      provider: providers.name,
      organisation: tenants.name,
    })
    .from(identities)
    .innerJoin(providers, eq(providers.id, identities.providerId))
    .innerJoin(tenants, eq(tenants.id, providers.tenantId))
    .where(eq(identities.accountId, ctx.actor.accountId ?? ''))
    .orderBy(identities.createdAt)
}

/** The providers of the organisations an account belongs to: only these can be linked, for whoever runs one is trusted. */
export async function linkableProviders(ctx: Ctx, accountId: string) {
  const linked = sql<number>`exists (select 1 from identities i where i.account_id = ${accountId} and i.provider_id = ${providers.id})`
  return ctx.db
    .select({
      id: providers.id,
      name: providers.name,
      organisation: tenants.name,
      required: sql<number>`${tenants.requiredProviderId} is ${providers.id}`,
      linked,
    })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .innerJoin(providers, and(eq(providers.tenantId, tenants.id), eq(providers.active, true)))
    .where(and(eq(memberships.accountId, accountId), isNull(memberships.endedAt), isNull(memberships.suspendedAt)))
    .orderBy(memberships.createdAt, providers.createdAt)
}

/**
 * The membership a new session speaks for: the first, or the provider's own. Where the organisation requires its
 * provider, only a session begun there speaks for it. Who has nothing else, and has linked it, is sent there in words;
 * who has not yet is let in to link it, and speaks for nobody until then.
 */
export async function membershipToSpeakFor(ctx: Ctx, accountId: string, providerId: string | undefined) {
  const rows = await ctx.db
    .select({
      id: memberships.id,
      organisation: tenants.name,
      required: tenants.requiredProviderId,
      provider: providers.name,
      linked: sql<number>`exists (select 1 from identities i where i.account_id = ${accountId} and i.provider_id = ${tenants.requiredProviderId})`,
      own: sql<number>`exists (select 1 from sign_in_providers p where p.id = ${providerId ?? ''} and p.tenant_id = ${tenants.id})`,
      administrator: accounts.administrator,
    })
    .from(memberships)
    .innerJoin(accounts, eq(accounts.id, memberships.accountId))
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .leftJoin(providers, eq(providers.id, tenants.requiredProviderId))
    .where(and(eq(memberships.accountId, accountId), isNull(memberships.endedAt), isNull(memberships.suspendedAt)))
    .orderBy(memberships.createdAt)
  const open = rows.filter(({ required }) => required === null || required === providerId)
  const chosen = open.find(({ own }) => own === 1) ?? open[0]
  if (chosen !== undefined) return chosen.id
  const closed = rows.find(({ linked }) => linked === 1)
  if (closed !== undefined && !closed.administrator) throw requires(ctx, closed)
  return null
}

type Requiring = { readonly organisation: ProviderRow['name']; readonly provider: ProviderRow['name'] | null }
const requires = (ctx: Ctx, { organisation, provider }: Requiring) =>
  refuse('wrong_state', 'provider.required', {
    organisation: say(organisation, ctx.locale).text,
    provider: say(provider ?? {}, ctx.locale).text,
  })

/** Refuses to let a session speak for an organisation that requires a provider the session has not been at. */
export async function refuseUnvisited(ctx: Ctx, membershipId: string, sessionHash: string): Promise<void> {
  const [row] = await ctx.db
    .select({ organisation: tenants.name, providerId: providers.id, provider: providers.name })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .innerJoin(providers, eq(providers.id, tenants.requiredProviderId))
    .where(eq(memberships.id, membershipId))
  if (row !== undefined && !(await hasVisited(ctx, sessionHash, row.providerId))) throw requires(ctx, row)
}

/** Whether a session was begun or confirmed at a provider. */
export async function hasVisited(ctx: Ctx, sessionHash: string, providerId: string): Promise<boolean> {
  const [row] = await ctx.db
    .select({ id: ceremonies.id })
    .from(ceremonies)
    .where(eq(ceremonies.id, visitId(sessionHash, providerId)))
  return row !== undefined
}

/** The providers of one organisation, for its head; `required` says which one everybody has to sign in by. */
export async function listProviders(ctx: Ctx, tenantId: string) {
  decided(ctx)
  return ctx.db
    .select(shown)
    .from(providers)
    .innerJoin(tenants, eq(tenants.id, providers.tenantId))
    .where(eq(providers.tenantId, tenantId))
    .orderBy(asc(providers.createdAt))
    .limit(100)
}
const shown = { row: providers, required: sql<number>`${tenants.requiredProviderId} is ${providers.id}` }

/** Another organisation's provider is simply not there. */
export async function getProvider(ctx: Ctx, tenantId: string, id: string) {
  decided(ctx)
  const [found] = await ctx.db
    .select(shown)
    .from(providers)
    .innerJoin(tenants, eq(tenants.id, providers.tenantId))
    .where(and(eq(providers.id, id), eq(providers.tenantId, tenantId)))
  if (found === undefined) throw refuse('not_found', 'error.not_found')
  return found
}

/** The provider that an open invitation's organisation offers its people. */
export async function providersOfInvitation(ctx: Ctx, invitationId: string) {
  return ctx.db
    .select({ id: providers.id, name: providers.name })
    .from(providers)
    .innerJoin(tenants, eq(tenants.id, providers.tenantId))
    .where(
      and(
        sql`${providers.tenantId} = (select n.tenant_id from invitations n where n.id = ${invitationId})`,
        eq(providers.active, true)
      )
    )
    .orderBy(providers.createdAt)
    .limit(5)
}

/** Which organisations require a provider, for the platform's administrator. */
export async function listRequirements(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({ id: tenants.id, organisation: tenants.name, provider: providers.name, kind: providers.kind })
    .from(tenants)
    .innerJoin(providers, eq(providers.id, tenants.requiredProviderId))
    .where(isNotNull(tenants.requiredProviderId))
    .orderBy(tenants.createdAt)
    .limit(500)
}

/** Whose a session is that was just begun. */
export async function sessionAccount(ctx: Ctx, sessionHash: string) {
  const [row] = await ctx.db
    .select({ id: accounts.id, name: accounts.name })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .where(eq(sessions.tokenHash, sessionHash))
  return row!
}

/** Whether somebody speaks for nobody only because their organisation's provider was not asked. */
export async function awaitsProvider(ctx: Ctx): Promise<boolean> {
  const linkable = await linkableProviders(ctx, ctx.actor.accountId ?? '')
  return linkable.some(({ required }) => required === 1)
}
