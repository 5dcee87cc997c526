import { and, desc, eq, inArray, ne, type SQL, sql } from 'drizzle-orm'
import { z } from 'zod'
import { rowsOf } from '../db/ways.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import type { Text } from '../kernel/text.ts'
import { addressesOf } from '../identity/queries.ts'
import { achievementContributors, achievements } from '../achievements/table.ts'
import { organisations, tenants } from '../organisations/table.ts'
import { patentAchievements, patents } from '../patents/table.ts'
import { holdsText } from '../search/queries.ts'
import { cut, keyset, ListQuery, type Sorts } from '../web/list.ts'
import { agreementKinds, AgreementTerms, beforeSigned, type State, states } from './agreement.ts'
import { decidedByLeadership } from './guards.ts'
import { visible, ways, withheld } from './policy.ts'
import { agreementParties as parties, agreementPatents as subject, agreements } from './table.ts'

type Row = typeof agreements.$inferSelect
export type AgreementRow = Awaited<ReturnType<typeof getAgreement>>

export const agreementSorts = {
  newest: { by: agreements.createdAt, way: 'desc' },
  oldest: { by: agreements.createdAt, way: 'asc' },
} as const satisfies Sorts

export const AgreementQuery = ListQuery.extend({
  state: z.enum(states).optional(),
  kind: z.enum(agreementKinds).optional(),
  sort: z.enum(['newest', 'oldest']).default('newest'),
})
export type AgreementQuery = z.infer<typeof AgreementQuery>

/** Nobody but the office and the parties knows that it is there. */
export async function getAgreement(ctx: Ctx, id: string) {
  decided(ctx)
  const [found] = await ctx.db
    .select({ row: agreements, settings: tenants.settings })
    .from(agreements)
    .leftJoin(tenants, eq(tenants.id, agreements.officeId))
    .where(and(eq(agreements.id, id), visible(ctx.actor)))
  if (found === undefined) throw refuse('not_found', 'error.not_found')
  const { row, settings } = found
  const forLeadership = decidedByLeadership(row, settings?.leadershipFrom)
  return { ...moneyOf(emptied(ctx, row)), forLeadership, ...(await relationsOf(ctx, id)) }
}

/** The row without what the reader is not meant to have. */
function emptied(ctx: Ctx, row: Row) {
  const hidden = withheld(ctx.actor, row)
  return {
    ...row,
    ...(hidden.includes('contractValue') && { contractValue: null, remuneration: null }),
    ...(hidden.includes('terms') && { terms: AgreementTerms.parse({}) }),
    ...(hidden.includes('remark') && { remark: null }),
    withheld: hidden,
  }
}

const moneyOf = <R extends Row>(row: R) => ({
  ...row,
  contractValue: row.contractValue === null ? null : { amount: row.contractValue, currency: row.currency },
})

async function relationsOf(ctx: Ctx, id: string) {
  const [standing, about, made] = await Promise.all([
    ctx.db
      .select({
        role: parties.role,
        organisationId: parties.organisationId,
        name: organisations.name,
        tenantId: organisations.tenantId,
      })
      .from(parties)
      .innerJoin(organisations, eq(organisations.id, parties.organisationId))
      .where(eq(parties.agreementId, id))
      .orderBy(parties.position),
    ctx.db
      .select({
        id: patents.id,
        reference: patents.reference,
        title: patents.title,
        applicationNumber: patents.applicationNumber,
        status: patents.status,
      })
      .from(subject)
      .innerJoin(patents, eq(patents.id, subject.patentId))
      .where(eq(subject.agreementId, id))
      .orderBy(subject.position),
    ctx.db
      .selectDistinct({ disclosedBy: achievements.disclosedBy, personId: achievementContributors.personId })
      .from(subject)
      .innerJoin(patentAchievements, eq(patentAchievements.patentId, subject.patentId))
      .innerJoin(achievements, eq(achievements.id, patentAchievements.achievementId))
      .leftJoin(achievementContributors, eq(achievementContributors.achievementId, achievements.id))
      .where(eq(subject.agreementId, id)),
  ])
  return {
    parties: standing,
    patents: about,
    partyTenants: standing.flatMap(({ tenantId }) => tenantId ?? []),
    inventorIds: [...new Set(made.flatMap(({ personId }) => personId ?? []))],
    disclosers: [...new Set(made.flatMap(({ disclosedBy }) => disclosedBy ?? []))],
  }
}

const item = {
  seq: agreements.seq,
  id: agreements.id,
  officeId: agreements.officeId,
  reference: agreements.reference,
  kind: agreements.kind,
  state: agreements.state,
  title: agreements.title,
  exclusivity: agreements.exclusivity,
  termStart: agreements.termStart,
  termEnd: agreements.termEnd,
  contractValue: agreements.contractValue,
  currency: agreements.currency,
  version: agreements.version,
  createdAt: agreements.createdAt,
}
type Item = Pick<Row, 'officeId' | 'state' | 'contractValue' | 'currency'>
const itemOf =
  (ctx: Ctx) =>
  <R extends Item>(row: R) => ({
    ...row,
    contractValue:
      row.contractValue === null || withheld(ctx.actor, row).includes('contractValue')
        ? null
        : { amount: row.contractValue, currency: row.currency },
  })

export async function listAgreements(ctx: Ctx, query: AgreementQuery) {
  decided(ctx)
  const { after, orderBy, position, limit } = keyset(agreementSorts, query.sort, agreements.seq, query)
  const rows = await ctx.db
    .select({ ...item, position })
    .from(rowsOf(agreements, ways(ctx.actor)))
    .where(and(...filters(query), after))
    .orderBy(...orderBy)
    .limit(limit)
  const { items, nextCursor } = cut(rows, query.limit)
  return { items: items.map(itemOf(ctx)), nextCursor }
}

export type AgreementPage = Awaited<ReturnType<typeof listAgreements>>

export async function countAgreements(ctx: Ctx, query: AgreementQuery): Promise<number> {
  return ctx.db.$count(rowsOf(agreements, ways(ctx.actor)), and(...filters(query)))
}

const filters = (query: Partial<AgreementQuery>): (SQL | undefined)[] => [
  query.state === undefined ? undefined : eq(agreements.state, query.state),
  query.kind === undefined ? undefined : eq(agreements.kind, query.kind),
  holdsText(agreements.id, query.q),
]

export async function waitingAgreements(ctx: Ctx, among: readonly State[], limit: number) {
  decided(ctx)
  const rows = await ctx.db
    .select(item)
    .from(agreements)
    .where(and(visible(ctx.actor), inArray(agreements.state, [...among])))
    .orderBy(agreements.createdAt)
    .limit(limit)
  return rows.map(itemOf(ctx))
}

export async function countOpenAgreements(ctx: Ctx): Promise<number> {
  return ctx.db.$count(agreements, and(visible(ctx.actor), inArray(agreements.state, [...beforeSigned])))
}

/** Agreements in force that end within the given days, for the home page. */
export async function endingAgreements(ctx: Ctx, from: string, until: string) {
  decided(ctx)
  return ctx.db
    .select(item)
    .from(agreements)
    .where(
      and(
        visible(ctx.actor),
        inArray(agreements.state, ['signed', 'effective', 'in_performance']),
        sql`${agreements.termEnd} between ${from} and ${until}`
      )
    )
    .orderBy(agreements.termEnd)
    .limit(20)
}

/** The parties of each agreement but the reader's own organisation: with whom it is. */
export async function otherParties(ctx: Ctx, ids: readonly string[]): Promise<Map<string, Text[]>> {
  const names = new Map<string, Text[]>()
  if (ids.length === 0) return names
  const rows = await ctx.db
    .select({ id: parties.agreementId, name: organisations.name, tenantId: organisations.tenantId })
    .from(parties)
    .innerJoin(organisations, eq(organisations.id, parties.organisationId))
    .where(inArray(parties.agreementId, [...ids]))
    .orderBy(parties.agreementId, parties.position)
  for (const { id, name, tenantId } of rows)
    if (tenantId === null || tenantId !== ctx.actor.tenantId) names.set(id, [...(names.get(id) ?? []), name])
  return names
}

/** The office's own entry in its address book: who usually grants. */
export async function ownOrganisation(ctx: Ctx): Promise<string | null> {
  const { officeId } = ctx.actor
  if (officeId === null) return null
  const [row] = await ctx.db
    .select({ id: organisations.id })
    .from(organisations)
    .where(and(eq(organisations.officeId, officeId), eq(organisations.tenantId, officeId)))
    .limit(1)
  return row?.id ?? null
}

/** Agreements to which an organisation of the address book is a party, as far as the reader may see them. */
export async function agreementsOfOrganisation(ctx: Ctx, organisationId: string) {
  const rows = await ctx.db
    .selectDistinct(item)
    .from(parties)
    .innerJoin(agreements, eq(agreements.id, parties.agreementId))
    .where(and(eq(parties.organisationId, organisationId), visible(ctx.actor)))
    .orderBy(desc(agreements.seq))
    .limit(50)
  return rows.map(itemOf(ctx))
}

/** Agreements about a patent, as far as the reader may see them. */
export async function agreementsOfPatent(ctx: Ctx, patentId: string) {
  const rows = await ctx.db
    .select(item)
    .from(subject)
    .innerJoin(agreements, eq(agreements.id, subject.agreementId))
    .where(and(eq(subject.patentId, patentId), visible(ctx.actor)))
    .orderBy(desc(agreements.seq))
    .limit(50)
  return rows.map(itemOf(ctx))
}

/** States in which a licence stands against others on the same patent, as long as its term runs: also when all is paid. */
const standing: State[] = ['approved', 'signed', 'effective', 'in_performance', 'completed', 'breached', 'dispute']

/** Licences of one of these patents that run at some time in the term and stand, other than `except`. */
export async function licencesInTerm(
  ctx: Ctx,
  officeId: string,
  patentIds: readonly string[],
  term: { start: string; end: string },
  except: string
) {
  if (patentIds.length === 0) return []
  return ctx.db
    .select({
      reference: agreements.reference,
      exclusivity: agreements.exclusivity,
      termStart: agreements.termStart,
      termEnd: agreements.termEnd,
      patentId: subject.patentId,
      patentReference: patents.reference,
    })
    .from(subject)
    .innerJoin(agreements, eq(agreements.id, subject.agreementId))
    .innerJoin(patents, eq(patents.id, subject.patentId))
    .where(
      and(
        eq(agreements.officeId, officeId),
        inArray(subject.patentId, [...patentIds]),
        ne(agreements.id, except),
        inArray(agreements.state, standing),
        eq(agreements.kind, 'licence_patent'),
        sql`${agreements.termStart} <= ${term.end} and ${agreements.termEnd} >= ${term.start}`
      )
    )
}

/** Everybody at the other parties who signs in, with the language they read. */
export async function partyAddresses(ctx: Ctx, agreement: { officeId: string; partyTenants: readonly string[] }) {
  const others = agreement.partyTenants.filter((tenantId) => tenantId !== agreement.officeId)
  const lists = await Promise.all(
    [...new Set(others)].map((tenantId) =>
      addressesOf(ctx, tenantId, ['enterprise_head', 'enterprise_member', 'office_head', 'officer'])
    )
  )
  return lists.flat()
}
