import { and, asc, desc, eq, getTableColumns, gt, inArray } from 'drizzle-orm'
import type { Ctx } from '../kernel/context.ts'
import { type Link, type Verdict, verifyChain } from './chain.ts'
import { type HistoryPayload, history, historyPayloads } from './table.ts'

export type HistoryEntry = {
  readonly id: string
  readonly at: string
  readonly event: string
  readonly actorName: string
  readonly payload: HistoryPayload | null
}

/** The story of one record, oldest first. Ask only for a record that the reader was already allowed to see. */
export async function historyOf(ctx: Ctx, recordId: string): Promise<HistoryEntry[]> {
  return ctx.db
    .select({
      id: history.id,
      at: history.at,
      event: history.event,
      actorName: history.actorName,
      payload: historyPayloads.payload,
    })
    .from(history)
    .leftJoin(historyPayloads, eq(historyPayloads.entryId, history.id))
    .where(eq(history.recordId, recordId))
    .orderBy(asc(history.seq))
    .limit(500)
}

/** Who changed a record last, and when. */
export async function lastChange(ctx: Ctx, recordId: string): Promise<{ at: string; actorName: string } | null> {
  const [row] = await ctx.db
    .select({ at: history.at, actorName: history.actorName })
    .from(history)
    .where(eq(history.recordId, recordId))
    .orderBy(desc(history.seq))
    .limit(1)
  return row ?? null
}

/** Every chain there is, with its verdict; read in pages, so that a long chain needs no memory. */
export async function verifyHistory(ctx: Ctx): Promise<{ chain: string; verdict: Verdict }[]> {
  const chains = await ctx.db.selectDistinct({ chain: history.chain }).from(history).orderBy(history.chain)
  const verdicts = []
  for (const { chain } of chains) verdicts.push({ chain, verdict: verifyChain(await entriesOf(ctx, chain)) })
  return verdicts
}

async function entriesOf(ctx: Ctx, chain: string): Promise<(Link & { hash: string; payload: string | null })[]> {
  const entries: (Link & { hash: string; payload: string | null })[] = []
  for (let last = 0; ;) {
    const page = await ctx.db
      .select({ ...getTableColumns(history) })
      .from(history)
      .where(and(eq(history.chain, chain), gt(history.position, last)))
      .orderBy(asc(history.position))
      .limit(2_000)
    if (page.length === 0) return entries
    const payloads = await ctx.db
      .select()
      .from(historyPayloads)
      .where(
        inArray(
          historyPayloads.entryId,
          page.map((entry) => entry.id)
        )
      )
    const text = new Map(
      payloads.map((row) => [row.entryId, row.payload === null ? null : JSON.stringify(row.payload)])
    )
    for (const entry of page) entries.push({ ...entry, payload: text.get(entry.id) ?? null })
    last = page.at(-1)!.position
  }
}
