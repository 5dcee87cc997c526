import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../db/columns.ts'

/** A stored file: what it is. Its bytes never change; a new version is a new document. */
export const documents = sqliteTable(
  'documents',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    officeId: text().notNull(),
    recordKind: text().notNull(),
    recordId: text().notNull(),
    name: text().notNull(),
    mediaType: text().notNull(),
    size: integer().notNull(),
    sha256: text().notNull(),
    /** Where the bytes lie. 'database' is the only place so far. */
    backend: text().notNull(),
    createdAt: text().notNull(),
  },
  (table) => [index('documents_record').on(table.officeId, table.recordId), index('documents_sha256').on(table.sha256)]
)

/** Bytes kept in the database itself: one backup holds everything, on either runtime. */
export const documentBytes = sqliteTable('document_bytes', {
  documentId: text().primaryKey(),
  bytes: bytes().notNull(),
})
