import { eq } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { record } from '../../history/actions.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuseFaults } from '../../kernel/errors.ts'
import { tenants } from '../../organisations/table.ts'
import { verificationFaults, verificationOf } from './queries.ts'

/**
 * Says that an enterprise is who it says it is: credit code, legal representative, contact, and a file that shows it.
 * It holds for every office; who said so stands beside it.
 */
export function verifyEnterprise(ctx: Ctx, organisationId: string): Promise<{ id: string }> {
  return transaction(ctx, async (ctx) => {
    const found = await verificationOf(ctx, organisationId)
    refuseFaults(verificationFaults(found))
    const { enterprise, tenant } = found
    await ctx.db
      .update(tenants)
      .set({ verifiedAt: ctx.now, verifiedBy: ctx.actor.name })
      .where(eq(tenants.id, tenant!.id))
    const subject = { kind: 'organisation', id: enterprise.id, officeId: enterprise.officeId }
    await record(ctx, 'enterprise.verified', subject)
    return { id: enterprise.id }
  })
}
