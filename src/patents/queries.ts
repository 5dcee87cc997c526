import { and, eq, inArray, isNotNull, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { achievementContributors, achievements } from '../achievements/table.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { organisations } from '../organisations/table.ts'
import { bestHits, holdsText } from '../search/queries.ts'
import { cut, keyset, ListQuery, type Page, type Sorts } from '../web/list.ts'
import { inForce, patentKinds, patentStatuses } from './patent.ts'
import { visible } from './policy.ts'
import { patentAchievements as links, patentHolders as holders, patents } from './table.ts'

type Row = typeof patents.$inferSelect
export type PatentRow = Row & Awaited<ReturnType<typeof relationsOf>>

const filed = sql`ifnull(${patents.filingDate}, '')`
const expiry = sql`ifnull(${patents.expiryDate}, '')`
export const patentSorts = {
  newest: { by: patents.createdAt, way: 'desc' },
  oldest: { by: patents.createdAt, way: 'asc' },
  filed: { by: filed, way: 'desc' },
  expiry: { by: expiry, way: 'asc' },
} as const satisfies Sorts

export const PatentQuery = ListQuery.extend({
  status: z.enum(patentStatuses).optional(),
  kind: z.enum(patentKinds).optional(),
  office: z
    .string()
    .regex(/^[A-Z]{2}$/)
    .optional(),
  organisation: Id.optional().meta({ description: 'an applicant or patentee' }),
  sort: z.enum(['newest', 'oldest', 'filed', 'expiry']).default('newest'),
})
export type PatentQuery = z.infer<typeof PatentQuery>

/** Another office's patent is simply not there. */
export async function getPatent(ctx: Ctx, id: string): Promise<PatentRow> {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(patents)
    .where(and(eq(patents.id, id), visible(ctx.actor)))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  return { ...row, ...(await relationsOf(ctx, row)) }
}

/** Holders, linked achievements, and whom they belong to: what a page shows and a policy judges. */
async function relationsOf(ctx: Ctx, patent: Row) {
  const [held, linked] = await Promise.all([
    ctx.db
      .select({
        capacity: holders.capacity,
        organisationId: holders.organisationId,
        name: organisations.name,
        tenantId: organisations.tenantId,
      })
      .from(holders)
      .innerJoin(organisations, eq(organisations.id, holders.organisationId))
      .where(eq(holders.patentId, patent.id))
      .orderBy(holders.capacity, holders.position),
    ctx.db
      .select({
        id: achievements.id,
        reference: achievements.reference,
        title: achievements.title,
        disclosedBy: achievements.disclosedBy,
      })
      .from(links)
      .innerJoin(achievements, eq(achievements.id, links.achievementId))
      .where(eq(links.patentId, patent.id))
      .orderBy(achievements.seq),
  ])
  const made =
    linked.length === 0
      ? []
      : await ctx.db
          .select({ personId: achievementContributors.personId })
          .from(achievementContributors)
          .where(
            and(
              inArray(
                achievementContributors.achievementId,
                linked.map(({ id }) => id)
              ),
              isNotNull(achievementContributors.personId)
            )
          )
  const of = (capacity: string) => held.filter((holder) => holder.capacity === capacity)
  return {
    applicants: of('applicant'),
    patentees: of('patentee'),
    achievements: linked,
    holderTenants: held.flatMap(({ tenantId }) => tenantId ?? []),
    inventorIds: made.flatMap(({ personId }) => personId ?? []),
    disclosers: linked.flatMap(({ disclosedBy }) => disclosedBy ?? []),
  }
}

const item = {
  seq: patents.seq,
  id: patents.id,
  reference: patents.reference,
  officeCode: patents.officeCode,
  kind: patents.kind,
  status: patents.status,
  title: patents.title,
  applicationNumber: patents.applicationNumber,
  patentNumber: patents.patentNumber,
  filingDate: patents.filingDate,
  expiryDate: patents.expiryDate,
  version: patents.version,
  createdAt: patents.createdAt,
}

export async function listPatents(ctx: Ctx, query: PatentQuery) {
  decided(ctx)
  const { after, orderBy, position, limit } = keyset(patentSorts, query.sort, patents.seq, query)
  const rows = await ctx.db
    .select({ ...item, position })
    .from(patents)
    .where(and(...filters(ctx, query), after))
    .orderBy(...orderBy)
    .limit(limit)
  return cut(rows, query.limit)
}

export async function countPatents(ctx: Ctx, query: PatentQuery): Promise<number> {
  return ctx.db.$count(patents, and(...filters(ctx, query)))
}

const filters = (ctx: Ctx, query: PatentQuery): (SQL | undefined)[] => [
  visible(ctx.actor),
  query.status === undefined ? undefined : eq(patents.status, query.status),
  query.kind === undefined ? undefined : eq(patents.kind, query.kind),
  query.office === undefined ? undefined : eq(patents.officeCode, query.office),
  query.organisation === undefined
    ? undefined
    : sql`${patents.id} in (select h.patent_id from patent_holders h where h.organisation_id = ${query.organisation})`,
  holdsText(patents.id, query.q),
]

/** The patent offices among what the reader may see, for the filter. */
export async function patentOffices(ctx: Ctx): Promise<string[]> {
  decided(ctx)
  const rows = await ctx.db
    .selectDistinct({ code: patents.officeCode })
    .from(patents)
    .where(visible(ctx.actor))
    .orderBy(patents.officeCode)
  return rows.map(({ code }) => code)
}

export async function searchPatents(ctx: Ctx, typed: string, limit: number) {
  decided(ctx)
  const best = bestHits('patent', ctx.actor.officeId ?? '', typed, limit)
  if (best === null) return []
  return ctx.db
    .select(item)
    .from(patents)
    .where(and(sql`${patents.id} in (${best})`, visible(ctx.actor)))
}

/** The patent of an office that has this application number already. */
export async function findByNumber(ctx: Ctx, officeId: string, officeCode: string, applicationNumber: string) {
  const [row] = await ctx.db
    .select({ id: patents.id, reference: patents.reference })
    .from(patents)
    .where(
      and(
        eq(patents.officeId, officeId),
        eq(patents.officeCode, officeCode),
        eq(patents.applicationNumber, applicationNumber)
      )
    )
  return row ?? null
}

/** The same for many numbers at once. */
export async function patentsByNumber(ctx: Ctx, officeId: string, officeCode: string, numbers: readonly string[]) {
  const rows = await ctx.db
    .select({
      id: patents.id,
      reference: patents.reference,
      applicationNumber: patents.applicationNumber,
      patentNumber: patents.patentNumber,
      source: patents.source,
    })
    .from(patents)
    .where(
      and(
        eq(patents.officeId, officeId),
        eq(patents.officeCode, officeCode),
        inArray(patents.applicationNumber, [...numbers])
      )
    )
  return new Map(rows.map((row) => [row.applicationNumber!, row]))
}

/** Patents linked to an achievement, as far as the reader may see them. */
export async function patentsOfAchievement(ctx: Ctx, achievementId: string) {
  return ctx.db
    .select(item)
    .from(links)
    .innerJoin(patents, eq(patents.id, links.patentId))
    .where(and(eq(links.achievementId, achievementId), visible(ctx.actor)))
    .orderBy(patents.seq)
}

/** The office's patents by id with their patentees; ids that are not there are left out. Keeps no order. */
export async function patentsByIds(ctx: Ctx, officeId: string, ids: readonly string[]) {
  if (ids.length === 0) return []
  return ctx.db
    .select()
    .from(patents)
    .where(and(eq(patents.officeId, officeId), inArray(patents.id, [...ids])))
}

export async function holdersOf(ctx: Ctx, ids: readonly string[]) {
  if (ids.length === 0) return []
  return ctx.db
    .select({
      patentId: holders.patentId,
      capacity: holders.capacity,
      organisationId: holders.organisationId,
      name: organisations.name,
    })
    .from(holders)
    .innerJoin(organisations, eq(organisations.id, holders.organisationId))
    .where(inArray(holders.patentId, [...ids]))
    .orderBy(holders.capacity, holders.position)
}

/** References and titles for a select list. */
export async function patentOptions(ctx: Ctx) {
  decided(ctx)
  return ctx.db
    .select({
      id: patents.id,
      reference: patents.reference,
      title: patents.title,
      applicationNumber: patents.applicationNumber,
    })
    .from(patents)
    .where(visible(ctx.actor))
    .orderBy(sql`${patents.createdAt} desc`)
    .limit(1_000)
}

/** Rights in force that end within the given days, for the home page. */
export async function expiringPatents(ctx: Ctx, from: string, until: string) {
  decided(ctx)
  return ctx.db
    .select(item)
    .from(patents)
    .where(
      and(
        visible(ctx.actor),
        inArray(patents.status, [...inForce]),
        sql`${patents.expiryDate} between ${from} and ${until}`
      )
    )
    .orderBy(patents.expiryDate)
    .limit(20)
}

export async function countInForce(ctx: Ctx): Promise<number> {
  return ctx.db.$count(patents, and(visible(ctx.actor), inArray(patents.status, [...inForce])))
}

export type PatentPage = Page<Awaited<ReturnType<typeof listPatents>>['items'][number]>
