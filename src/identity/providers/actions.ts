import { and, eq, gt, inArray, isNull } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import { type Ctx, decided, type WriteCtx } from '../../kernel/context.ts'
import { Refusal, refuse } from '../../kernel/errors.ts'
import { newId, randomToken, sha256Hex } from '../../kernel/ids.ts'
import { sameText, seal, unseal } from '../../kernel/secrets.ts'
import { say, type Text } from '../../kernel/text.ts'
import { type Outside, Unreachable } from '../../web/outside.ts'
import { endOtherSessions } from '../account/actions.ts'
import type { Asked, Claim, Kept, ProviderSecret } from '../provider.ts'
import { ceremonies, identities } from '../table.ts'
import { throttle } from '../throttle.ts'
import { protocolOf } from './protocols.ts'
import { accountOf, linkableProviders, openProvider, type ProviderRow, visitId } from './queries.ts'

type Site = { readonly secret: string; readonly publicUrl: string }
/** What somebody went to a provider for. */
export type Errand = 'provider_sign_in' | 'provider_link' | 'provider_invitation'
const errands: readonly Errand[] = ['provider_sign_in', 'provider_link', 'provider_invitation']
const confirming = 'provider_confirm'
const later = (now: string, minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()

type Log = (line: Readonly<Record<string, unknown>>) => void
export type World = { readonly site: Site; readonly ask: Outside; readonly log: Log }

/** Where a provider sends people back to: registered there, and never made of what a request says. */
export const returnAddress = (publicUrl: string, providerId: string): string =>
  `${publicUrl}/sign-in/with/${providerId}/return`

async function asked(site: Site, row: ProviderRow): Promise<Asked> {
  const opened = row.secret === null ? {} : (JSON.parse(await unseal(site.secret, row.secret)) as ProviderSecret)
  return { ...row.settings, ...opened, kind: row.kind }
}

type Going = {
  readonly providerId: string
  readonly errand: Errand
  readonly browserHash: string
  readonly network: string
  readonly next: string
  /** The token of the invitation that is accepted on the return. */
  readonly invitation?: string | undefined
}

/**
 * Sends somebody to a provider. What the return is checked against is sealed here, bound to the browser by its cookie,
 * good for ten minutes and for once (ASVS 10.1.2, 10.2.1, 10.5).
 */
export async function goTo(ctx: Ctx, world: World, going: Going): Promise<URL> {
  const { site, ask } = world
  const accountId = going.errand === 'provider_link' ? ctx.actor.accountId : null
  await transaction(ctx, (ctx) => throttle(ctx, `provider:${going.network}`, 60, 15))
  const { provider } = await openProvider(ctx, going.providerId)
  if (accountId !== null) await refuseUnlinkable(ctx, accountId, provider.id)
  const id = newId(ctx.now)
  const kept: Kept = { state: `${id}.${randomToken(32)}`, nonce: randomToken(32), verifier: randomToken(48) }
  const protocol = await protocolOf[provider.kind]()
  const to = await believed(ctx, world, provider, async () =>
    protocol.begin(await asked(site, provider), new URL(returnAddress(site.publicUrl, provider.id)), kept, ask)
  )
  const sealed = await seal(site.secret, JSON.stringify({ ...kept, invitation: going.invitation }))
  const { errand: purpose, browserHash, next } = going
  await transaction(ctx, (ctx) =>
    ctx.db.insert(ceremonies).values({
      id,
      purpose,
      browserHash,
      accountId,
      providerId: provider.id,
      sealed,
      next,
      createdAt: ctx.now,
      expiresAt: later(ctx.now, 10),
    })
  )
  return to
}

/** Only a provider of one's own organisations: whoever runs it can sign in as who links it. */
async function refuseUnlinkable(ctx: Ctx, accountId: string, providerId: string): Promise<void> {
  const linkable = await linkableProviders(ctx, accountId)
  if (!linkable.some(({ id }) => id === providerId)) throw refuse('not_found', 'error.not_found')
}

/** Runs a protocol's part. Why it failed is the operator's to know: whoever came back hears that it did. */
async function believed<T>(ctx: Ctx, { log }: World, provider: ProviderRow, act: () => Promise<T>): Promise<T> {
  try {
    return await act()
  } catch (error) {
    if (error instanceof Refusal) throw error
    const { message, code, cause } = error as { message?: string; code?: string; cause?: unknown }
    const unreachable = [error, cause].some((one) => one instanceof Unreachable)
    log({ level: 'warning', request: ctx.requestId, provider: provider.id, code, reason: message })
    throw unreachable ? refuse('unavailable', 'provider.unreachable') : refuse('invalid', 'provider.refused')
  }
}

export type Returned = {
  readonly claim: Claim
  readonly provider: ProviderRow
  readonly errand: Errand
  readonly next: string
  readonly invitation: string | undefined
}

/** Who came back from a provider. Refuses whatever was not begun here, in this browser, for this provider, just now. */
export async function comeBack(
  ctx: Ctx,
  world: World,
  back: { readonly providerId: string; readonly returned: URL; readonly browserHash: string }
): Promise<Returned> {
  const { site, ask } = world
  const { providerId, returned, browserHash } = back
  const { provider } = await openProvider(ctx, providerId)
  const states = returned.searchParams.getAll('state')
  const state = states.length === 1 ? states[0]! : ''
  // Used up whether the answer then holds or not; and by nobody but the browser that began it.
  const [row] = await transaction(ctx, (ctx) =>
    ctx.db
      .update(ceremonies)
      .set({ usedAt: ctx.now })
      .where(
        and(
          eq(ceremonies.id, state.split('.')[0]!),
          inArray(ceremonies.purpose, [...errands]),
          eq(ceremonies.providerId, providerId),
          eq(ceremonies.browserHash, browserHash),
          isNull(ceremonies.usedAt),
          gt(ceremonies.expiresAt, ctx.now)
        )
      )
      .returning()
  )
  if (row === undefined) throw refuse('invalid', 'provider.over')
  const kept = JSON.parse(await unseal(site.secret, row.sealed)) as Kept & { readonly invitation?: string }
  if (!sameText(kept.state, state)) throw refuse('invalid', 'provider.over')
  if (row.accountId !== null && row.accountId !== ctx.actor.accountId) throw refuse('invalid', 'provider.over')
  const protocol = await protocolOf[provider.kind]()
  const claim = await believed(ctx, world, provider, async () =>
    protocol.finish(await asked(site, provider), returned, kept, ask)
  )
  return { claim, provider, errand: row.purpose as Errand, next: row.next, invitation: kept.invitation }
}

/** Keeps whose identity a claim is. Nobody takes over what is somebody else's. */
export async function link(
  ctx: WriteCtx,
  account: { id: string; name: string },
  claim: Claim,
  provider: { id: string; name: Text }
) {
  const owner = await accountOf(ctx, claim)
  if (owner !== null && owner.id !== account.id) throw refuse('conflict', 'provider.linked_elsewhere')
  await ctx.db
    .insert(identities)
    .values({ ...claim, accountId: account.id, providerId: provider.id, createdAt: ctx.now, lastUsedAt: ctx.now })
    .onConflictDoUpdate({
      target: [identities.issuer, identities.subject],
      set: { providerId: provider.id, lastUsedAt: ctx.now },
    })
  if (owner !== null) return
  await record(
    { ...ctx, actor: { ...ctx.actor, kind: 'person', accountId: account.id, name: account.name } },
    'account.identity_linked',
    { kind: 'account', id: account.id, officeId: null },
    { params: { provider: say(provider.name, ctx.locale).text } }
  )
}

/** Notes that an identity was used to sign in. */
export const used = (ctx: WriteCtx, { issuer, subject }: Claim) =>
  ctx.db
    .update(identities)
    .set({ lastUsedAt: ctx.now })
    .where(and(eq(identities.issuer, issuer), eq(identities.subject, subject)))

/** Notes that a session was begun or confirmed at a provider, for as long as the session can last. */
export async function noteVisit(
  ctx: WriteCtx,
  sessionHash: string,
  accountId: string,
  providerId: string
): Promise<void> {
  await ctx.db
    .insert(ceremonies)
    .values({
      id: visitId(sessionHash, providerId),
      purpose: 'visit',
      browserHash: sessionHash,
      accountId,
      providerId,
      sealed: '',
      createdAt: ctx.now,
      expiresAt: later(ctx.now, 12 * 60),
      usedAt: ctx.now,
    })
    .onConflictDoNothing()
}

/**
 * What came back waits to be confirmed by a button: a link from elsewhere that leads through somebody else's provider
 * must not put their identity on the reader's account.
 */
export async function offerLink(
  ctx: Ctx,
  site: Site,
  browserHash: string,
  { claim, provider, next }: Returned
): Promise<string> {
  const id = newId(ctx.now)
  const sealed = await seal(site.secret, JSON.stringify(claim))
  await transaction(ctx, (ctx) =>
    ctx.db.insert(ceremonies).values({
      id,
      purpose: confirming,
      browserHash,
      accountId: ctx.actor.accountId,
      providerId: provider.id,
      sealed,
      next,
      createdAt: ctx.now,
      expiresAt: later(ctx.now, 10),
    })
  )
  return id
}

const confirmable = (ctx: Ctx, id: string, browserHash: string) =>
  and(
    eq(ceremonies.id, id),
    eq(ceremonies.purpose, confirming),
    eq(ceremonies.browserHash, browserHash),
    eq(ceremonies.accountId, ctx.actor.accountId ?? ''),
    isNull(ceremonies.usedAt),
    gt(ceremonies.expiresAt, ctx.now)
  )

/** What is about to be linked, for the page that asks. */
export async function offeredLink(ctx: Ctx, site: Site, id: string, browserHash: string) {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(ceremonies)
    .where(confirmable(ctx, id, browserHash))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  const { provider, organisation } = await openProvider(ctx, row.providerId ?? '')
  return { provider, organisation, claim: JSON.parse(await unseal(site.secret, row.sealed)) as Claim }
}

/** Links what was confirmed. All other sessions of the account end (OWASP ASVS 7.4.3). Returns where to go on. */
export async function confirmLink(
  ctx: Ctx,
  site: Site,
  id: string,
  { browserHash, sessionHash }: { readonly browserHash: string; readonly sessionHash: string }
): Promise<string> {
  decided(ctx)
  const account = { id: ctx.actor.accountId ?? '', name: ctx.actor.name }
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .update(ceremonies)
      .set({ usedAt: ctx.now })
      .where(confirmable(ctx, id, browserHash))
      .returning()
    if (row === undefined) throw refuse('invalid', 'provider.over')
    const { provider } = await openProvider(ctx, row.providerId ?? '')
    await refuseUnlinkable(ctx, account.id, provider.id)
    await link(ctx, account, JSON.parse(await unseal(site.secret, row.sealed)) as Claim, provider)
    await noteVisit(ctx, sessionHash, account.id, provider.id)
    await endOtherSessions(ctx, account.id, sessionHash)
    return row.next
  })
}

/** How a form names an identity: what a provider calls somebody has no place in an address. */
export const identityKey = ({ issuer, subject }: Claim): string => sha256Hex(`${issuer}\n${subject}`)

/** Takes one of the reader's identities off their account. All other sessions end (OWASP ASVS 7.4.3). */
export async function unlink(ctx: Ctx, key: string, sessionHash: string): Promise<void> {
  decided(ctx)
  const accountId = ctx.actor.accountId ?? ''
  await transaction(ctx, async (ctx) => {
    const own = await ctx.db.select().from(identities).where(eq(identities.accountId, accountId))
    const mine = own.find((identity) => identityKey(identity) === key)
    if (mine === undefined) throw refuse('not_found', 'error.not_found')
    await ctx.db.delete(identities).where(and(eq(identities.issuer, mine.issuer), eq(identities.subject, mine.subject)))
    await record(ctx, 'account.identity_unlinked', { kind: 'account', id: accountId, officeId: null })
    await endOtherSessions(ctx, accountId, sessionHash)
  })
}
