import { lt, sql } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { throttles } from './table.ts'

const minute = 60_000

/** Counts one try at something costly or guessable; refuses with 429 past `limit` in a window of `minutes`. */
export async function throttle(ctx: WriteCtx, subject: string, limit: number, minutes: number): Promise<void> {
  const window = Math.floor(Date.parse(ctx.now) / (minutes * minute)) * minutes
  const [row] = await ctx.db
    .insert(throttles)
    .values({ subject, window, count: 1 })
    .onConflictDoUpdate({ target: [throttles.subject, throttles.window], set: { count: sql`${throttles.count} + 1` } })
    .returning({ count: throttles.count })
  if (row!.count > limit) throw refuse('too_many', 'error.too_many', { minutes })
}

/** Forgets windows older than a day (a job). */
export async function forgetThrottles(ctx: Ctx): Promise<void> {
  const yesterday = Math.floor(Date.parse(ctx.now) / minute) - 1_440
  await transaction(ctx, (ctx) => ctx.db.delete(throttles).where(lt(throttles.window, yesterday)))
}

/** An address as it is counted: a whole /64 for IPv6, since one household has that many. */
export function networkOf(address: string): string {
  if (!address.includes(':') || address.startsWith('::ffff:')) return address.replace('::ffff:', '')
  const [before = '', after] = address.replace(/%.*$/, '').split('::')
  const groups = (part: string): string[] => (part === '' ? [] : part.split(':'))
  const [head, tail] = [groups(before), groups(after ?? '')]
  // What `::` leaves out is zeros (RFC 4291, 2.2).
  const zeros = Array.from({ length: after === undefined ? 0 : 8 - head.length - tail.length }, () => '0')
  return [...head, ...zeros, ...tail].slice(0, 4).join(':')
}
