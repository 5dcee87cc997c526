import { and, eq, ne } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import { type Ctx, decided, type WriteCtx } from '../../kernel/context.ts'
import { fault, Refusal, refuse, refuseFaults } from '../../kernel/errors.ts'
import { checkCode, consume, makeCode } from '../codes.ts'
import { ownAccountId } from '../passkeys/queries.ts'
import { accountByEmail } from '../queries.ts'
import { accounts, sessions } from '../table.ts'
import { throttle } from '../throttle.ts'
import type { BothCodes, ProofCode } from './account.ts'
import { ownAccount } from './queries.ts'

type Site = { readonly secret: string; readonly publicUrl: string }
/** The session that asks, and from where: a code is bound to the session, as one to sign in is to its browser. */
type Asking = { readonly sessionHash: string; readonly network: string }
const accountOf = (id: string) => ({ kind: 'account', id, officeId: null })

/** Ends one session of the reader's own, by its public id. */
export async function endOwnSession(ctx: Ctx, id: string): Promise<void> {
  const accountId = ownAccountId(ctx)
  await transaction(ctx, async (ctx) => {
    const [ended] = await ctx.db
      .delete(sessions)
      .where(and(eq(sessions.id, id), eq(sessions.accountId, accountId)))
      .returning({ browser: sessions.browser })
    if (ended === undefined) throw refuse('not_found', 'error.not_found')
    decided(ctx)
    await record(ctx, 'account.session_ended', accountOf(accountId), {
      params: { browser: ended.browser || '@account.unknown_browser' },
    })
  })
}

/** Ends every session of the reader's but this one. */
export async function endOwnOtherSessions(ctx: Ctx, sessionHash: string): Promise<void> {
  const accountId = ownAccountId(ctx)
  await transaction(ctx, async (ctx) => {
    decided(ctx)
    await endOtherSessions(ctx, accountId, sessionHash)
  })
}

/** Sign-in data changed, or its owner wants it so: whoever else is in, is out (OWASP ASVS 7.4.3). */
export async function endOtherSessions(ctx: WriteCtx, accountId: string, sessionHash: string): Promise<void> {
  const ended = await ctx.db
    .delete(sessions)
    .where(and(eq(sessions.accountId, accountId), ne(sessions.tokenHash, sessionHash)))
    .returning({ id: sessions.id })
  if (ended.length === 0) return
  await record(ctx, 'account.sessions_ended', accountOf(accountId), { params: { count: ended.length } })
}

/** Mails a code that proves who the session's holder is, and signs nobody in. Returns its id. */
export async function askForProof(ctx: Ctx, site: Site, asking: Asking): Promise<string> {
  const { id, email } = await ownAccount(ctx)
  return transaction(ctx, async (ctx) => {
    await throttle(ctx, `proof:${id}`, 5, 15)
    await throttle(ctx, `code:${asking.network}`, 30, 15)
    const asked = { email, browserHash: asking.sessionHash, purpose: 'proof' } as const
    return makeCode(ctx, site, asked, { event: 'proof_code', locale: ctx.locale, facts: {} })
  })
}

/** Takes the mailed code as a proof. */
export async function proveByCode(ctx: Ctx, site: Site, asking: Asking, typed: ProofCode): Promise<void> {
  const [id, written] = [typed['proof-id'], typed['proof-code']]
  const code = await checkCode(ctx, site, { id, code: written, ...bound(asking) }, 'proof').catch(at('proof-code'))
  await transaction(ctx, async (ctx) => {
    await consume(ctx, code)
    await prove(ctx, asking.sessionHash, 'code')
  })
}

const bound = ({ sessionHash, network }: Asking) => ({ browserHash: sessionHash, network })

/** A wrong code is a fault of its field. */
const at = (field: string) => (error: unknown) => {
  if (error instanceof Refusal && error.key === 'sign_in.code_wrong')
    refuseFaults([fault([field], undefined, 'sign_in.code_wrong', { left: error.params['left'] ?? 0 })])
  throw error
}

/** Notes that the session's holder just proved to be who they are. */
export async function prove(ctx: WriteCtx, sessionHash: string, by: 'code' | 'passkey'): Promise<void> {
  const accountId = ownAccountId(ctx)
  await ctx.db.update(sessions).set({ provenAt: ctx.now }).where(eq(sessions.tokenHash, sessionHash))
  decided(ctx)
  await record(ctx, 'account.proved', accountOf(accountId), { params: { by: `@account.method.${by}` } })
}

/**
 * Begins the change of the address somebody signs in with: a code goes to the new one and, with what is about to
 * happen, to the old one (OWASP ASVS 6.4.3). Nobody learns whether the new address is somebody else's already: then
 * only its letter stays out.
 */
export async function askForNewAddress(ctx: Ctx, site: Site, asking: Asking, email: string) {
  const account = await ownAccount(ctx)
  if (account.email === email) refuseFaults([fault(['email'], email, 'account.same_address')])
  return transaction(ctx, async (ctx) => {
    await throttle(ctx, `address:${account.id}`, 5, 60)
    await throttle(ctx, `code:${asking.network}`, 30, 15)
    const taken = (await accountByEmail(ctx, email)) !== null
    const bind = { browserHash: asking.sessionHash, purpose: 'new_address' } as const
    const letter = { locale: ctx.locale, facts: { name: account.name, from: account.email, to: email } }
    return {
      newId: await makeCode(ctx, site, { ...bind, email }, taken ? null : { ...letter, event: 'address_new' }),
      oldId: await makeCode(ctx, site, { ...bind, email: account.email }, { ...letter, event: 'address_old' }),
    }
  })
}

/** Changes the address once both codes are right; all other sessions end. */
export async function changeAddress(ctx: Ctx, site: Site, asking: Asking, typed: BothCodes): Promise<void> {
  const account = await ownAccount(ctx)
  const right = (id: string, code: string, field: string) =>
    checkCode(ctx, site, { id, code, ...bound(asking) }, 'new_address').catch(at(field))
  const toNew = await right(typed.newId, typed.newCode, 'newCode')
  const toOld = await right(typed.oldId, typed.oldCode, 'oldCode')
  const { email } = toNew
  if (toOld.email !== account.email || email === account.email) throw refuse('invalid', 'sign_in.code_over')
  await transaction(ctx, async (ctx) => {
    await consume(ctx, toNew)
    await consume(ctx, toOld)
    // Somebody may have come in with it meanwhile; they were asked at that address, too.
    if ((await accountByEmail(ctx, email)) !== null) throw refuse('invalid', 'sign_in.code_over')
    await ctx.db.update(accounts).set({ email }).where(eq(accounts.id, account.id))
    decided(ctx)
    await record(ctx, 'account.address_changed', accountOf(account.id), { params: { from: account.email, to: email } })
    await endOtherSessions(ctx, account.id, asking.sessionHash)
  })
}
