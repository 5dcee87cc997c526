import { inArray, sql } from 'drizzle-orm'
import { achievements } from '../achievements/table.ts'
import { agreements } from '../agreements/table.ts'
import { transaction } from '../db/transaction.ts'
import { record, recordMany } from '../history/actions.ts'
import { endMembership } from '../identity/members/actions.ts'
import { getMember } from '../identity/members/queries.ts'
import type { Ctx } from '../kernel/context.ts'
import { fault, refuseFaults } from '../kernel/errors.ts'
import { ownTenantId } from '../offices/queries.ts'
import { openWork, type OpenRecord } from './queries.ts'

/**
 * Hands all open work of a leaver to a colleague and ends the membership, in one step: who handed work over and stayed
 * could approve what they made themselves (maker-checker).
 */
export function handOver(ctx: Ctx, leaverId: string, successorId: string): Promise<{ count: number }> {
  const tenantId = ownTenantId(ctx)
  return transaction(ctx, async (ctx) => {
    const leaver = await getMember(ctx, tenantId, leaverId)
    const successor = await getMember(ctx, tenantId, successorId)
    if (leaver.id === successor.id || successor.suspendedAt !== null)
      refuseFaults([fault(['successorId'], successor.name, 'member.hand_over_self')])
    const work = await openWork(ctx, tenantId, leaver.accountId)
    const of = (kind: OpenRecord['kind']) => work.filter((one) => one.kind === kind).map(({ id }) => id)
    await ctx.db
      .update(achievements)
      .set({ updatedAt: ctx.now, disclosedBy: successor.accountId, version: sql`${achievements.version} + 1` })
      .where(inArray(achievements.id, of('achievement')))
    await ctx.db
      .update(agreements)
      .set({ updatedAt: ctx.now, createdBy: successor.accountId, version: sql`${agreements.version} + 1` })
      .where(inArray(agreements.id, of('agreement')))
    const params = { from: leaver.name, name: successor.name }
    await recordMany(
      ctx,
      work.map(({ kind, id }) => ({
        event: 'record.handed_over',
        subject: { kind, id, officeId: tenantId },
        payload: { params },
      }))
    )
    await record(
      ctx,
      'member.handed_over',
      { kind: 'tenant', id: tenantId, officeId: tenantId },
      { params: { name: leaver.name, to: successor.name, count: work.length } }
    )
    await endMembership(ctx, tenantId, leaver.id)
    return { count: work.length }
  })
}
