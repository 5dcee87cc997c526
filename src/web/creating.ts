import { and, eq, isNull, lt } from 'drizzle-orm'
import { z } from 'zod'
import { transaction } from '../db/transaction.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/ids.ts'
import { seal, unseal } from '../kernel/secrets.ts'
import type { C } from './env.ts'
import { idempotencyKeys as keys } from './table.ts'
import { etag } from './versions.ts'

/** How long a first request may run before a retry takes over, in milliseconds. */
const lease = 60_000
type Made = { readonly id: string; readonly version?: number }

/** Documented in the OpenAPI document; read by `created`. */
export const IdempotencyKey = z.object({
  'idempotency-key': z.string().optional().meta({
    description: 'makes a retry safe: the same key and body get the first answer for seven days, and no second record',
    example: '6f1c2c1e-7d7e-4b52-9a57-2f0e0c9f7d11',
  }),
})

/**
 * Runs a creating action and answers 201 with the record, its address (under `base`, unless it has none) and its ETag.
 * With an Idempotency-Key the answer is committed together with the record, so that a retry, even after a crash, gets
 * the first answer and never a second record: 409 while the first runs, 422 for another body. The kept answer is
 * sealed under the server's secret: a new key's answer holds the key itself.
 */
export async function created<S extends z.ZodType, R extends Made>(
  c: C,
  schema: S,
  base: string | null,
  act: (ctx: Ctx) => Promise<R>,
  /** What was sent, where the body's own text is not the same each time: a form with a file. */
  sent?: string
) {
  const { ctx } = c.var
  const answer = (record: R) => JSON.stringify(schema.parse(record))
  const send = (body: string, made: Made) =>
    c.body(body, 201, {
      'content-type': 'application/json; charset=utf-8',
      ...(base !== null && { location: `${base}/${made.id}` }),
      ...(made.version !== undefined && { etag: etag(made.version) }),
    })
  const key = c.req.header('idempotency-key')
  if (key === undefined) {
    const record = await act(ctx)
    return send(answer(record), record) as never
  }
  const slot = await slotOf(c, key, sent)
  const { secret } = c.var.deps.config
  const sealed = await reserve(ctx, slot)
  if (sealed !== null) {
    const kept = await unseal(secret, sealed)
    decided(ctx) // when it was first given; the slot is the organisation's own, the door the same
    return send(kept, JSON.parse(kept) as Made) as never
  }
  try {
    const record = await act({
      ...ctx,
      beforeCommit: async (db, result) => {
        const [mine] = await db
          .update(keys)
          .set({ status: 201, body: await seal(secret, answer(result as R)) })
          .where(ours(slot, ctx.now))
          .returning({ key: keys.key })
        // Slower than its lease: the retry that took over makes the record, this one must not.
        if (mine === undefined) throw refuse('conflict', 'error.idempotency_running')
      },
    })
    return send(answer(record), record) as never
  } catch (error) {
    await transaction(ctx, ({ db }) => db.delete(keys).where(ours(slot, ctx.now)))
    throw error
  }
}

type Slot = { readonly tenantId: string; readonly route: string; readonly key: string; readonly bodyHash: string }

async function slotOf(c: C, key: string, what?: string): Promise<Slot> {
  if (!/^[\x21-\x7e]{1,255}$/.test(key)) throw refuse('invalid', 'error.idempotency_key')
  const tenantId = c.var.ctx.actor.tenantId ?? 'platform'
  const sent = `${new URL(c.req.url).search}\n${what ?? (await c.req.text())}`
  return { tenantId, route: `${c.req.method} ${c.req.path}`, key, bodyHash: sha256Hex(sent) }
}

const same = (slot: Slot) => and(eq(keys.tenantId, slot.tenantId), eq(keys.route, slot.route), eq(keys.key, slot.key))
/** The slot as this request reserved it, still without an answer. */
const ours = (slot: Slot, now: string) => and(same(slot), isNull(keys.status), eq(keys.createdAt, now))

/** The kept answer, or null once the slot is ours. A reservation without an answer whose lease ran out was never committed. */
function reserve(ctx: Ctx, slot: Slot): Promise<string | null> {
  return transaction(ctx, async (ctx) => {
    const stale = new Date(Date.parse(ctx.now) - lease).toISOString()
    const [row] = await ctx.db.select().from(keys).where(same(slot))
    if (row === undefined || (row.status === null && row.createdAt < stale)) {
      await ctx.db.delete(keys).where(same(slot))
      await ctx.db.insert(keys).values({ ...slot, createdAt: ctx.now })
      return null
    }
    if (row.bodyHash !== slot.bodyHash) throw refuse('invalid', 'error.idempotency_other')
    if (row.status === null) throw refuse('conflict', 'error.idempotency_running')
    return row.body
  })
}

/** Forgets answers older than seven days (a job). */
export async function forgetAnswers(ctx: Ctx): Promise<void> {
  const before = new Date(Date.parse(ctx.now) - 7 * 86_400_000).toISOString()
  await transaction(ctx, (ctx) => ctx.db.delete(keys).where(lt(keys.createdAt, before)))
}
