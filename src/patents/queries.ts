import { and, eq, getTableColumns, inArray, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { type Judged as JudgedAchievement, may as mayAchievement } from '../achievements/policy.ts'
import type { achievements } from '../achievements/table.ts'
import { inOne, madeJson } from '../db/in-one.ts'
import { once } from '../db/once.ts'
import { rowsOf } from '../db/ways.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { ofDesk } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import type { Text } from '../kernel/text.ts'
import { organisations } from '../organisations/table.ts'
import { bestHits, holdsText } from '../search/queries.ts'
import { cut, keyset, ListQuery, type Page, type Sorts } from '../web/list.ts'
import { type HolderCapacity, inForce, patentKinds, patentStatuses } from './patent.ts'
import { may, visible, ways } from './policy.ts'
import { patentAchievements as links, patentHolders as holders, patents } from './table.ts'

type Row = typeof patents.$inferSelect
type Holder = { readonly organisationId: string; readonly name: Text; readonly tenantId: string | null }
type Linked = Pick<typeof achievements.$inferSelect, 'id' | 'reference' | 'title'>
/** The record with what a page shows of its relations and a policy judges by them. */
export type PatentRow = Row & {
  readonly applicants: readonly Holder[]
  readonly patentees: readonly Holder[]
  readonly achievements: readonly Linked[]
  readonly holderTenants: readonly string[]
  readonly inventorIds: readonly string[]
  readonly disclosers: readonly string[]
}

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

type Held = Holder & { readonly capacity: HolderCapacity; readonly position: number }
type Disclosed = Linked & JudgedAchievement & { readonly seq: number }
/**
 * A patent and what it is linked with, in one statement that is the same for everybody. What is linked is sorted
 * outside: an aggregate that sorts costs the database as much as all the rest.
 */
const patentAt = once((db) =>
  db
    .select({
      facts: inOne(getTableColumns(patents)),
      held: madeJson<Held[]>(sql`(
        select json_group_array(json_object('capacity', h.capacity, 'position', h.position, 'organisationId', o.id, 'name', json(o.name), 'tenantId', o.tenant_id))
        from patent_holders h join organisations o on o.id = h.organisation_id where h.patent_id = patents.id)`),
      linked: madeJson<Disclosed[]>(sql`(
        select json_group_array(json_object('id', a.id, 'reference', a.reference, 'title', json(a.title), 'seq', a.seq,
          'officeId', a.office_id, 'state', a.state, 'disclosedBy', a.disclosed_by, 'contributorIds', json((
            select json_group_array(c.person_id) from achievement_contributors c
            where c.achievement_id = a.id and c.person_id is not null))))
        from patent_achievements l join achievements a on a.id = l.achievement_id where l.patent_id = patents.id)`),
    })
    .from(patents)
    .where(eq(patents.id, sql.placeholder('id')))
    .prepare()
)

/** Another office's patent is simply not there; nor, to a co-owner's enterprise, the disclosures behind its own. */
export async function getPatent(ctx: Ctx, id: string): Promise<PatentRow> {
  decided(ctx)
  const [row] = await patentAt(ctx.db).all({ id })
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  const held = row.held.toSorted((a, b) => a.position - b.position)
  const linked = row.linked.toSorted((a, b) => a.seq - b.seq)
  const patent = {
    ...row.facts,
    applicants: held.filter(({ capacity }) => capacity === 'applicant'),
    patentees: held.filter(({ capacity }) => capacity === 'patentee'),
    achievements: linked.filter((achievement) => mayAchievement(ctx.actor, 'read', achievement)),
    holderTenants: held.flatMap(({ tenantId }) => tenantId ?? []),
    inventorIds: linked.flatMap(({ contributorIds }) => contributorIds),
    disclosers: linked.flatMap(({ disclosedBy }) => disclosedBy ?? []),
  }
  // The policy's other form: all that it judges by is here already.
  if (!may(ctx.actor, 'read', patent)) throw refuse('not_found', 'error.not_found')
  return patent
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
const itemInOne = inOne(item)

export async function listPatents(ctx: Ctx, query: PatentQuery) {
  decided(ctx)
  const { after, orderBy, position, limit } = keyset(patentSorts, query.sort, patents.seq, query)
  const rows = await ctx.db
    .select({ row: itemInOne, seq: patents.seq, position })
    .from(rowsOf(patents, ways(ctx.actor)))
    .where(and(...filters(query), after))
    .orderBy(...orderBy)
    .limit(limit)
  return cut(
    rows.map(({ row, position }) => ({ ...row, position })),
    query.limit
  )
}

export async function countPatents(ctx: Ctx, query: PatentQuery): Promise<number> {
  return ctx.db.$count(rowsOf(patents, ways(ctx.actor)), and(...filters(query)))
}

const filters = (query: PatentQuery): (SQL | undefined)[] => [
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

/** The best of one office's patents for what was typed; the newest for whom it does not show all of them. */
export async function searchPatents(ctx: Ctx, typed: string, limit: number) {
  decided(ctx)
  if (!ofDesk(ctx.actor)) return (await listPatents(ctx, { q: typed, limit, sort: 'newest' })).items
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
      officeCode: patents.officeCode,
      expiryDate: patents.expiryDate,
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
