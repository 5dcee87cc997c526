import { and, desc, eq, gt } from 'drizzle-orm'
import { type Ctx, decided } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { ownAccountId } from '../passkeys/queries.ts'
import { idleSince } from '../session.ts'
import { accounts, sessions } from '../table.ts'

export async function ownAccount(ctx: Ctx) {
  const id = ownAccountId(ctx)
  const [row] = await ctx.db.select().from(accounts).where(eq(accounts.id, id))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  decided(ctx)
  return row
}

/** The reader's sessions that still hold, newest first; `current` is the one that asks. */
export async function ownSessions(ctx: Ctx, sessionHash: string | null) {
  const accountId = ownAccountId(ctx)
  const rows = await ctx.db
    .select()
    .from(sessions)
    .where(
      and(eq(sessions.accountId, accountId), gt(sessions.expiresAt, ctx.now), gt(sessions.seenAt, idleSince(ctx.now)))
    )
    .orderBy(desc(sessions.createdAt))
    .limit(100)
  decided(ctx)
  return rows.map(({ id, method, browser, createdAt, seenAt, tokenHash }) => {
    const current = tokenHash === sessionHash
    // Written at most every five minutes; who asks is here now.
    return { id, method, browser, createdAt, seenAt: current ? ctx.now : seenAt, current }
  })
}
