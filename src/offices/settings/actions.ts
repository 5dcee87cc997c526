import { eq } from 'drizzle-orm'
import { transaction } from '../../db/transaction.ts'
import { changesBetween, record } from '../../history/actions.ts'
import type { Ctx } from '../../kernel/context.ts'
import { sameVersion } from '../../kernel/lifecycle.ts'
import { tenants } from '../../organisations/table.ts'
import { ownOffice } from './queries.ts'
import type { OfficeSettings } from './settings.ts'

/** Changes the own office's settings; references that exist stay as they are written. */
export function changeSettings(ctx: Ctx, version: number, input: OfficeSettings) {
  return transaction(ctx, async (ctx) => {
    const before = await ownOffice(ctx)
    sameVersion(before, version)
    const { zone, locale, ...settings } = input
    const from = { zone: before.zone, locale: before.locale, ...before.settings }
    const changes = changesBetween<Record<string, unknown>>(from, input)
    if (changes.length === 0) return before
    await ctx.db
      .update(tenants)
      .set({ zone, locale, settings, version: version + 1 })
      .where(eq(tenants.id, before.id))
    await record(ctx, 'office.settings_changed', { kind: 'tenant', id: before.id, officeId: before.id }, { changes })
    return ownOffice(ctx)
  })
}
