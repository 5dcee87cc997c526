import { type Column, type GetColumnData, getTableName, type SQL, sql } from 'drizzle-orm'
import { toSnakeCase } from 'drizzle-orm/casing'

/** What a statement puts together as JSON. */
export const madeJson = <T>(statement: SQL) => statement.mapWith((value: string) => JSON.parse(value) as T)

type Columns = Readonly<Record<string, Column>>
type Values<C extends Columns> = { [K in keyof C]: GetColumnData<C[K]> }

/**
 * Columns as one value that the database puts together: the driver takes far longer for twenty cells than for one
 * that is as long. Not for columns of bytes.
 */
export function inOne<C extends Columns>(columns: C): SQL<Values<C>> {
  const list = Object.entries(columns)
  const cells = list.map(([name, column]) => `${getTableName(column.table)}.${toSnakeCase(name)}`)
  return sql.raw(`json_array(${cells.join(', ')})`).mapWith((value: string) => {
    const raw = JSON.parse(value) as unknown[]
    const row: Record<string, unknown> = {}
    list.forEach(([name, column], i) => {
      row[name] = raw[i] === null ? null : column.mapFromDriverValue(raw[i])
    })
    return row as Values<C>
  })
}
