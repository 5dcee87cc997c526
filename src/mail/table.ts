import { index, integer, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json } from '../db/columns.ts'
import type { MailFacts, MailState } from './mail.ts'

/** A letter on its way: written in the transaction of its cause, sent after the commit. */
export const outbox = sqliteTable(
  'outbox',
  {
    seq: integer().primaryKey({ autoIncrement: true }),
    /** Also the Message-ID, so that a letter sent twice is known as one. */
    id: text().notNull().unique(),
    officeId: text(),
    event: text().notNull(),
    /** What caused it (a history entry, a code): one letter per cause and recipient. */
    cause: text().notNull(),
    recordId: text(),
    recipient: text().notNull(),
    locale: text().notNull(),
    facts: json<MailFacts>().notNull(),
    /** What must not lie readable in the file (codes, links), encrypted; wiped once sent. */
    secret: text(),
    attachments: json<readonly string[]>().notNull(),
    state: text().$type<MailState>().notNull(),
    attempts: integer().notNull().default(0),
    nextAt: text().notNull(),
    leaseUntil: text(),
    problem: text(),
    createdAt: text().notNull(),
    sentAt: text(),
  },
  (table) => [
    uniqueIndex('outbox_cause_recipient').on(table.cause, table.recipient),
    index('outbox_due').on(table.state, table.nextAt),
    index('outbox_office').on(table.officeId, table.seq),
  ]
)
