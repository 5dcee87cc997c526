import { and, eq, isNull, or } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import { record } from '../history/actions.ts'
import { enqueue } from '../mail/actions.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { newId, randomToken, sha256Hex } from '../kernel/ids.ts'
import { fill, type Locale } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import { seal } from '../kernel/secrets.ts'
import { say, type Text } from '../kernel/text.ts'
import { sayMoment } from '../kernel/dates.ts'
import { tenants } from '../organisations/table.ts'
import { invitationDays } from './code.ts'
import { makeLink } from './codes.ts'
import { membershipToSpeakFor } from './providers/queries.ts'
import { accountByEmail, hasAdministrator } from './queries.ts'
import { beginSession, type Entrance } from './session.ts'
import { accounts, apiKeys, invitations, memberships, type signInCodes } from './table.ts'

type Site = { readonly secret: string; readonly publicUrl: string }
type Code = typeof signInCodes.$inferSelect
/** What a newcomer says of themselves when a link creates their account. */
export type Introduction = { readonly name: string; readonly email: string }

/** The mark in place of an invitation on the link that makes the first administrator. */
export const administratorLink = 'administrator'

/** Signs in who holds a used code or link, creating account and membership where it is an invitation. Returns the cookie's value. */
export async function signIn(
  ctx: WriteCtx,
  code: Code,
  entrance: Entrance,
  introduction?: Introduction
): Promise<string> {
  if (code.invitationId === administratorLink)
    return firstAdministrator(ctx, introduction ?? { name: 'Administrator', email: code.email }, entrance)
  if (code.invitationId !== null) return acceptInvitation(ctx, code.invitationId, entrance)
  const account = await accountByEmail(ctx, code.email)
  if (account === null) throw refuse('invalid', 'sign_in.code_over')
  return enterAs(ctx, account, entrance)
}

/** Begins a session for somebody who has proved to be who they are. Returns the cookie's value. */
export async function enterAs(
  ctx: WriteCtx,
  account: { id: string; name: string },
  entrance: Entrance
): Promise<string> {
  const membershipId = await membershipToSpeakFor(ctx, account.id, entrance.providerId)
  await record(as(ctx, account), 'account.signed_in', { kind: 'account', id: account.id, officeId: null })
  return beginSession(ctx, account.id, membershipId, entrance)
}

const as = (ctx: WriteCtx, account: { id: string; name: string }): WriteCtx => ({
  ...ctx,
  actor: { ...ctx.actor, kind: 'person', accountId: account.id, name: account.name },
})

async function newAccount(ctx: WriteCtx, who: Introduction, administrator: boolean) {
  const account = {
    id: newId(ctx.now),
    email: who.email,
    name: who.name,
    locale: ctx.locale,
    administrator,
    createdAt: ctx.now,
  }
  await ctx.db.insert(accounts).values(account)
  await record(as(ctx, account), 'account.created', { kind: 'account', id: account.id, officeId: null })
  return account
}

async function firstAdministrator(ctx: WriteCtx, who: Introduction, entrance: Entrance): Promise<string> {
  if (await hasAdministrator(ctx)) throw refuse('invalid', 'sign_in.code_over')
  const account = await newAccount(ctx, who, true)
  return beginSession(ctx, account.id, null, entrance)
}

/** Makes an account a member with these roles; a former member comes back. Returns the membership's id. */
export async function addMember(
  ctx: WriteCtx,
  accountId: string,
  tenantId: string,
  roles: readonly Role[],
  personId: string | null
): Promise<string> {
  const [row] = await ctx.db
    .insert(memberships)
    .values({ id: newId(ctx.now), accountId, tenantId, roles, personId, createdAt: ctx.now })
    .onConflictDoUpdate({
      target: [memberships.accountId, memberships.tenantId],
      set: { roles, personId, endedAt: null, suspendedAt: null },
    })
    .returning({ id: memberships.id })
  return row!.id
}

async function acceptInvitation(ctx: WriteCtx, id: string, entrance: Entrance): Promise<string> {
  const [invitation] = await ctx.db.select().from(invitations).where(eq(invitations.id, id))
  if (invitation === undefined || invitation.withdrawnAt !== null || invitation.acceptedAt !== null)
    throw refuse('invalid', 'sign_in.code_over')
  const account = (await accountByEmail(ctx, invitation.email)) ?? (await newAccount(ctx, invitation, false))
  const membershipId = await addMember(ctx, account.id, invitation.tenantId, invitation.roles, invitation.personId)
  await ctx.db.update(invitations).set({ acceptedAt: ctx.now }).where(eq(invitations.id, id))
  await ctx.db
    .update(tenants)
    .set({ state: 'active' })
    .where(and(eq(tenants.id, invitation.tenantId), eq(tenants.state, 'invited')))
  await record(
    as(ctx, account),
    'member.joined',
    { kind: 'tenant', id: invitation.tenantId, officeId: invitation.tenantId },
    { params: { name: account.name } }
  )
  return beginSession(ctx, account.id, membershipId, entrance)
}

/** The language a signed-in person reads: of pages on any machine, and of letters. */
export async function setLanguage(ctx: Ctx, locale: Locale): Promise<void> {
  const { kind, accountId } = ctx.actor
  if (kind !== 'person' || accountId === null) return
  await transaction(ctx, (ctx) => ctx.db.update(accounts).set({ locale }).where(eq(accounts.id, accountId)))
}

export type NewInvitation = {
  readonly tenant: { readonly id: string; readonly name: Text }
  readonly officeId: string
  readonly email: string
  readonly name: string
  readonly roles: readonly Role[]
  readonly personId: string | null
  readonly locale: Locale
}

/** Offers membership by mail; an open invitation to the same address in the same organisation is replaced. */
export async function invite(ctx: Ctx, site: Site, offer: NewInvitation): Promise<{ id: string }> {
  const id = newId(ctx.now)
  await transaction(ctx, async (ctx) => {
    await ctx.db
      .update(invitations)
      .set({ withdrawnAt: ctx.now })
      .where(
        and(
          eq(invitations.tenantId, offer.tenant.id),
          eq(invitations.email, offer.email),
          isNull(invitations.acceptedAt),
          isNull(invitations.withdrawnAt)
        )
      )
    const minutes = invitationDays * 1_440
    const expiresAt = new Date(Date.parse(ctx.now) + minutes * 60_000).toISOString()
    const { tenant, locale, ...rest } = offer
    await ctx.db.insert(invitations).values({ id, ...rest, tenantId: tenant.id, createdAt: ctx.now, expiresAt })
    const link = await makeLink(ctx, site, { email: offer.email, invitationId: id, minutes })
    await record(
      ctx,
      'member.invited',
      { kind: 'tenant', id: tenant.id, officeId: offer.officeId },
      { params: { name: offer.name } }
    )
    await enqueue(ctx, [
      {
        event: 'invitation',
        cause: id,
        officeId: offer.officeId,
        recordId: null,
        recipient: offer.email,
        locale,
        facts: {
          name: offer.name,
          inviter: ctx.actor.name,
          organisation: say(tenant.name, locale).text,
          roles: offer.roles.map((role) => fill(locale, `role.${role}`)).join(locale === 'en' ? ', ' : '、'),
          until: sayMoment(expiresAt, ctx.zone, locale),
        },
        secret: await seal(site.secret, JSON.stringify({ link })),
      },
    ])
  })
  return { id }
}

/** Invites once more, with a new link and a new term; the former link leads nowhere. */
export async function resendInvitation(ctx: Ctx, site: Site, tenantId: string, id: string): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .select({ invitation: invitations, name: tenants.name, locale: tenants.locale })
      .from(invitations)
      .innerJoin(tenants, eq(tenants.id, invitations.tenantId))
      .where(
        and(eq(invitations.id, id), sentBy(tenantId), isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt))
      )
    if (row === undefined) throw refuse('not_found', 'error.not_found')
    const { officeId, email, name, roles, personId } = row.invitation
    const locale = row.locale === 'en' ? 'en' : 'zh-CN'
    const tenant = { id: row.invitation.tenantId, name: row.name }
    return invite(ctx, site, { tenant, officeId, email, name, roles, personId, locale })
  })
}

/** An invitation is its sender's to take back or send again: the office's, or the inviting enterprise's own. */
const sentBy = (tenantId: string) => or(eq(invitations.officeId, tenantId), eq(invitations.tenantId, tenantId))

/** Takes an open invitation back; its link then leads nowhere. */
export async function withdrawInvitation(ctx: Ctx, tenantId: string, id: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .update(invitations)
      .set({ withdrawnAt: ctx.now })
      .where(
        and(eq(invitations.id, id), sentBy(tenantId), isNull(invitations.acceptedAt), isNull(invitations.withdrawnAt))
      )
      .returning()
    if (row === undefined) throw refuse('not_found', 'error.not_found')
    await record(
      ctx,
      'member.invitation_withdrawn',
      { kind: 'tenant', id: row.tenantId, officeId: tenantId },
      { params: { name: row.name } }
    )
  })
}

const lower = '0123456789abcdefghijklmnopqrstuvwxyz'
const publicPart = () => Array.from(crypto.getRandomValues(new Uint8Array(12)), (byte) => lower[byte % 36]!).join('')

/** Makes a machine's key; the returned `key` is shown once and kept nowhere. `days` until it ends. */
export async function createKey(
  ctx: Ctx,
  key: { tenantId: string; name: string; roles: readonly Role[]; days: number }
): Promise<{ id: string; key: string }> {
  const [publicId, secret] = [publicPart(), randomToken(32)]
  const secretHash = sha256Hex(secret)
  const { days, ...rest } = key
  return transaction(ctx, async (ctx) => {
    const expiresAt = new Date(Date.parse(ctx.now) + days * 86_400_000).toISOString()
    await ctx.db.insert(apiKeys).values({ publicId, secretHash, ...rest, createdAt: ctx.now, expiresAt })
    await record(
      ctx,
      'key.created',
      { kind: 'tenant', id: key.tenantId, officeId: key.tenantId },
      { params: { name: key.name } }
    )
    return { id: publicId, key: `td_${publicId}_${secret}` }
  })
}

export async function revokeKey(ctx: Ctx, tenantId: string, publicId: string): Promise<void> {
  await transaction(ctx, async (ctx) => {
    const [row] = await ctx.db
      .update(apiKeys)
      .set({ revokedAt: ctx.now })
      .where(and(eq(apiKeys.publicId, publicId), eq(apiKeys.tenantId, tenantId), isNull(apiKeys.revokedAt)))
      .returning()
    if (row === undefined) throw refuse('not_found', 'error.not_found')
    await record(
      ctx,
      'key.revoked',
      { kind: 'tenant', id: tenantId, officeId: tenantId },
      { params: { name: row.name } }
    )
  })
}
