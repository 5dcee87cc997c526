import { and, or, type SQL, type SQLWrapper, sql } from 'drizzle-orm'
import { matchQuery } from './tokens.ts'

/** Over how many hits the best are looked for; beyond that the newest hits stand for all. */
const ranked = 2_000

/**
 * A condition on a record's id: its text holds what was typed. Undefined when nothing typed can be searched. `all` says
 * of which records the reader gets every field; the others are found by what is open to each of their readers.
 */
export function holdsText(recordId: SQLWrapper, typed: string | undefined, all?: SQL): SQL | undefined {
  const match = typed === undefined ? null : matchQuery(typed)
  if (match === null) return undefined
  const found = sql`${recordId} in (select e.record_id from search_index i join search_entries e on e.seq = i.rowid where i.search_index match ${match})`
  if (all === undefined) return found
  const open = sql`${recordId} in (select e.record_id from search_open i join search_entries e on e.seq = i.rowid where i.search_open match ${match})`
  return or(and(all, found), open)
}

/** The same, ranked: ids and scores of the newest `ranked` hits of one kind in one office, best first. */
export function bestHits(kind: string, officeId: string, typed: string, limit: number): SQL | null {
  const match = matchQuery(typed)
  if (match === null) return null
  return sql`select record_id as id from (
      select e.record_id, bm25(search_index, 4.0, 1.0) as score
      from search_index join search_entries e on e.seq = search_index.rowid
      where search_index match ${match} and e.office_id = ${officeId} and e.kind = ${kind}
      order by search_index.rowid desc limit ${ranked}
    ) order by score limit ${limit}`
}
