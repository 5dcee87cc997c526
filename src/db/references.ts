import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { counters } from './table.ts'

export type Prefix = 'ACH' | 'PAT' | 'AGR' | 'CON' | 'ORG' | 'PER'

/**
 * The next human reference, `ACH-2026-0042`, of the year it is in the office's zone. Taken inside the creating
 * transaction: a rolled-back creation gives its number back, so there are no gaps and no doubles.
 */
export async function nextReference(ctx: WriteCtx, officeId: string, prefix: Prefix): Promise<string> {
  const year = Number(officeDay(ctx.now, ctx.zone).slice(0, 4))
  const [row] = await ctx.db
    .insert(counters)
    .values({ officeId, prefix, year, value: 1 })
    .onConflictDoUpdate({
      target: [counters.officeId, counters.prefix, counters.year],
      set: { value: sql`${counters.value} + 1` },
    })
    .returning({ value: counters.value })
  return `${prefix}-${year}-${String(row!.value).padStart(4, '0')}`
}
