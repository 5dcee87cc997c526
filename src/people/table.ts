import { index, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json, recordColumns } from '../db/columns.ts'
import type { Text } from '../kernel/text.ts'

/** A person an office deals with; an account may be that person's. No identity-card number, no home address. */
export const people = sqliteTable(
  'people',
  {
    ...recordColumns(),
    name: json<Text>().notNull(),
    orcid: text(),
    organisationId: text(),
    unit: text(),
    email: text(),
    /** The entry this one was merged into: it is in no list any more, and its address leads there. */
    mergedIntoId: text(),
  },
  (table) => [
    index('people_list').on(table.officeId, table.createdAt, table.seq),
    index('people_email').on(table.officeId, table.email),
    uniqueIndex('people_orcid').on(table.officeId, table.orcid),
    uniqueIndex('people_reference').on(table.officeId, table.reference),
  ]
)
