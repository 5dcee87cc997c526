import { eq } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import { ofDesk, nobody } from '../../kernel/actor.ts'
import type { Ctx } from '../../kernel/context.ts'
import { officeDay } from '../../kernel/dates.ts'
import { fault, refuse, refuseFaults } from '../../kernel/errors.ts'
import { newId } from '../../kernel/ids.ts'
import { getMember } from '../members/queries.ts'
import { deputies } from '../table.ts'
import { listDeputies } from './queries.ts'

export type NewDeputy = {
  readonly absentId: string
  readonly deputyId: string
  readonly fromDay: string
  readonly toDay: string
}

/** Longest a standing-in may last, in days: who is away for longer hands over. */
const longest = 180

/**
 * Lets one member act in another's place between two days, both included. The head names anybody's deputy, everybody
 * else their own. A deputy approves nothing that the absent one made (maker-checker): that rule is in the policies.
 */
export function nameDeputy(ctx: Ctx, tenantId: string, input: NewDeputy): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const absent = await getMember(ctx, tenantId, input.absentId)
    const deputy = await getMember(ctx, tenantId, input.deputyId)
    if (absent.accountId !== ctx.actor.accountId && !ctx.actor.roles.includes('office_head'))
      throw refuse('forbidden', 'deputy.own_only')
    const today = officeDay(ctx.now, ctx.zone)
    const days = (Date.parse(input.toDay) - Date.parse(input.fromDay)) / 86_400_000
    const desk = (one: typeof absent) => ofDesk({ ...nobody, roles: one.roles })
    refuseFaults([
      ...(absent.id === deputy.id ? [fault(['deputyId'], deputy.name, 'deputy.oneself')] : []),
      ...(desk(absent) ? [] : [fault(['absentId'], absent.name, 'deputy.no_desk', { name: absent.name })]),
      ...(desk(deputy) ? [] : [fault(['deputyId'], deputy.name, 'deputy.no_desk', { name: deputy.name })]),
      ...(deputy.suspendedAt === null ? [] : [fault(['deputyId'], deputy.name, 'deputy.suspended')]),
      ...(days < 0 ? [fault(['toDay'], input.toDay, 'deputy.ends_first', { from: input.fromDay })] : []),
      ...(days > longest ? [fault(['toDay'], input.toDay, 'deputy.too_long', { days: longest })] : []),
      ...(input.toDay < today ? [fault(['toDay'], input.toDay, 'deputy.over', { today })] : []),
    ])
    const id = newId(ctx.now)
    await ctx.db.insert(deputies).values({ id, tenantId, ...input, createdAt: ctx.now })
    const params = { deputy: deputy.name, absent: absent.name, from: input.fromDay, until: input.toDay }
    await record(ctx, 'deputy.named', { kind: 'tenant', id: tenantId, officeId: tenantId }, { params })
    return { id }
  })
}

/** Ends it before its last day: by the head, the absent one who is back, or the deputy. */
export function endDeputy(ctx: Ctx, tenantId: string, id: string): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const found = (await listDeputies(ctx, tenantId)).find((row) => row.id === id)
    if (found === undefined) throw refuse('not_found', 'error.not_found')
    const own = [found.absentId, found.deputyId].includes(ctx.actor.membershipId ?? '')
    if (!own && !ctx.actor.roles.includes('office_head')) throw refuse('forbidden', 'deputy.own_only')
    await ctx.db.update(deputies).set({ endedAt: ctx.now }).where(eq(deputies.id, id))
    const params = { deputy: found.deputy, absent: found.absent }
    await record(ctx, 'deputy.ended', { kind: 'tenant', id: tenantId, officeId: tenantId }, { params })
    return { id }
  })
}
