import type { AuthenticationResponseJSON, RegistrationResponseJSON } from '@simplewebauthn/server'
import { and, eq, lt, or } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import { type Ctx, decided } from '../../kernel/context.ts'
import { type Refusal, refuse } from '../../kernel/errors.ts'
import { fill } from '../../kernel/messages.ts'
import { passkeySite } from '../../kernel/passkey-site.ts'
import { endOtherSessions } from '../account/actions.ts'
import { beginCeremony, endCeremony, type Purpose } from '../ceremonies.ts'
import { addressOf } from '../queries.ts'
import { passkeys } from '../table.ts'
import { throttle } from '../throttle.ts'
import { type Answered, mostPasskeys } from './passkey.ts'
import { ownAccountId, ownPasskey, ownPasskeys, passkeyAt } from './queries.ts'

type Site = { readonly secret: string; readonly publicUrl: string }
type Begun = { readonly id: string; readonly options: Record<string, unknown> }

/** Loaded when somebody uses a passkey: it is large, and most requests need none of it. */
const library = () => import('@simplewebauthn/server')
const timeout = 5 * 60_000

/** Whatever is wrong with an answer, its sender hears no more than that. */
const bad = (): Refusal => refuse('invalid', 'passkey.refused')

function read<T>(answer: string): T {
  try {
    return JSON.parse(answer) as T
  } catch {
    throw bad()
  }
}

/** What the browser needs to make a new passkey of the reader's. */
export async function askForPasskey(ctx: Ctx, site: Site, browserHash: string): Promise<Begun> {
  const { generateRegistrationOptions } = await library()
  const accountId = ownAccountId(ctx)
  const own = await ownPasskeys(ctx)
  if (own.length >= mostPasskeys) throw refuse('conflict', 'passkey.too_many', { most: mostPasskeys })
  const options = await generateRegistrationOptions({
    rpName: fill(ctx.locale, 'kit.product'),
    rpID: passkeySite(site.publicUrl).id,
    userID: new TextEncoder().encode(accountId),
    userName: (await addressOf(ctx, accountId))?.email ?? '',
    userDisplayName: ctx.actor.name,
    attestationType: 'none',
    excludeCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
    // Found by the browser without anybody's address, and opened by finger, face or PIN.
    authenticatorSelection: { residentKey: 'required', userVerification: 'required' },
    timeout,
  })
  const begun = { purpose: 'passkey_new', browserHash, accountId } as const
  return { id: await beginCeremony(ctx, site.secret, begun, options.challenge), options: { ...options } }
}

/** Keeps a new passkey's public half. All other sessions of the account end (OWASP ASVS 7.4.3). */
export async function addPasskey(
  ctx: Ctx,
  site: Site,
  answered: Answered & { readonly name: string; readonly browserHash: string; readonly sessionHash: string }
): Promise<void> {
  const accountId = ownAccountId(ctx)
  const { name, browserHash, sessionHash } = answered
  const expectedChallenge = await endCeremony(ctx, site.secret, answered.id, {
    purpose: 'passkey_new',
    browserHash,
    accountId,
  })
  const { verifyRegistrationResponse } = await library()
  const { id: expectedRPID, origin: expectedOrigin } = passkeySite(site.publicUrl)
  const { registrationInfo } = await verifyRegistrationResponse({
    response: read<RegistrationResponseJSON>(answered.answer),
    expectedChallenge,
    expectedOrigin,
    expectedRPID,
    requireUserVerification: true,
  }).catch(() => {
    throw bad()
  })
  if (registrationInfo === undefined) throw bad()
  const { id, publicKey, counter, transports = [] } = registrationInfo.credential
  await transaction(ctx, async (ctx) => {
    const [made] = await ctx.db
      .insert(passkeys)
      .values({ id, accountId, publicKey, counter, transports, name, createdAt: ctx.now })
      .onConflictDoNothing()
      .returning({ id: passkeys.id })
    if (made === undefined) throw bad()
    decided(ctx)
    await record(ctx, 'account.passkey_added', accountOf(accountId), { params: { name } })
    await endOtherSessions(ctx, accountId, sessionHash)
  })
}

const accountOf = (id: string) => ({ kind: 'account', id, officeId: null })

/** What the browser needs to use a passkey: any of this site's to sign in, one of the reader's own as a proof. */
export async function askWithPasskey(
  ctx: Ctx,
  site: Site,
  browserHash: string,
  purpose: Exclude<Purpose, 'passkey_new'>
): Promise<Begun> {
  const { generateAuthenticationOptions } = await library()
  const accountId = purpose === 'passkey_proof' ? ownAccountId(ctx) : null
  const own = accountId === null ? [] : await ownPasskeys(ctx)
  if (accountId !== null && own.length === 0) throw refuse('conflict', 'passkey.none')
  const options = await generateAuthenticationOptions({
    rpID: passkeySite(site.publicUrl).id,
    allowCredentials: own.map(({ id, transports }) => ({ id, transports: [...transports] })),
    userVerification: 'required',
    timeout,
  })
  const begun = { purpose, browserHash, accountId }
  return { id: await beginCeremony(ctx, site.secret, begun, options.challenge), options: { ...options } }
}

/** To sign in, by nobody known yet: counted, for each leaves a row. */
export async function askToSignIn(ctx: Ctx, site: Site, browserHash: string, network: string): Promise<Begun> {
  await transaction(ctx, (ctx) => throttle(ctx, `passkey:${network}`, 120, 15))
  return askWithPasskey(ctx, site, browserHash, 'passkey_sign_in')
}

/** Whose passkey signed the challenge. Refuses a counter that went back: somebody copied the key. */
export async function checkPasskey(
  ctx: Ctx,
  site: Site,
  answered: Answered & { readonly browserHash: string },
  purpose: Exclude<Purpose, 'passkey_new'>
): Promise<{ id: string; name: string }> {
  const accountId = purpose === 'passkey_proof' ? ownAccountId(ctx) : null
  const { browserHash } = answered
  const expectedChallenge = await endCeremony(ctx, site.secret, answered.id, { purpose, browserHash, accountId })
  const { verifyAuthenticationResponse } = await library()
  const response = read<AuthenticationResponseJSON>(answered.answer)
  const found = typeof response?.id === 'string' ? await passkeyAt(ctx, response.id) : null
  if (found === null || (accountId !== null && found.account.id !== accountId)) throw bad()
  const { passkey, account } = found
  const { id: expectedRPID, origin: expectedOrigin } = passkeySite(site.publicUrl)
  const { verified, authenticationInfo } = await verifyAuthenticationResponse({
    response,
    expectedChallenge,
    expectedOrigin,
    expectedRPID,
    credential: { id: passkey.id, publicKey: Uint8Array.from(passkey.publicKey), counter: passkey.counter },
    requireUserVerification: true,
  }).catch(() => {
    throw bad()
  })
  if (!verified) throw bad()
  const { newCounter: counter } = authenticationInfo
  await transaction(ctx, async (ctx) => {
    const [used] = await ctx.db
      .update(passkeys)
      .set({ counter, lastUsedAt: ctx.now })
      // Again here, for two answers at once. Authenticators without a counter always say 0.
      .where(and(eq(passkeys.id, passkey.id), or(lt(passkeys.counter, counter), eq(passkeys.counter, 0))))
      .returning({ id: passkeys.id })
    if (used === undefined) throw bad()
  })
  return account
}

export async function renamePasskey(ctx: Ctx, id: string, name: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const before = await ownPasskey(ctx, id)
    await ctx.db.update(passkeys).set({ name }).where(eq(passkeys.id, id))
    const params = { name: before.name, to: name }
    await record(ctx, 'account.passkey_renamed', accountOf(before.accountId), { params })
  })
}

/** Takes a passkey away; all other sessions of the account end. */
export async function removePasskey(ctx: Ctx, id: string, sessionHash: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const { accountId, name } = await ownPasskey(ctx, id)
    await ctx.db.delete(passkeys).where(eq(passkeys.id, id))
    await record(ctx, 'account.passkey_removed', accountOf(accountId), { params: { name } })
    await endOtherSessions(ctx, accountId, sessionHash)
  })
}
