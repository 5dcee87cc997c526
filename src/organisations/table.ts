import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json, recordColumns } from '../db/columns.ts'
import type { Text } from '../kernel/text.ts'
import type { Contact, OrganisationKind, TenantKind, TenantState } from './organisation.ts'

/** An organisation whose members sign in: an office, or a verified enterprise. */
export const tenants = sqliteTable('tenants', {
  id: text().primaryKey(),
  kind: text().$type<TenantKind>().notNull(),
  name: json<Text>().notNull(),
  uscc: text(),
  /** IANA zone: which day it is in this organisation. */
  zone: text().notNull().default('Asia/Shanghai'),
  locale: text().notNull().default('zh-CN'),
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
