import type { Client } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import { migrate } from 'drizzle-orm/libsql/migrator'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }

/** When the newest migration this code knows was made: what `__drizzle_migrations` must have reached. */
const newest = Math.max(...journal.entries.map(({ when }) => when))

/** Brings a database to this version's schema, all pending migrations in one batch. Node only: it reads the files. */
export async function migrateDatabase(client: Client, folder: string): Promise<void> {
  await migrate(drizzle(client), { migrationsFolder: folder })
}

/** Whether the database lacks migrations this code needs. Once it is current it stays so: asked no more. */
export function schemaCheck(client: Client): () => Promise<'schema_behind' | null> {
  let current = false
  return async () => {
    if (current) return null
    const made = await client
      .execute('select max(created_at) as made from __drizzle_migrations')
      .then(({ rows }) => Number(rows[0]?.['made'] ?? 0))
      .catch((error: unknown) => {
        if (/no such table/i.test(String(error))) return 0
        throw error
      })
    current = made >= newest
    return current ? null : 'schema_behind'
  }
}
