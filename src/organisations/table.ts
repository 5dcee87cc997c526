import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json, recordColumns } from '../db/columns.ts'
import type { Text } from '../kernel/text.ts'
import type { Contact, MergeBefore, OrganisationKind, TenantKind, TenantSettings, TenantState } from './organisation.ts'

/** An organisation whose members sign in: an office, or a verified enterprise. */
export const tenants = sqliteTable('tenants', {
  id: text().primaryKey(),
  kind: text().$type<TenantKind>().notNull(),
  name: json<Text>().notNull(),
  uscc: text(),
  /** IANA zone: which day it is in this organisation. */
  zone: text().notNull().default('Asia/Shanghai'),
  locale: text().notNull().default('zh-CN'),
  settings: json<TenantSettings>().notNull().default({}),
  /** The identity provider that everybody of this organisation has to sign in by. */
  requiredProviderId: text(),
  /** When an office or the platform found that it is who it says it is; `verifiedBy` is their name. */
  verifiedAt: text(),
  verifiedBy: text(),
  state: text().$type<TenantState>().notNull(),
  version: integer().notNull().default(1),
  createdAt: text().notNull(),
})

/** An entry in one office's address book; `tenantId` says which signing-in organisation it is, if any. */
export const organisations = sqliteTable(
  'organisations',
  {
    ...recordColumns(),
    kind: text().$type<OrganisationKind>().notNull(),
    name: json<Text>().notNull(),
    /** The name without blanks, punctuation and legal-form words: how doubles are found. */
    nameKey: text().notNull(),
    /** The key of the English name, where there is a Chinese one too. */
    otherNameKey: text(),
    uscc: text(),
    country: text().notNull(),
    address: json<Text | null>(),
    legalRepresentative: text(),
    contacts: json<readonly Contact[]>().notNull(),
    tenantId: text(),
    /** The entry this one was merged into: it is in no list any more, and its address leads there. */
    mergedIntoId: text(),
  },
  (table) => [
    uniqueIndex('organisations_uscc').on(table.officeId, table.uscc),
    index('organisations_list').on(table.officeId, table.createdAt, table.seq),
    index('organisations_name').on(table.officeId, table.nameKey),
    index('organisations_other_name').on(table.officeId, table.otherNameKey),
    uniqueIndex('organisations_reference').on(table.officeId, table.reference),
    index('organisations_tenant').on(table.tenantId),
  ]
)

/** Which offices' numbers a government body sees. */
export const oversight = sqliteTable(
  'oversight',
  {
    governmentId: text().notNull(),
    officeId: text().notNull(),
    createdAt: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.governmentId, table.officeId] }),
    index('oversight_office').on(table.officeId),
  ]
)

/** Two entries made one: what both were before, so that it can be undone while nothing depends on it. */
export const merges = sqliteTable(
  'merges',
  {
    id: text().primaryKey(),
    officeId: text().notNull(),
    kind: text().$type<'organisation' | 'person'>().notNull(),
    keptId: text().notNull(),
    droppedId: text().notNull(),
    before: json<MergeBefore>().notNull(),
    createdAt: text().notNull(),
    undoneAt: text(),
  },
  (table) => [
    index('merges_kept').on(table.officeId, table.keptId),
    index('merges_dropped').on(table.officeId, table.droppedId),
  ]
)
