import { index, integer, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/**
 * What the full-text index knows a record by. The index itself (`search_index`, contentless FTS5, made in
 * drizzle/0001_guards.sql) holds tokens only, under the same `seq`. So does `search_open` (drizzle/0004_search_open.sql),
 * which leaves out the words that some readers of a record do not get.
 */
export const searchEntries = sqliteTable(
  'search_entries',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    officeId: text().notNull(),
    kind: text().notNull(),
    recordId: text().notNull().unique(),
  },
  (table) => [index('search_entries_office').on(table.officeId, table.kind, table.seq)]
)
