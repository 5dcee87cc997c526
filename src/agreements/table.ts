import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { Remuneration } from '../contracts/remuneration.ts'
import type { Exclusivity, PartyRole } from '../contracts/roles.ts'
import { json, recordColumns } from '../db/columns.ts'
import type { Text } from '../kernel/text.ts'
import type { AgreementKind, AgreementTerms, State } from './agreement.ts'
import type { PricingMethod } from './steps.ts'

export const agreements = sqliteTable(
  'agreements',
  {
    ...recordColumns(),
    kind: text().$type<AgreementKind>().notNull(),
    state: text().$type<State>().notNull(),
    title: json<Text>().notNull(),
    exclusivity: text().$type<Exclusivity>(),
    territory: json<Text | null>(),
    field: json<Text | null>(),
    termStart: text(),
    termEnd: text(),
    /** Minor units of `currency`. */
    contractValue: integer(),
    currency: text().notNull(),
    remuneration: json<Remuneration | null>(),
    /** Choices the wording needs: dispute settlement, prevailing language, notices, clause facts. */
    terms: json<AgreementTerms>().notNull(),
    /** How the price is set (PTL 18), and since when its notice hangs. */
    pricingMethod: text().$type<PricingMethod>(),
    noticePostedOn: text(),
    createdBy: text(),
    signedOn: text(),
    remark: text(),
  },
  (table) => [
    index('agreements_list').on(table.officeId, table.createdAt, table.seq),
    index('agreements_state').on(table.officeId, table.state, table.createdAt, table.seq),
    uniqueIndex('agreements_reference').on(table.officeId, table.reference),
  ]
)

/** Who stands on the agreement. A party that signs in (`tenantId`) sees it. */
export const agreementParties = sqliteTable(
  'agreement_parties',
  {
    agreementId: text().notNull(),
    position: integer().notNull(),
    officeId: text().notNull(),
    role: text().$type<PartyRole>().notNull(),
    organisationId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agreementId, table.position] }),
    index('agreement_parties_organisation').on(table.organisationId, table.agreementId),
  ]
)

export const agreementPatents = sqliteTable(
  'agreement_patents',
  {
    agreementId: text().notNull(),
    position: integer().notNull(),
    officeId: text().notNull(),
    patentId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.agreementId, table.position] }),
    index('agreement_patents_patent').on(table.patentId),
  ]
)
