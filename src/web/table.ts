import { index, integer, primaryKey, sqliteTable, text } from 'drizzle-orm/sqlite-core'

/** Answers to creating requests that carried an Idempotency-Key, kept for seven days. */
export const idempotencyKeys = sqliteTable(
  'idempotency_keys',
  {
    tenantId: text().notNull(),
    route: text().notNull(),
    key: text().notNull(),
    bodyHash: text().notNull(),
    /** Null while the first request is still running. */
    status: integer(),
    headers: text(),
    body: text(),
    createdAt: text().notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.tenantId, table.route, table.key] }),
    index('idempotency_keys_created').on(table.createdAt),
  ]
)
