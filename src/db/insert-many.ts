import { getTableColumns, getTableName, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'
import type { Writer } from '../kernel/context.ts'

/** Up to how many rows are bound value by value. */
const few = 4

/**
 * Inserts rows of one shape, in their order; many of them as one JSON parameter: the database takes that apart several
 * times quicker than a builder binds thousands of values, and there is no limit on their number. Returns the first
 * row's integer key; the others follow it without gaps, for one statement writes them all. Not for columns of bytes.
 */
export async function insertMany<T extends SQLiteTable>(
  db: Writer,
  table: T,
  rows: readonly T['$inferInsert'][]
): Promise<number> {
  const [first] = rows
  if (first === undefined) return 0
  const all = getTableColumns(table)
  const columns = Object.keys(first).map((key) => ({ key, column: all[key]! }))
  const values = rows.map((row: Readonly<Record<string, unknown>>) =>
    columns.map(({ key, column }) => {
      const value = row[key] ?? null
      return value === null ? null : column.mapToDriverValue(value)
    })
  )
  const names = columns.map(({ key }) => sql.identifier(toSnakeCase(key)))
  const cells = columns.map((_, i) => sql.raw(`value ->> ${i}`))
  const source =
    rows.length <= few
      ? sql`values ${sql.join(values, sql`, `)}`
      : sql`select ${sql.join(cells, sql`, `)} from json_each(${JSON.stringify(values)})`
  const made = await db.run(
    sql`insert into ${sql.identifier(getTableName(table))} (${sql.join(names, sql`, `)}) ${source}`
  )
  return Number(made.lastInsertRowid ?? 0) - rows.length + 1
}
