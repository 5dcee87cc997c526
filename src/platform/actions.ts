import { and, eq, inArray } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import { record } from '../history/actions.ts'
import { invite } from '../identity/actions.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { fault, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { oversight, tenants } from '../organisations/table.ts'
import type { NewGovernment } from './platform.ts'

type Site = { readonly secret: string; readonly publicUrl: string }

/** Opens a government body over some offices and invites the first who may look at their numbers. */
export function openGovernment(ctx: Ctx, site: Site, input: NewGovernment): Promise<{ id: string }> {
  decided(ctx)
  return transaction(ctx, async (ctx) => {
    const offices = [...new Set(input.offices)]
    const known = await ctx.db
      .select({ id: tenants.id })
      .from(tenants)
      .where(and(inArray(tenants.id, offices), eq(tenants.kind, 'office')))
    if (known.length < offices.length) refuseFaults([fault(['offices'], offices.join(), 'platform.office_unknown')])
    const id = newId(ctx.now)
    const { name, viewerName, viewerEmail } = input
    const own = { id, kind: 'government' as const, name, zone: ctx.zone, locale: ctx.locale, state: 'invited' as const }
    await ctx.db.insert(tenants).values({ ...own, createdAt: ctx.now })
    await ctx.db
      .insert(oversight)
      .values(offices.map((officeId) => ({ governmentId: id, officeId, createdAt: ctx.now })))
    await record(ctx, 'government.created', { kind: 'tenant', id, officeId: id })
    await invite(ctx, site, {
      tenant: { id, name },
      officeId: id,
      email: viewerEmail,
      name: viewerName,
      roles: ['government_viewer'],
      personId: null,
      locale: /\p{Script=Han}/u.test(viewerName) ? 'zh-CN' : ctx.locale,
    })
    return { id }
  })
}
