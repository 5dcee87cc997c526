import { customType, integer, text } from 'drizzle-orm/sqlite-core'

/**
 * Columns every record table shares, made anew for each: a column remembers its table's name. `seq` is an explicit
 * integer key, so that other tables may hang on it.
 */
export const recordColumns = () => ({
  seq: integer().primaryKey({ autoIncrement: true }),
  id: text().notNull().unique(),
  officeId: text().notNull(),
  reference: text().notNull(),
  version: integer().notNull().default(1),
  createdAt: text().notNull(),
  updatedAt: text().notNull(),
})

/** A value kept as JSON text. */
export const json = <T>() =>
  customType<{ data: T; driverData: string }>({
    dataType: () => 'text',
    toDriver: (value) => JSON.stringify(value),
    fromDriver: (value) => JSON.parse(value) as T,
  })()

export const bytes = customType<{ data: Uint8Array; driverData: ArrayBuffer | Uint8Array }>({
  dataType: () => 'blob',
  toDriver: (value) => value,
  fromDriver: (value) => new Uint8Array(value as ArrayBuffer),
})
