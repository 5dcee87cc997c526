import { createOffice } from '../../src/offices/actions.ts'
import { NewOffice } from '../../src/offices/office.ts'
import { addMember, createKey } from '../../src/identity/actions.ts'
import { beginSession } from '../../src/identity/session.ts'
import { accounts } from '../../src/identity/table.ts'
import { transaction } from '../../src/db/transaction.ts'
import { systemCtx } from '../../src/kernel/system.ts'
import { readCsv } from '../../src/imports/csv.ts'
import { importRows } from '../../src/imports/actions.ts'
import { nasaColumns, planNasa } from '../../src/imports/nasa.ts'
import { system } from '../../src/kernel/actor.ts'
import type { Ctx } from '../../src/kernel/context.ts'
import { officeDay } from '../../src/kernel/dates.ts'
import { newId } from '../../src/kernel/ids.ts'
import type { Deps } from '../../src/web/env.ts'

const university = NewOffice.parse({
  name: { zh: '云溪理工大学', en: 'Yunxi University of Technology' },
  headName: '何敬',
  headEmail: 'head@yunxi.example.edu.cn',
})

/** The product itself at work for an office that was just opened. */
export async function openedOffice(deps: Deps): Promise<Ctx & { readonly officeId: string }> {
  const ctx = systemCtx(deps, 'bench')
  const { id } = await createOffice(ctx, deps.config, university)
  return { ...ctx, actor: system('bench', id), officeId: id }
}

/** What `cli import nasa` does with the bytes of a file. */
export async function importPortfolio(ctx: Ctx, officeId: string, bytes: Uint8Array): Promise<number> {
  const plan = planNasa(readCsv(bytes, nasaColumns), officeDay(ctx.now, ctx.zone))
  return (await importRows(ctx, officeId, plan)).stored
}

/** An officer's key for the API and their session for the pages. */
export async function officerOf(ctx: Ctx, tenantId: string): Promise<{ key: string; cookie: string }> {
  const { key } = await createKey(ctx, { tenantId, name: 'bench', roles: ['officer'], days: 1 })
  const token = await transaction(ctx, async (ctx) => {
    const account = {
      id: newId(ctx.now),
      email: 'officer@yunxi.example.edu.cn',
      name: '欧阳帆',
      locale: 'zh-CN' as const,
    }
    await ctx.db.insert(accounts).values({ ...account, createdAt: ctx.now })
    const membershipId = await addMember(ctx, account.id, tenantId, ['officer'], null)
    return beginSession(ctx, account.id, membershipId, { method: 'link', browser: '' })
  })
  return { key, cookie: `__Host-sid=${token}` }
}
