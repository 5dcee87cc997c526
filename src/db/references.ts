import { sql } from 'drizzle-orm'
import type { WriteCtx } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { counters } from './table.ts'

export const prefixes = ['ACH', 'PAT', 'AGR', 'CON', 'ORG', 'PER'] as const
export type Prefix = (typeof prefixes)[number]

/** How the office writes this kind of reference, where it has a way of its own. */
const pattern = sql<
  string | null
>`(select json_extract(settings, '$.numberPatterns.' || prefix) from tenants where id = office_id)`

/** The next `count` references at once, in their order. */
export async function nextReferences(
  ctx: WriteCtx,
  officeId: string,
  prefix: Prefix,
  count: number
): Promise<string[]> {
  const year = Number(officeDay(ctx.now, ctx.zone).slice(0, 4))
  const [row] = await ctx.db
    .insert(counters)
    .values({ officeId, prefix, year, value: count })
    .onConflictDoUpdate({
      target: [counters.officeId, counters.prefix, counters.year],
      set: { value: sql`${counters.value} + ${count}` },
    })
    .returning({ value: counters.value, pattern })
  const first = row!.value - count + 1
  const own = row!.pattern ?? `${prefix}-YYYY-NNNN`
  return Array.from({ length: count }, (_, i) =>
    own.replace('YYYY', String(year)).replace('NNNN', String(first + i).padStart(4, '0'))
  )
}

/**
 * The next human reference, `ACH-2026-0042`, of the year it is in the office's zone. Taken inside the creating
 * transaction: a rolled-back creation gives its number back, so there are no gaps and no doubles.
 */
export async function nextReference(ctx: WriteCtx, officeId: string, prefix: Prefix): Promise<string> {
  return (await nextReferences(ctx, officeId, prefix, 1))[0]!
}
