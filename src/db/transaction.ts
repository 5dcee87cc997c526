import type { Ctx, Event, WriteCtx } from '../kernel/context.ts'

/**
 * The only way to write. What `work` does is committed whole or not at all; a transaction inside a transaction
 * joins it. No mail, PDF or fetch in there: ask for them with `afterCommit`.
 */
export async function transaction<T>(ctx: Ctx, work: (ctx: WriteCtx) => Promise<T>): Promise<T> {
  if (isWriting(ctx)) return work(ctx)
  const afterCommit = new Set<Event>()
  const result = await ctx.store.write(async (db) => {
    const value = await work({ ...ctx, db, transacting: true, afterCommit })
    await ctx.beforeCommit?.(db, value)
    return value
  })
  for (const event of afterCommit) ctx.notify(event)
  return result
}

function isWriting(ctx: Ctx): ctx is WriteCtx {
  return 'transacting' in ctx
}
