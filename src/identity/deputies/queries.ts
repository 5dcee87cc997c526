import { and, asc, eq, gte, isNull } from 'drizzle-orm'
import type { Ctx } from '../../kernel/context.ts'
import { officeDay } from '../../kernel/dates.ts'
import { listMembers } from '../members/queries.ts'
import { deputies } from '../table.ts'

/** Who stands in for whom now or later. */
export async function listDeputies(ctx: Ctx, tenantId: string) {
  const rows = await ctx.db
    .select()
    .from(deputies)
    .where(
      and(eq(deputies.tenantId, tenantId), isNull(deputies.endedAt), gte(deputies.toDay, officeDay(ctx.now, ctx.zone)))
    )
    .orderBy(asc(deputies.fromDay))
    .limit(200)
  const names = new Map((await listMembers(ctx, tenantId)).map(({ id, name }) => [id, name]))
  return rows.map((row) => ({ ...row, absent: names.get(row.absentId) ?? '', deputy: names.get(row.deputyId) ?? '' }))
}
