import { and, count, desc, eq, inArray, min, sql } from 'drizzle-orm'
import { achievements } from '../achievements/table.ts'
import { agreements } from '../agreements/table.ts'
import { jobRuns } from '../db/table.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { refuse } from '../kernel/errors.ts'
import { outbox } from '../mail/table.ts'
import { oversight, tenants } from '../organisations/table.ts'
import { inForce } from '../patents/patent.ts'
import { patents } from '../patents/table.ts'

/** Every organisation that signs in, with how many belong to it: nothing of what is in them. */
export function listTenants(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({
      id: tenants.id,
      kind: tenants.kind,
      name: tenants.name,
      state: tenants.state,
      verifiedAt: tenants.verifiedAt,
      verifiedBy: tenants.verifiedBy,
      members: sql<number>`(select count(*) from memberships m where m.tenant_id = tenants.id and m.ended_at is null)`,
    })
    .from(tenants)
    .orderBy(desc(tenants.createdAt))
    .limit(500)
}

/** Letters that will not leave by themselves any more: to whom and why, never what they say. */
export function deadLetters(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({
      id: outbox.id,
      event: outbox.event,
      recipient: outbox.recipient,
      problem: outbox.problem,
      createdAt: outbox.createdAt,
      office: tenants.name,
    })
    .from(outbox)
    .leftJoin(tenants, eq(tenants.id, outbox.officeId))
    .where(eq(outbox.state, 'failed'))
    .orderBy(desc(outbox.seq))
    .limit(100)
}

export async function lettersWaiting(ctx: Ctx): Promise<{ waiting: number; oldest: string | null }> {
  decided(ctx)
  const [row] = await ctx.db
    .select({ waiting: count(), oldest: min(outbox.createdAt) })
    .from(outbox)
    .where(inArray(outbox.state, ['queued', 'sending']))
  return { waiting: row?.waiting ?? 0, oldest: row?.oldest ?? null }
}

/** The last run of every job that ever ran. */
export async function lastRuns(ctx: Ctx) {
  decided(ctx)
  const latest = ctx.db
    .select({ job: jobRuns.job, slot: sql<string>`max(${jobRuns.slot})`.as('latest') })
    .from(jobRuns)
    .groupBy(jobRuns.job)
    .as('latest')
  return ctx.db
    .select({
      job: jobRuns.job,
      startedAt: jobRuns.startedAt,
      finishedAt: jobRuns.finishedAt,
      problem: jobRuns.problem,
    })
    .from(jobRuns)
    .innerJoin(latest, and(eq(latest.job, jobRuns.job), eq(latest.slot, jobRuns.slot)))
    .orderBy(jobRuns.job)
}

/** The offices whose numbers the actor sees: their own, or those their government body oversees. */
async function officesSeen(ctx: Ctx) {
  decided(ctx)
  const { tenantId, officeId } = ctx.actor
  if (tenantId === null) throw refuse('forbidden', 'error.no_organisation')
  const seen = ctx.db.select({ id: oversight.officeId }).from(oversight).where(eq(oversight.governmentId, tenantId))
  return ctx.db
    .select({ id: tenants.id, name: tenants.name })
    .from(tenants)
    .where(and(eq(tenants.kind, 'office'), officeId === null ? inArray(tenants.id, seen) : eq(tenants.id, officeId)))
    .orderBy(tenants.createdAt)
    .limit(200)
}

export type OfficeNumbers = Awaited<ReturnType<typeof numbersOfOffices>>[number]

/** Numbers of a year, by office; the contract value in minor units of the yuan, other currencies left out. */
export async function numbersOfOffices(ctx: Ctx, year: string) {
  const offices = await officesSeen(ctx)
  const ids = offices.map(({ id }) => id)
  if (ids.length === 0) return []
  const [from, to] = [`${year}-01-01`, `${String(Number(year) + 1)}-01-01`]
  const by = <R extends { readonly officeId: string; readonly n: number }>(rows: readonly R[]) =>
    new Map(rows.map(({ officeId, n }) => [officeId, n]))
  const disclosed = by(
    await ctx.db
      .select({ officeId: achievements.officeId, n: count() })
      .from(achievements)
      .where(
        and(
          inArray(achievements.officeId, ids),
          sql`${achievements.createdAt} >= ${from} and ${achievements.createdAt} < ${to}`
        )
      )
      .groupBy(achievements.officeId)
  )
  const published = by(
    await ctx.db
      .select({ officeId: achievements.officeId, n: count() })
      .from(achievements)
      .where(and(inArray(achievements.officeId, ids), eq(achievements.state, 'published')))
      .groupBy(achievements.officeId)
  )
  const held = by(
    await ctx.db
      .select({ officeId: patents.officeId, n: count() })
      .from(patents)
      .where(and(inArray(patents.officeId, ids), inArray(patents.status, [...inForce])))
      .groupBy(patents.officeId)
  )
  const signed = await ctx.db
    .select({
      officeId: agreements.officeId,
      kind: agreements.kind,
      n: count(),
      value: sql<number>`coalesce(sum(case when ${agreements.currency} = 'CNY' then ${agreements.contractValue} end), 0)`,
    })
    .from(agreements)
    .where(
      and(inArray(agreements.officeId, ids), sql`${agreements.signedOn} >= ${from} and ${agreements.signedOn} < ${to}`)
    )
    .groupBy(agreements.officeId, agreements.kind)
  return offices.map(({ id, name }) => {
    const own = signed.filter(({ officeId }) => officeId === id)
    const of = (kind: string) => own.find((row) => row.kind === kind)?.n ?? 0
    return {
      id,
      name,
      disclosed: disclosed.get(id) ?? 0,
      published: published.get(id) ?? 0,
      patents: held.get(id) ?? 0,
      licences: of('licence_patent'),
      transfers: of('transfer_patent_right'),
      value: own.reduce((sum, row) => sum + row.value, 0),
    }
  })
}

export const thisYear = (ctx: Ctx): string => officeDay(ctx.now, ctx.zone).slice(0, 4)
