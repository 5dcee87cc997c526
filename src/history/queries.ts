import { and, asc, desc, eq, getTableColumns, gt, inArray, sql } from 'drizzle-orm'
import type { Ctx } from '../kernel/context.ts'
import { type Stored, type Verdict, verifyChain } from './chain.ts'
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
    .orderBy(asc(history.position))
    .limit(500)
}

/** Who changed a record last, and when. */
export async function lastChange(ctx: Ctx, recordId: string): Promise<{ at: string; actorName: string } | null> {
  const [row] = await ctx.db
    .select({ at: history.at, actorName: history.actorName })
    .from(history)
    .where(eq(history.recordId, recordId))
    .orderBy(desc(history.position))
    .limit(1)
  return row ?? null
}

/** Every chain there is, with its verdict; read in pages, so that a long chain needs no memory. */
export async function verifyHistory(ctx: Ctx): Promise<{ chain: string; verdict: Verdict }[]> {
  const chains = await ctx.db.selectDistinct({ chain: history.chain }).from(history).orderBy(history.chain)
  const verdicts = []
  for (const { chain } of chains) verdicts.push({ chain, verdict: await verifyChain(entriesOf(ctx, chain)) })
  return verdicts
}

async function* entriesOf(ctx: Ctx, chain: string): AsyncGenerator<Stored> {
  for (let last = 0; ;) {
    const page = await ctx.db
      .select({ ...getTableColumns(history) })
      .from(history)
      .where(and(eq(history.chain, chain), gt(history.position, last)))
      .orderBy(asc(history.position))
      .limit(2_000)
    if (page.length === 0) return
    const ids = page.map((entry) => entry.id)
    // As text: a payload that is no JSON any more is a finding, not a failure.
    const payloads = await ctx.db
      .select({ entryId: historyPayloads.entryId, text: sql<string | null>`${historyPayloads.payload}` })
      .from(historyPayloads)
      .where(inArray(historyPayloads.entryId, ids))
    const texts = new Map(payloads.map(({ entryId, text }) => [entryId, text]))
    for (const entry of page) yield { ...entry, payload: texts.get(entry.id) }
    last = page.at(-1)!.position
  }
}
