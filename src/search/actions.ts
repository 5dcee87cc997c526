import { eq, sql } from 'drizzle-orm'
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
  const entries = await ctx.db
    .insert(searchEntries)
    .values(list.map(({ record }) => ({ officeId: record.officeId, kind, recordId: record.id })))
    .returning({ seq: searchEntries.seq, recordId: searchEntries.recordId })
  const seqs = new Map(entries.map(({ recordId, seq }) => [recordId, seq]))
  await fill(
    ctx,
    list.map(({ record, text }) => ({ seq: seqs.get(record.id)!, text }))
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
  const rows = entries.map(({ seq, text }) => sql`(${seq}, ${tokens(flat(text.title))}, ${tokens(flat(text.body))})`)
  return ctx.db.run(sql`insert into search_index (rowid, title, body) values ${sql.join(rows, sql`, `)}`)
}
