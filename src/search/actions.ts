import { eq, type SQL, sql } from 'drizzle-orm'
import { insertMany } from '../db/insert-many.ts'
import type { WriteCtx } from '../kernel/context.ts'
import type { Text } from '../kernel/text.ts'
import { searchEntries } from './table.ts'
import { tokens } from './tokens.ts'

/** `title` weighs more than `body`. */
type Words = {
  readonly title: readonly (string | Text | null | undefined)[]
  readonly body: readonly (string | Text | null | undefined)[]
}
/** `withheld`: words of fields that some readers of the record do not get. Only for a kind that has such fields. */
export type Searchable = Words & { readonly withheld?: Words }

const flat = (values: Words['title']): string =>
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
  if (text.withheld !== undefined) await ctx.db.run(sql`delete from search_open where rowid = ${entry.seq}`)
  await fill(ctx, [{ seq: entry.seq, text }])
}

type Entry = { readonly seq: number; readonly text: Searchable }

/** All words into the one index; those that every reader gets into the other as well, where there is a difference. */
async function fill(ctx: WriteCtx, entries: readonly Entry[]): Promise<void> {
  const all = entries.map(({ seq, text: { title, body, withheld } }) => ({
    seq,
    text: { title: [...title, ...(withheld?.title ?? [])], body: [...body, ...(withheld?.body ?? [])] },
  }))
  await write(ctx, sql`search_index`, all)
  const parted = entries.filter(({ text }) => text.withheld !== undefined)
  if (parted.length > 0) await write(ctx, sql`search_open`, parted)
}

const write = (ctx: WriteCtx, table: SQL, entries: readonly Entry[]) => {
  const rows = entries.map(({ seq, text }) => [seq, tokens(flat(text.title)), tokens(flat(text.body))])
  return ctx.db.run(
    sql`insert into ${table} (rowid, title, body) select value ->> 0, value ->> 1, value ->> 2 from json_each(${JSON.stringify(rows)})`
  )
}
