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

/** Puts a record into the index, in the transaction that creates it. */
export async function addToIndex(
  ctx: WriteCtx,
  kind: string,
  record: { id: string; officeId: string },
  text: Searchable
): Promise<void> {
  const [entry] = await ctx.db
    .insert(searchEntries)
    .values({ officeId: record.officeId, kind, recordId: record.id })
    .returning({ seq: searchEntries.seq })
  await fill(ctx, entry!.seq, text)
}

/** Replaces what the index holds of a changed record. */
export async function updateIndex(ctx: WriteCtx, record: { id: string }, text: Searchable): Promise<void> {
  const [entry] = await ctx.db
    .select({ seq: searchEntries.seq })
    .from(searchEntries)
    .where(eq(searchEntries.recordId, record.id))
  if (!entry) return
  await ctx.db.run(sql`delete from search_index where rowid = ${entry.seq}`)
  await fill(ctx, entry.seq, text)
}

const fill = (ctx: WriteCtx, seq: number, text: Searchable) =>
  ctx.db.run(
    sql`insert into search_index (rowid, title, body) values (${seq}, ${tokens(flat(text.title))}, ${tokens(flat(text.body))})`
  )
