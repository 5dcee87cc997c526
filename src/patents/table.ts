import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json, recordColumns } from '../db/columns.ts'
import type { Text } from '../kernel/text.ts'
import type { HolderCapacity, PatentKind, PatentStatus } from './patent.ts'

export const patents = sqliteTable(
  'patents',
  {
    ...recordColumns(),
    /** WIPO ST.3: CN, US, EP, WO … */
    officeCode: text().notNull(),
    kind: text().$type<PatentKind>().notNull(),
    status: text().$type<PatentStatus>().notNull(),
    title: json<Text>().notNull(),
    applicationNumber: text(),
    patentNumber: text(),
    publicationNumber: text(),
    inventors: json<readonly string[]>().notNull(),
    ipc: json<readonly string[]>().notNull(),
    filingDate: text(),
    publicationDate: text(),
    grantDate: text(),
    expiryDate: text(),
    resumeTo: text().$type<PatentStatus>(),
    source: text(),
    sourceReference: text(),
  },
  (table) => [
    index('patents_list').on(table.officeId, table.createdAt, table.seq),
    index('patents_status').on(table.officeId, table.status, table.createdAt, table.seq),
    // By filing date and by expiry: drizzle/0001_guards.sql, for drizzle-kit cannot write an index on an expression.
    uniqueIndex('patents_application').on(table.officeId, table.officeCode, table.applicationNumber),
    uniqueIndex('patents_reference').on(table.officeId, table.reference),
  ]
)

/** Applicants and patentees. `tenantId` lets a co-owner who signs in see what is theirs. */
export const patentHolders = sqliteTable(
  'patent_holders',
  {
    patentId: text().notNull(),
    capacity: text().$type<HolderCapacity>().notNull(),
    position: integer().notNull(),
    officeId: text().notNull(),
    organisationId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.patentId, table.capacity, table.position] }),
    index('patent_holders_organisation').on(table.organisationId, table.patentId),
  ]
)

export const patentAchievements = sqliteTable(
  'patent_achievements',
  {
    patentId: text().notNull(),
    achievementId: text().notNull(),
    officeId: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.patentId, table.achievementId] }),
    index('patent_achievements_achievement').on(table.achievementId),
  ]
)
