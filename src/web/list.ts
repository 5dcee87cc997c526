import { type Column, desc, type SQL, sql, asc } from 'drizzle-orm'
import { z } from 'zod'
import { refuse } from '../kernel/errors.ts'

/** How a list may be sorted: by which column, which way. Rows of equal value follow their `seq`. */
export type Sorts = Readonly<Record<string, { readonly by: Column | SQL; readonly way: 'asc' | 'desc' }>>

/** What every list takes; each adds its filters. `limit` rows after `cursor`. */
export const ListQuery = z.object({
  q: z.string().max(200).optional().meta({ description: 'words the record holds' }),
  cursor: z.string().max(500).optional().meta({ description: 'nextCursor of the page before' }),
  limit: z.coerce.number().int().min(1).max(200).default(50),
})

/** One page of a list. `nextCursor` is null on the last. */
export const page = <S extends z.ZodType>(item: S, id: string) =>
  z.object({ items: z.array(item), nextCursor: z.string().nullable() }).meta({ id })
export type Page<T> = { readonly items: T[]; readonly nextCursor: string | null }

type Position = readonly [value: string | number, seq: number]

const encode = (position: Position): string =>
  btoa(String.fromCharCode(...new TextEncoder().encode(JSON.stringify(position))))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

function decode(cursor: string): Position {
  try {
    const bytes = Uint8Array.from(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')), (character) =>
      character.charCodeAt(0)
    )
    return z.tuple([z.union([z.string(), z.number()]), z.int()]).parse(JSON.parse(new TextDecoder().decode(bytes)))
  } catch {
    throw refuse('invalid', 'error.cursor')
  }
}

export type Keyset = {
  /** Rows after the cursor; undefined on the first page. Row values, so that the index serves it. */
  readonly after: SQL | undefined
  readonly orderBy: SQL[]
  /** Select this beside the columns: where the row stands in the order. */
  readonly position: SQL<string | number>
  readonly limit: number
}

/** Paging that costs the same at any depth. `sort` must be one of `sorts`; ask for `limit` rows and call `cut`. */
export function keyset(
  sorts: Sorts,
  sort: string,
  seq: Column,
  query: { cursor?: string | undefined; limit: number }
): Keyset {
  const { by, way } = sorts[sort]!
  const order = way === 'asc' ? asc : desc
  const at = query.cursor === undefined ? null : decode(query.cursor)
  return {
    after:
      at === null
        ? undefined
        : way === 'asc'
          ? sql`(${by}, ${seq}) > (${at[0]}, ${at[1]})`
          : sql`(${by}, ${seq}) < (${at[0]}, ${at[1]})`,
    orderBy: [order(by), order(seq)],
    position: sql<string | number>`${by}`,
    limit: query.limit + 1,
  }
}

/** Cuts the one row too many off and says where the next page begins. */
export function cut<R extends { seq: number; position: string | number }>(rows: R[], limit: number): Page<R> {
  const items = rows.slice(0, limit)
  const last = items.at(-1)
  return { items, nextCursor: rows.length > limit && last !== undefined ? encode([last.position, last.seq]) : null }
}
