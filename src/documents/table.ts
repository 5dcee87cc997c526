import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'
import { bytes } from '../db/columns.ts'
import type { Audience, Level } from './document.ts'

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
    /** Where the bytes lie: in the database, in a directory, or in an S3-compatible store. */
    backend: text().notNull(),
    /** Where in that store; null in the database. Random: nobody guesses it, no name is in it. */
    storageKey: text(),
    /** Whose file it is beside a record that several organisations see. */
    tenantId: text(),
    /** `parties`: everybody who sees the record; `own`: only the organisation that added it. */
    audience: text().$type<Audience>().notNull().default('own'),
    level: text().$type<Level>().notNull().default('internal'),
    /** The file of which this is a newer version: the id of the first one; versions count up from 1. */
    seriesId: text(),
    edition: integer().notNull().default(1),
    addedBy: text(),
    addedByName: text().notNull().default(''),
    createdAt: text().notNull(),
    withdrawnAt: text(),
  },
  (table) => [index('documents_record').on(table.officeId, table.recordId), index('documents_sha256').on(table.sha256)]
)

/** Bytes kept in the database itself: one backup holds everything, on either runtime. */
export const documentBytes = sqliteTable('document_bytes', {
  documentId: text().primaryKey(),
  bytes: bytes().notNull(),
})

/** What one organisation notes beside a record; another party to the record never sees it. */
export const notes = sqliteTable(
  'notes',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    tenantId: text().notNull(),
    recordKind: text().notNull(),
    recordId: text().notNull(),
    text: text().notNull(),
    authorId: text(),
    authorName: text().notNull(),
    createdAt: text().notNull(),
    withdrawnAt: text(),
  },
  (table) => [index('notes_record').on(table.tenantId, table.recordId, table.seq)]
)
