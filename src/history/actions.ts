import { desc, eq } from 'drizzle-orm'
import type { WriteCtx } from '../kernel/context.ts'
import { newId } from '../kernel/ids.ts'
import type { MessageKey } from '../kernel/messages.ts'
import { type Link, linkHash, origin, sha256 } from './chain.ts'
import { type HistoryPayload, history, historyPayloads } from './table.ts'

type After<P extends string, K> = K extends `${P}${infer Rest}` ? Rest : never
/** Every event has its sentence in the catalogue under `history.`; one without does not compile. */
export type HistoryEvent = After<'history.', MessageKey>

export type Subject = { readonly kind: string; readonly id: string; readonly officeId: string | null }

/** Appends one entry to the chain of the record's organisation, in the transaction of the change. Returns its id. */
export async function record(
  ctx: WriteCtx,
  event: HistoryEvent,
  subject: Subject,
  payload: HistoryPayload = {}
): Promise<string> {
  const chain = subject.officeId ?? 'platform'
  const [head] = await ctx.db
    .select({ position: history.position, hash: history.hash })
    .from(history)
    .where(eq(history.chain, chain))
    .orderBy(desc(history.position))
    .limit(1)
  const id = newId(ctx.now)
  const link: Link = {
    chain,
    position: (head?.position ?? 0) + 1,
    at: ctx.now,
    event,
    recordKind: subject.kind,
    recordId: subject.id,
    actorId: ctx.actor.accountId,
    actorName: ctx.actor.name,
    requestId: ctx.requestId,
    payloadHash: sha256(JSON.stringify(payload)),
    previousHash: head?.hash ?? origin,
  }
  await ctx.db.insert(history).values({ id, ...link, hash: linkHash(link) })
  await ctx.db.insert(historyPayloads).values({ entryId: id, payload })
  return id
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
