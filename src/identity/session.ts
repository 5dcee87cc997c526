import { and, eq, getTableColumns, isNull, lt, type SQL, sql } from 'drizzle-orm'
import { inOne } from '../db/in-one.ts'
import { once } from '../db/once.ts'
import { transaction } from '../db/transaction.ts'
import { type Absent, type Actor, nobody, ofDesk } from '../kernel/actor.ts'
import { type Ctx, decided, type WriteCtx } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { newId, randomToken, sha256Hex } from '../kernel/ids.ts'
import type { Locale } from '../kernel/messages.ts'
import { say, type Text } from '../kernel/text.ts'
import { tenants } from '../organisations/table.ts'
import { refuseUnvisited } from './providers/queries.ts'
import { accounts, apiKeys, memberships, sessions } from './table.ts'

const hour = 3_600_000
const idle = 2 * hour
const absolute = 12 * hour
const seenEvery = 5 * 60_000
export const sessionCookie = 'sid'

/** How a session was begun. */
export const signInMethods = ['code', 'link', 'passkey', 'oidc', 'cas', 'carsi'] as const
export type SignInMethod = (typeof signInMethods)[number]

export type SignedIn = {
  readonly actor: Actor
  readonly locale: Locale
  readonly zone: string
  readonly organisation: string | null
  readonly memberships: readonly { readonly id: string; readonly name: string }[]
  readonly sessionHash: string | null
  /** When they last proved to be who they are; null for a machine, whose key is its proof. */
  readonly provenAt: string | null
}
/** How and with what a session is begun. */
export type Entrance = {
  readonly method: SignInMethod
  readonly browser: string
  /** The identity provider they came back from. */
  readonly providerId?: string | undefined
}

const back = (now: string, milliseconds: number): string => new Date(Date.parse(now) - milliseconds).toISOString()
/** A session last seen before that moment is over. */
export const idleSince = (now: string): string => back(now, idle)
const localeOf = (value: string): Locale => (value === 'en' ? 'en' : 'zh-CN')

/** Begins a session and returns the cookie's value, which is kept nowhere else. */
export async function beginSession(
  ctx: WriteCtx,
  accountId: string,
  membershipId: string | null,
  entrance: Entrance
): Promise<string> {
  const token = randomToken(32)
  await ctx.db.insert(sessions).values({
    tokenHash: sha256Hex(token),
    id: newId(ctx.now),
    accountId,
    membershipId,
    method: entrance.method,
    browser: entrance.browser,
    createdAt: ctx.now,
    seenAt: ctx.now,
    provenAt: ctx.now,
    expiresAt: new Date(Date.parse(ctx.now) + absolute).toISOString(),
  })
  return token
}

/** Whether a session may speak for an organisation: one that requires its identity provider wants the session to have been there. */
const admitted = (tenantId: SQL) =>
  sql`not exists (select 1 from tenants r where r.id = ${tenantId} and r.required_provider_id is not null and not exists (select 1 from ceremonies v where v.id = ${sessions.tokenHash} || ':' || r.required_provider_id))`

/** The session's membership; somebody who had none when they signed in speaks for the first they have by now. */
const spokenFor = sql`ifnull(${sessions.membershipId}, (select m.id from memberships m where m.account_id = ${sessions.accountId} and m.ended_at is null and m.suspended_at is null and ${admitted(sql`m.tenant_id`)} order by m.created_at limit 1))`

const sessionAt = once((db) =>
  db
    .select({
      accountId: accounts.id,
      name: accounts.name,
      locale: accounts.locale,
      administrator: accounts.administrator,
      membershipId: memberships.id,
      personId: memberships.personId,
      roles: memberships.roles,
      tenantId: tenants.id,
      tenantKind: tenants.kind,
      tenantName: tenants.name,
      zone: tenants.zone,
      seenAt: sessions.seenAt,
      provenAt: sessions.provenAt,
      // The day is the organisation's own, which the database does not know: a day more on either side, sifted below.
      absent: sql<string>`(select json_group_array(json_object('accountId', m.account_id, 'personId', m.person_id, 'name', p.name, 'roles', json(m.roles), 'from', d.from_day, 'to', d.to_day)) from deputies d join memberships m on m.id = d.absent_id join accounts p on p.id = m.account_id where d.deputy_id = ${memberships.id} and d.ended_at is null and m.ended_at is null and d.to_day >= ${sql.placeholder('yesterday')} and d.from_day <= ${sql.placeholder('tomorrow')})`,
      all: sql<string>`(select json_group_array(json_object('id', m.id, 'name', json(o.name))) from memberships m join tenants o on o.id = m.tenant_id where m.account_id = ${accounts.id} and m.ended_at is null and m.suspended_at is null)`,
    })
    .from(sessions)
    .innerJoin(accounts, eq(accounts.id, sessions.accountId))
    .leftJoin(
      memberships,
      and(
        eq(memberships.id, spokenFor),
        isNull(memberships.endedAt),
        isNull(memberships.suspendedAt),
        admitted(sql`${memberships.tenantId}`)
      )
    )
    .leftJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(
        eq(sessions.tokenHash, sql.placeholder('tokenHash')),
        sql`${sessions.seenAt} > ${sql.placeholder('idleSince')}`,
        sql`${sessions.expiresAt} > ${sql.placeholder('now')}`
      )
    )
    .prepare()
)

/** For whom somebody stands in on this day: with the roles of the office's desk, never with what is personal. */
function absentToday(now: string, zone: string, found: string): Absent[] {
  const all = JSON.parse(found) as (Absent & { readonly from: string; readonly to: string })[]
  if (all.length === 0) return []
  const today = officeDay(now, zone)
  return all
    .filter(({ from, to }) => from <= today && today <= to)
    .map(({ accountId, personId, name, roles }) => ({
      accountId,
      personId,
      name,
      roles: roles.filter((role) => ofDesk({ ...nobody, roles: [role] })),
    }))
}

/** Who a cookie belongs to, in one indexed query; null when the session is unknown, idle for two hours or over. */
export async function resumeSession(ctx: Ctx, token: string): Promise<SignedIn | null> {
  const tokenHash = sha256Hex(token)
  const [row] = await sessionAt(ctx.db).all({
    tokenHash,
    idleSince: back(ctx.now, idle),
    now: ctx.now,
    yesterday: back(ctx.now, 24 * hour).slice(0, 10),
    tomorrow: back(ctx.now, -24 * hour).slice(0, 10),
  })
  if (row === undefined) return null
  if (row.seenAt < back(ctx.now, seenEvery)) {
    await transaction(ctx, (ctx) =>
      ctx.db.update(sessions).set({ seenAt: ctx.now }).where(eq(sessions.tokenHash, tokenHash))
    )
  }
  const locale = localeOf(row.locale)
  const zone = row.zone ?? 'Asia/Shanghai'
  const absent = absentToday(ctx.now, zone, row.absent)
  const memberOf = JSON.parse(row.all) as { id: string; name: Text }[]
  return {
    actor: {
      kind: 'person',
      accountId: row.accountId,
      membershipId: row.membershipId,
      personId: row.personId,
      tenantId: row.tenantId,
      officeId: row.tenantKind === 'office' ? row.tenantId : null,
      roles: [
        ...new Set([
          ...(row.roles ?? []),
          ...absent.flatMap((one) => one.roles),
          ...(row.administrator ? (['administrator'] as const) : []),
        ]),
      ],
      ownRoles: row.roles ?? [],
      standsInFor: absent,
      name: row.name,
    },
    locale,
    zone,
    organisation: row.tenantName === null ? null : say(row.tenantName, locale).text,
    memberships: memberOf.map(({ id, name }) => ({ id, name: say(name, locale).text })),
    sessionHash: tokenHash,
    provenAt: row.provenAt,
  }
}

export async function endSession(ctx: Ctx, tokenHash: string): Promise<void> {
  await transaction(ctx, (ctx) => ctx.db.delete(sessions).where(eq(sessions.tokenHash, tokenHash)))
}

/** Lets the session speak for another of the account's organisations. Returns false when it is none of theirs. */
export async function switchMembership(ctx: WriteCtx, tokenHash: string, membershipId: string): Promise<boolean> {
  const [mine] = await ctx.db
    .select({ id: memberships.id })
    .from(memberships)
    .where(
      and(
        eq(memberships.id, membershipId),
        eq(memberships.accountId, ctx.actor.accountId ?? ''),
        isNull(memberships.endedAt),
        isNull(memberships.suspendedAt)
      )
    )
  if (mine === undefined) return false
  await refuseUnvisited(ctx, membershipId, tokenHash)
  decided(ctx)
  await ctx.db.update(sessions).set({ membershipId }).where(eq(sessions.tokenHash, tokenHash))
  return true
}

/** Forgets sessions that are over (a job). */
export async function forgetSessions(ctx: Ctx): Promise<void> {
  await transaction(ctx, (ctx) => ctx.db.delete(sessions).where(lt(sessions.expiresAt, ctx.now)))
}

const keyAt = once((db) =>
  db
    .select({ key: inOne(getTableColumns(apiKeys)), tenant: inOne(getTableColumns(tenants)) })
    .from(apiKeys)
    .innerJoin(tenants, eq(tenants.id, apiKeys.tenantId))
    .where(eq(apiKeys.publicId, sql.placeholder('publicId')))
    .prepare()
)

/** Who an API key belongs to; null when it is unknown, revoked or over. */
export async function resumeKey(ctx: Ctx, bearer: string): Promise<SignedIn | null> {
  const match = /^td_([0-9a-z]{12})_([A-Za-z0-9_-]{43})$/.exec(bearer)
  if (!match) return null
  const [publicId, secret] = [match[1]!, match[2]!]
  const [row] = await keyAt(ctx.db).all({ publicId })
  if (row === undefined || row.key.revokedAt !== null || row.key.expiresAt < ctx.now) return null
  if (sha256Hex(secret) !== row.key.secretHash) return null
  if (row.key.lastUsedAt === null || row.key.lastUsedAt < back(ctx.now, seenEvery)) {
    await transaction(ctx, (ctx) =>
      ctx.db.update(apiKeys).set({ lastUsedAt: ctx.now }).where(eq(apiKeys.publicId, publicId))
    )
  }
  const locale = localeOf(row.tenant.locale)
  return {
    actor: {
      kind: 'machine',
      // Names the key, so that nobody approves by one key what the same key filed.
      accountId: `key:${row.key.publicId}`,
      membershipId: null,
      personId: null,
      tenantId: row.key.tenantId,
      officeId: row.tenant.kind === 'office' ? row.key.tenantId : null,
      roles: row.key.roles,
      name: row.key.name,
    },
    locale,
    zone: row.tenant.zone,
    organisation: say(row.tenant.name, locale).text,
    memberships: [],
    sessionHash: null,
    provenAt: null,
  }
}
