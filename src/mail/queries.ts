import { and, desc, eq, inArray, lt, or } from 'drizzle-orm'
import type { Ctx } from '../kernel/context.ts'
import { decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import type { MailState } from './mail.ts'
import { outbox } from './table.ts'

/** The office's letters, newest first; the administrator's are those of no office (sign-in codes). */
export async function listMail(
  ctx: Ctx,
  query: { state?: MailState | undefined; before?: number | undefined; limit: number }
) {
  decided(ctx)
  const { officeId } = ctx.actor
  if (officeId === null) return []
  return ctx.db
    .select()
    .from(outbox)
    .where(
      and(
        eq(outbox.officeId, officeId),
        query.state === undefined ? undefined : eq(outbox.state, query.state),
        query.before === undefined ? undefined : lt(outbox.seq, query.before)
      )
    )
    .orderBy(desc(outbox.seq))
    .limit(query.limit)
}

export async function getMail(ctx: Ctx, id: string) {
  decided(ctx)
  const [row] = await ctx.db
    .select()
    .from(outbox)
    .where(and(eq(outbox.id, id), eq(outbox.officeId, ctx.actor.officeId ?? '')))
  if (!row) throw refuse('not_found', 'error.not_found')
  return row
}

/** The newest letters of the whole system, for the mailbox page of a development machine. */
export async function newestMail(ctx: Ctx) {
  return ctx.db.select().from(outbox).orderBy(desc(outbox.seq)).limit(50)
}

/** Whether anything waits to be sent now, or was left by a sender that died. */
export async function mailIsDue(ctx: Ctx): Promise<boolean> {
  const [row] = await ctx.db.select({ id: outbox.id }).from(outbox).where(due(ctx.now)).limit(1)
  return row !== undefined
}

export const due = (now: string) =>
  or(
    and(eq(outbox.state, 'queued'), lt(outbox.nextAt, after(now))),
    and(inArray(outbox.state, ['sending']), lt(outbox.leaseUntil, now))
  )

// "Due now" includes this very millisecond.
const after = (now: string): string => new Date(Date.parse(now) + 1).toISOString()
