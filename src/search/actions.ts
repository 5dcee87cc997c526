import { eq, sql } from 'drizzle-orm'
import { insertMany } from '../db/insert-many.ts'
import type { WriteCtx } from '../kernel/context.ts'
import type { Text } from '../kernel/text.ts'
import { searchEntries } from './table.ts'
import { tokens } from './tokens.ts'

/** `title` weighs more than `body`. */
export type Searchable = {
  readonly title: readonly (string | Text | null | undefined)[]
  readonly body: readonly (string | Text | null | undefined)[]
}

const flat = (values: Searchable['title']): string =>
  values
    .flatMap((value) => (typeof value === 'string' ? [value] : value ? [value.zh ?? '', value.en ?? ''] : []))
    .join(' ')

type Indexed = { readonly id: string; readonly officeId: string }

/** Puts a record into the index, in the transaction that creates it. */
export function addToIndex(ctx: WriteCtx, kind: string, record: Indexed, text: Searchable): Promise<void> {
  return addManyToIndex(ctx, kind, [{ record, text }])
}

/** The same for many new records of one kind. */
export async function addManyToIndex(
  ctx: WriteCtx,
  kind: string,
  list: readonly { readonly record: Indexed; readonly text: Searchable }[]
): Promise<void> {
  if (list.length === 0) return
  const entries = list.map(({ record }) => ({ officeId: record.officeId, kind, recordId: record.id }))
  const first = await insertMany(ctx.db, searchEntries, entries)
  await fill(
    ctx,
    list.map(({ text }, i) => ({ seq: first + i, text }))
  )
}

/** Replaces what the index holds of a changed record. */
export async function updateIndex(ctx: WriteCtx, record: { id: string }, text: Searchable): Promise<void> {
  const [entry] = await ctx.db
    .select({ seq: searchEntries.seq })
    .from(searchEntries)
    .where(eq(searchEntries.recordId, record.id))
  if (!entry) return
  await ctx.db.run(sql`delete from search_index where rowid = ${entry.seq}`)
  await fill(ctx, [{ seq: entry.seq, text }])
}

const fill = (ctx: WriteCtx, entries: readonly { readonly seq: number; readonly text: Searchable }[]) => {
  const rows = entries.map(({ seq, text }) => [seq, tokens(flat(text.title)), tokens(flat(text.body))])
  return ctx.db.run(
    sql`insert into search_index (rowid, title, body) select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(rows)})`
  )
}
