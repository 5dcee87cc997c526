import { getTableColumns, getTableName, type SQL, sql, Subquery } from 'drizzle-orm'
import type { SQLiteTable } from 'drizzle-orm/sqlite-core'

/**
 * The rows of a table that meet one of several conditions, to select from as if it were the table. A list walks an
 * index for each condition and stops at its limit; joined by `or`, they would have every row read and sorted first.
 * No row may meet two of them.
 */
export function rowsOf<T extends SQLiteTable>(table: T, ways: readonly SQL[]): T {
  const some = ways.length > 0 ? ways : [sql`0`]
  const selects = some.map((way) => sql`select * from ${table} where ${way}`)
  const rows = new Subquery(sql.join(selects, sql` union all `), getTableColumns(table), getTableName(table))
  return rows as unknown as T // same name and columns: nothing that selects can tell them apart
}
