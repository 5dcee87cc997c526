import { eq } from 'drizzle-orm'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { getTenant } from '../../organisations/queries.ts'
import { oversight, tenants } from '../../organisations/table.ts'
import { ownTenantId } from '../queries.ts'

/** The own office with what it decided for itself, and who sees its numbers. */
export async function ownOffice(ctx: Ctx) {
  const id = ownTenantId(ctx)
  const office = await getTenant(ctx, id)
  if (office === null || office.kind !== 'office') throw refuse('forbidden', 'error.forbidden')
  const overseers = await ctx.db
    .select({ id: tenants.id, name: tenants.name })
    .from(oversight)
    .innerJoin(tenants, eq(tenants.id, oversight.governmentId))
    .where(eq(oversight.officeId, id))
    .limit(50)
  return { ...office, overseers }
}
