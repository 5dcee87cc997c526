import type { Client } from '@libsql/client'
import journal from '../../drizzle/meta/_journal.json' with { type: 'json' }

/** When the newest migration this code knows was made: what `__drizzle_migrations` must have reached. */
const newest = Math.max(...journal.entries.map(({ when }) => when))

/**
 * Whether the database lacks migrations this code needs. Once it is current it stays so: asked no more, for as long
 * as `known` lives (on the edge longer than the client).
 */
export function schemaCheck(client: Client, known = { current: false }): () => Promise<'schema_behind' | null> {
  return async () => {
    if (known.current) return null
    const made = await client
      .execute('select max(created_at) as made from __drizzle_migrations')
      .then(({ rows }) => Number(rows[0]?.['made'] ?? 0))
      .catch((error: unknown) => {
        if (/no such table/i.test(String(error))) return 0
        throw error
      })
    known.current = made >= newest
    return known.current ? null : 'schema_behind'
  }
}
