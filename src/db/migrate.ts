import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'

/** Brings a database to this version's schema, all pending migrations in one batch. Node only: it reads the files. */
export async function migrateDatabase(client: Client, folder: string): Promise<void> {
  await migrate(drizzle(client), { migrationsFolder: folder })
}
