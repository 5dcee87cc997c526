import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json } from '../db/columns.ts'

/**
 * One entry per change. Entries of one organisation form a chain: each holds the hash of the one before it.
 * Triggers refuse update and delete (drizzle/0001_guards.sql).
 */
export const history = sqliteTable(
  'history',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    id: text().notNull().unique(),
    /** The organisation whose chain this is; 'platform' for what belongs to none. */
    chain: text().notNull(),
    position: integer().notNull(),
    previousHash: text().notNull(),
    hash: text().notNull(),
    at: text().notNull(),
    event: text().notNull(),
    recordKind: text().notNull(),
    recordId: text().notNull(),
    actorId: text(),
    actorName: text().notNull(),
    requestId: text().notNull(),
    payloadHash: text().notNull(),
  },
  (table) => [
    uniqueIndex('history_chain_position').on(table.chain, table.position),
    uniqueIndex('history_chain_previous').on(table.chain, table.previousHash),
    index('history_record').on(table.recordId, table.seq),
  ]
)

/** Apart from the chain, so that a person's data can be erased while the chain still verifies. */
export const historyPayloads = sqliteTable('history_payloads', {
  entryId: text().primaryKey(),
  payload: json<HistoryPayload>(),
})

export type Change = { readonly field: string; readonly from: unknown; readonly to: unknown }
export type HistoryPayload = {
  readonly params?: Readonly<Record<string, string | number>>
  readonly changes?: readonly Change[]
}
