import { csv, csvHeaders } from './csv.ts'
import type { C } from './env.ts'
import type { Page } from './list.ts'

/** More rows than this are not exported at once: narrow the list first. */
const most = 20_000

/** Exactly what a list shows, all its pages, as CSV. */
export async function exported<R>(
  c: C,
  name: string,
  head: readonly string[],
  list: (cursor: string | undefined) => Promise<Page<R>>,
  row: (record: R) => readonly (string | number | null)[]
): Promise<Response> {
  const rows: (readonly (string | number | null)[])[] = []
  let cursor: string | undefined
  do {
    const page = await list(cursor)
    rows.push(...page.items.map(row))
    cursor = page.nextCursor ?? undefined
  } while (cursor !== undefined && rows.length < most)
  return c.body(csv(head, rows), 200, csvHeaders(name))
}
