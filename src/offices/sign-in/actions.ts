import { and, eq, isNotNull } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { changesBetween, record } from '../../history/actions.ts'
import { type Ctx, decided, type WriteCtx } from '../../kernel/context.ts'
import { fault, refuse, refuseFaults } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { sameVersion } from '../../kernel/lifecycle.ts'
import { seal, unseal } from '../../kernel/secrets.ts'
import { say, type Text } from '../../kernel/text.ts'
import { type NewProvider, type ProviderSecret, refuseIncomplete, settingsOf } from '../../identity/provider.ts'
import { returnAddress } from '../../identity/providers/actions.ts'
import { getProvider, hasVisited, listProviders } from '../../identity/providers/queries.ts'
import { providers } from '../../identity/table.ts'
import { tenants } from '../../organisations/table.ts'
import { type Bounds, refusedBecause } from '../../web/outside.ts'
import { ownTenantId } from '../queries.ts'

export type Site = { readonly secret: string; readonly publicUrl: string; readonly bounds: Bounds }
type Found = Awaited<ReturnType<typeof getProvider>>

const subjectOf = (tenantId: string) => ({ kind: 'tenant', id: tenantId, officeId: tenantId })
const named = (ctx: Ctx, name: Text) => ({ params: { name: say(name, ctx.locale).text } })

/** A provider as its office sees it: of the secret, that there is one. */
export const shownProvider = ({ publicUrl }: { readonly publicUrl: string }, { row, required }: Found) => ({
  ...row,
  ...row.settings,
  hasSecret: row.secret !== null,
  required: required === 1,
  redirectAddress: returnAddress(publicUrl, row.id),
})

/** The organisation's providers: only offices have any. */
export const ownProviders = (ctx: Ctx) => listProviders(ctx, ownOfficeId(ctx))
export const ownProvider = (ctx: Ctx, id: string) => getProvider(ctx, ownOfficeId(ctx), id)

function ownOfficeId(ctx: Ctx): string {
  const id = ownTenantId(ctx)
  if (ctx.actor.officeId !== id) throw refuse('forbidden', 'error.forbidden')
  return id
}

/** Why an address cannot be asked is said where it is typed, not on the day somebody signs in. */
function refuseAddress({ address }: NewProvider, bounds: Bounds): void {
  const why = refusedBecause(new URL(address), bounds)
  if (why !== null) refuseFaults([fault(['address'], address, `provider.address_${why}`)])
}

async function sealed(site: Site, input: NewProvider, before: string | null): Promise<string | null> {
  const kept = before === null ? {} : (JSON.parse(await unseal(site.secret, before)) as ProviderSecret)
  const now: ProviderSecret = {
    secret: input.clientSecret ?? kept.secret,
    privateKey: input.kind === 'carsi' ? (input.privateKey ?? kept.privateKey) : undefined,
  }
  if (input.kind === 'cas' || (now.secret === undefined && now.privateKey === undefined)) return null
  return seal(site.secret, JSON.stringify(now))
}

export async function addProvider(ctx: Ctx, site: Site, input: NewProvider) {
  const tenantId = ownOfficeId(ctx)
  refuseIncomplete(input, false)
  refuseAddress(input, site.bounds)
  const secret = await sealed(site, input, null)
  return transaction(ctx, async (ctx) => {
    if ((await listProviders(ctx, tenantId)).length >= 10) throw refuse('conflict', 'provider.too_many')
    const id = newId(ctx.now)
    const { kind, name } = input
    const settings = settingsOf(input)
    const moments = { createdAt: ctx.now, updatedAt: ctx.now }
    await ctx.db.insert(providers).values({ id, tenantId, kind, name, settings, secret, ...moments })
    await record(ctx, 'provider.added', subjectOf(tenantId), named(ctx, name))
    return shownProvider(site, await getProvider(ctx, tenantId, id))
  })
}

/**
 * Changes a provider. Its kind stays; and while everybody has to sign in by it, so does whom it speaks to, for
 * identities linked before would be nobody's and nobody could get in.
 */
export async function editProvider(ctx: Ctx, site: Site, id: string, version: number, input: NewProvider) {
  const tenantId = ownOfficeId(ctx)
  const before = await getProvider(ctx, tenantId, id)
  sameVersion(before.row, version)
  refuseIncomplete(input, before.row.secret !== null)
  refuseAddress(input, site.bounds)
  const settings = settingsOf(input)
  if (input.kind !== before.row.kind) refuseFaults([fault(['kind'], input.kind, 'provider.kind_stays')])
  const same = JSON.stringify(changesBetween(before.row.settings, settings, ['scopes'])) === '[]'
  if (before.required === 1 && !same) throw refuse('wrong_state', 'provider.required_stays')
  // A secret is never sent to where it was not meant for: a new address needs it typed again.
  const elsewhere = before.row.settings.address !== settings.address
  if (elsewhere && before.row.secret !== null && input.clientSecret === undefined)
    refuseFaults([fault(['clientSecret'], undefined, 'provider.secret_again')])
  const secret = await sealed(site, input, elsewhere ? null : before.row.secret)
  return transaction(ctx, async (ctx) => {
    await change(ctx, tenantId, before, { name: input.name, settings, secret })
    await record(ctx, 'provider.edited', subjectOf(tenantId), named(ctx, input.name))
    return shownProvider(site, await getProvider(ctx, tenantId, id))
  })
}

async function change(ctx: WriteCtx, tenantId: string, { row }: Found, values: Partial<typeof providers.$inferInsert>) {
  const [changed] = await ctx.db
    .update(providers)
    .set({ ...values, version: row.version + 1, updatedAt: ctx.now })
    .where(and(eq(providers.id, row.id), eq(providers.tenantId, tenantId), eq(providers.version, row.version)))
    .returning({ id: providers.id })
  if (changed === undefined) throw refuse('stale', 'error.stale', { version: row.version })
}

/** Offers a provider to the office's people, or no longer. One that everybody needs is not switched off. */
export function switchProvider(ctx: Ctx, site: Site, id: string, active: boolean) {
  const tenantId = ownOfficeId(ctx)
  return transaction(ctx, async (ctx) => {
    const before = await getProvider(ctx, tenantId, id)
    if (before.required === 1 && !active) throw refuse('wrong_state', 'provider.required_stays')
    if (before.row.active !== active) {
      await change(ctx, tenantId, before, { active })
      const event = active ? 'provider.switched_on' : 'provider.switched_off'
      await record(ctx, event, subjectOf(tenantId), named(ctx, before.row.name))
    }
    return shownProvider(site, await getProvider(ctx, tenantId, id))
  })
}

/**
 * From now on only sessions begun at this provider speak for the office. Its head must have been there in this very
 * session, so that nobody locks themselves out of their own office. API keys stay as they are.
 */
export function requireProvider(ctx: Ctx, site: Site, id: string, sessionHash: string | null) {
  const tenantId = ownOfficeId(ctx)
  return transaction(ctx, async (ctx) => {
    const found = await getProvider(ctx, tenantId, id)
    if (!found.row.active) throw refuse('wrong_state', 'provider.is_off')
    if (sessionHash === null || !(await hasVisited(ctx, sessionHash, id)))
      throw refuse('wrong_state', 'provider.try_first')
    await ctx.db.update(tenants).set({ requiredProviderId: id }).where(eq(tenants.id, tenantId))
    await record(ctx, 'provider.requirement_made', subjectOf(tenantId), named(ctx, found.row.name))
    return shownProvider(site, await getProvider(ctx, tenantId, id))
  })
}

/** Lets codes and passkeys begin sessions for the own office again. */
export const liftRequirement = (ctx: Ctx): Promise<void> => lift(ctx, ownOfficeId(ctx))

/** The same by the platform's administrator, for an office whose provider is gone. */
export function liftRequirementOf(ctx: Ctx, tenantId: string): Promise<void> {
  decided(ctx)
  return lift(ctx, tenantId)
}

const lift = (ctx: Ctx, tenantId: string): Promise<void> =>
  transaction(ctx, async (ctx) => {
    const [lifted] = await ctx.db
      .update(tenants)
      .set({ requiredProviderId: null })
      .where(and(eq(tenants.id, tenantId), isNotNull(tenants.requiredProviderId)))
      .returning({ id: tenants.id })
    if (lifted === undefined) throw refuse('not_found', 'error.not_found')
    await record(ctx, 'provider.requirement_lifted', subjectOf(tenantId))
  })
