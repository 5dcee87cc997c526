import { and, eq, isNull, lt, sql } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import { enqueue } from '../mail/actions.ts'
import type { Letter } from '../mail/mail.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { sameText, seal } from '../kernel/secrets.ts'
import {
  codeHmac,
  codeMinutes,
  type CodePurpose,
  codeTries,
  linkHmac,
  newCode,
  newLinkToken,
  showCode,
} from './code.ts'
import { accountByEmail } from './queries.ts'
import { signInCodes } from './table.ts'
import { throttle } from './throttle.ts'

type Site = { readonly secret: string; readonly publicUrl: string }
type Asking = { readonly email: string; readonly browserHash: string; readonly network: string }
type Code = typeof signInCodes.$inferSelect

const linkOf = (site: Site, token: string): string => `${site.publicUrl}/sign-in/link?token=${token}`
const minutesFrom = (now: string, minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()

/**
 * Makes a one-time code for an address and mails it, if somebody with that address may sign in. Nobody can tell
 * from outside whether that was so. Returns the code's id, for the page that asks for it.
 */
export async function askForCode(ctx: Ctx, site: Site, asking: Asking): Promise<string> {
  const id = newId(ctx.now)
  const [code, token] = [newCode(), newLinkToken()]
  const secret = await seal(site.secret, JSON.stringify({ code: showCode(code), link: linkOf(site, token) }))
  await transaction(ctx, async (ctx) => {
    await throttle(ctx, `code:${asking.email}`, 5, 15)
    await throttle(ctx, `code:${asking.network}`, 30, 15)
    const account = await accountByEmail(ctx, asking.email)
    await ctx.db.insert(signInCodes).values({
      id,
      email: asking.email,
      codeHmac: codeHmac(site.secret, id, code),
      linkHmac: linkHmac(site.secret, token),
      browserHash: asking.browserHash,
      createdAt: ctx.now,
      expiresAt: minutesFrom(ctx.now, codeMinutes),
    })
    if (account === null) return
    await enqueue(ctx, [
      {
        event: 'sign_in_code',
        cause: id,
        officeId: null,
        recordId: null,
        recipient: asking.email,
        locale: ctx.locale,
        facts: {},
        secret,
      },
    ])
  })
  return id
}

/** Another code's letter: to whom it says what, in which language. */
type CodeLetter = Pick<Letter, 'event' | 'facts' | 'locale'>

/**
 * Makes a code that signs nobody in: it proves who a session's holder is, or that an address is theirs. Without a
 * letter the code is known to nobody. Returns its id.
 */
export async function makeCode(
  ctx: WriteCtx,
  site: Site,
  asked: { readonly email: string; readonly browserHash: string; readonly purpose: Exclude<CodePurpose, 'sign_in'> },
  letter: CodeLetter | null
): Promise<string> {
  const [id, code] = [newId(ctx.now), newCode()]
  await ctx.db.insert(signInCodes).values({
    id,
    ...asked,
    codeHmac: codeHmac(site.secret, id, code),
    // No link leads to it: the token is told to nobody.
    linkHmac: linkHmac(site.secret, newLinkToken()),
    createdAt: ctx.now,
    expiresAt: minutesFrom(ctx.now, codeMinutes),
  })
  if (letter !== null)
    await enqueue(ctx, [
      {
        ...letter,
        cause: id,
        officeId: null,
        recordId: null,
        recipient: asked.email,
        secret: await seal(site.secret, JSON.stringify({ code: showCode(code) })),
      },
    ])
  return id
}

/** A link that needs no asking browser: printed on the console, or mailed as an invitation. Returns its address. */
export async function makeLink(
  ctx: WriteCtx,
  site: Site,
  link: { readonly email: string; readonly invitationId: string | null; readonly minutes: number }
): Promise<string> {
  const id = newId(ctx.now)
  const token = newLinkToken()
  await ctx.db.insert(signInCodes).values({
    id,
    email: link.email,
    codeHmac: codeHmac(site.secret, id, newCode()),
    linkHmac: linkHmac(site.secret, token),
    invitationId: link.invitationId,
    createdAt: ctx.now,
    expiresAt: minutesFrom(ctx.now, link.minutes),
  })
  return linkOf(site, token)
}

/** What a link leads to, without using it up. Refuses when it is unknown, used or over, or was asked for elsewhere. */
export async function openLink(ctx: Ctx, site: Site, token: string, browserHash: string | null): Promise<Code> {
  const [code] = await ctx.db
    .select()
    .from(signInCodes)
    .where(eq(signInCodes.linkHmac, linkHmac(site.secret, token)))
  return usable(ctx, code, browserHash, 'sign_in')
}

function usable(ctx: Ctx, code: Code | undefined, browserHash: string | null, purpose: CodePurpose): Code {
  const over = code === undefined || code.usedAt !== null || code.expiresAt < ctx.now || code.tries >= codeTries
  if (over || code.purpose !== purpose) throw refuse('invalid', 'sign_in.code_over')
  if (code.browserHash !== null && code.browserHash !== browserHash) throw refuse('invalid', 'sign_in.other_browser')
  return code
}

/** Uses a link up; of two at once, one gets in. */
export async function consumeLink(ctx: WriteCtx, site: Site, token: string, browserHash: string | null): Promise<Code> {
  return consume(ctx, await openLink(ctx, site, token, browserHash))
}

type Typed = { readonly id: string; readonly code: string; readonly browserHash: string; readonly network: string }

/** Uses a typed code up. */
export async function consumeCode(ctx: Ctx, site: Site, typed: Typed): Promise<Code> {
  const code = await checkCode(ctx, site, typed, 'sign_in')
  return transaction(ctx, (ctx) => consume(ctx, code))
}

/**
 * Whether a typed code is right, without using it up. A wrong one costs a try, which stays counted: the refusal is
 * thrown after the commit.
 */
export async function checkCode(ctx: Ctx, site: Site, typed: Typed, purpose: CodePurpose): Promise<Code> {
  // Apart, so that it stays counted when what follows refuses.
  await transaction(ctx, (ctx) => throttle(ctx, `try:${typed.network}`, 60, 15))
  const found = await transaction(ctx, async (ctx) => {
    const [row] = await ctx.db.select().from(signInCodes).where(eq(signInCodes.id, typed.id))
    const code = usable(ctx, row, typed.browserHash, purpose)
    if (sameText(code.codeHmac, codeHmac(site.secret, code.id, typed.code))) return code
    await ctx.db
      .update(signInCodes)
      .set({ tries: sql`${signInCodes.tries} + 1` })
      .where(eq(signInCodes.id, code.id))
    return codeTries - code.tries - 1
  })
  if (typeof found === 'number') throw refuse('invalid', 'sign_in.code_wrong', { left: found })
  return found
}

/** Uses a code up that was checked before; of two at once, one does. */
export async function consume(ctx: WriteCtx, code: Code): Promise<Code> {
  const [used] = await ctx.db
    .update(signInCodes)
    .set({ usedAt: ctx.now })
    .where(and(eq(signInCodes.id, code.id), isNull(signInCodes.usedAt)))
    .returning()
  if (used === undefined) throw refuse('invalid', 'sign_in.code_over')
  return used
}

/** Forgets codes a day after they ended (a job). */
export async function forgetCodes(ctx: Ctx): Promise<void> {
  await transaction(ctx, (ctx) =>
    ctx.db.delete(signInCodes).where(lt(signInCodes.expiresAt, minutesFrom(ctx.now, -1_440)))
  )
}
