import { desc, eq } from 'drizzle-orm'
import { insertMany } from '../db/insert-many.ts'
import type { WriteCtx } from '../kernel/context.ts'
import { newId, sha256Hex } from '../kernel/ids.ts'
import type { MessageKey } from '../kernel/messages.ts'
import { type Link, linkHash, origin } from './chain.ts'
import { type HistoryPayload, history, historyPayloads } from './table.ts'

type After<P extends string, K> = K extends `${P}${infer Rest}` ? Rest : never
/** Every event has its sentence in the catalogue under `history.`; one without does not compile. */
export type HistoryEvent = After<'history.', MessageKey>

export type Subject = { readonly kind: string; readonly id: string; readonly officeId: string | null }

export type Entry = {
  readonly event: HistoryEvent
  readonly subject: Subject
  readonly payload?: HistoryPayload
}

/** Appends one entry to the chain of the record's organisation, in the transaction of the change. Returns its id. */
export async function record(
  ctx: WriteCtx,
  event: HistoryEvent,
  subject: Subject,
  payload: HistoryPayload = {}
): Promise<string> {
  return (await recordMany(ctx, [{ event, subject, payload }]))[0]!
}

/** The same for many changes at once, in their order: one look for the end of each chain, two inserts. */
export async function recordMany(ctx: WriteCtx, entries: readonly Entry[]): Promise<string[]> {
  if (entries.length === 0) return []
  const ends = new Map<string, { position: number; hash: string }>()
  const rows: (typeof history.$inferInsert)[] = []
  for (const { event, subject, payload } of entries.map((entry) => ({ ...entry, payload: signed(ctx, entry) }))) {
    const chain = subject.officeId ?? 'platform'
    const end = ends.get(chain) ?? (await endOf(ctx, chain))
    const link: Link = {
      id: newId(ctx.now),
      chain,
      position: end.position + 1,
      at: ctx.now,
      event,
      recordKind: subject.kind,
      recordId: subject.id,
      actorId: ctx.actor.accountId,
      actorName: ctx.actor.name,
      requestId: ctx.requestId,
      payloadHash: sha256Hex(JSON.stringify(payload)),
      previousHash: end.hash,
    }
    const hash = linkHash(link)
    ends.set(chain, { position: link.position, hash })
    rows.push({ ...link, hash })
  }
  await insertMany(ctx.db, history, rows)
  const payloads = rows.map(({ id }, i) => ({ entryId: id, payload: signed(ctx, entries[i]!) }))
  await insertMany(ctx.db, historyPayloads, payloads)
  return rows.map(({ id }) => id)
}

/** What a deputy does is said to be done in somebody's place. */
const signed = ({ actor: { actsFor } }: WriteCtx, { payload = {} }: Entry): HistoryPayload =>
  actsFor === undefined ? payload : { ...payload, params: { ...payload.params, actsFor } }

async function endOf(ctx: WriteCtx, chain: string): Promise<{ position: number; hash: string }> {
  const [end] = await ctx.db
    .select({ position: history.position, hash: history.hash })
    .from(history)
    .where(eq(history.chain, chain))
    .orderBy(desc(history.position))
    .limit(1)
  return end ?? { position: 0, hash: origin }
}

/** The fields that differ between two versions of a record; `leave` names what nobody asks about. */
export function changesBetween<R extends object>(
  from: R,
  to: Partial<R>,
  leave: readonly string[] = ['version', 'updatedAt']
) {
  return Object.entries(to)
    .filter(
      ([field, value]) => !leave.includes(field) && JSON.stringify(value) !== JSON.stringify(from[field as keyof R])
    )
    .map(([field, value]) => ({ field, from: from[field as keyof R] ?? null, to: value ?? null }))
}
