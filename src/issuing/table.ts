import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import type { ContractFacts } from '../contracts/facts.ts'
import type { ContractForm } from '../contracts/form.ts'
import { json } from '../db/columns.ts'
import type { ContractState } from './contract.ts'

/** One issue of an agreement's contract: its number and the facts it says, frozen. */
export const contracts = sqliteTable(
  'contracts',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    officeId: text().notNull(),
    agreementId: text().notNull(),
    reference: text().notNull(),
    /** Random; the QR code's address. */
    verifyId: text().notNull().unique(),
    facts: json<ContractFacts>().notNull(),
    /** SHA-256 of the wording that was in force. */
    wordingHash: text().notNull(),
    state: text().$type<ContractState>().notNull(),
    issuedAt: text().notNull(),
    issuedBy: text(),
  },
  (table) => [
    index('contracts_agreement').on(table.officeId, table.agreementId, table.seq),
    uniqueIndex('contracts_reference').on(table.officeId, table.reference),
  ]
)

/** The issue in one language form. Without a document while its bytes are still to be made. */
export const contractRenditions = sqliteTable(
  'contract_renditions',
  {
    contractId: text().notNull(),
    form: text().$type<ContractForm>().notNull(),
    officeId: text().notNull(),
    documentId: text(),
    sha256: text(),
    leaseUntil: text(),
    attempts: integer().notNull().default(0),
    problem: text(),
    createdAt: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.contractId, table.form] }),
    index('contract_renditions_sha256').on(table.sha256),
    index('contract_renditions_open').on(table.documentId, table.createdAt),
  ]
)
