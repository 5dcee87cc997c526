import { eq } from 'drizzle-orm'
import type { WriteCtx } from '../kernel/context.ts'
import { isEmail } from '../kernel/email.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Letter } from './mail.ts'
import { outbox } from './table.ts'

/** Puts letters into the outbox, in the transaction of their cause. The same cause never writes to anybody twice. */
export async function enqueue(ctx: WriteCtx, letters: readonly Letter[]): Promise<void> {
  if (letters.length === 0) return
  const rows = letters.map((letter) => {
    if (!isEmail(letter.recipient)) throw refuse('invalid', 'input.email')
    return {
      id: newId(ctx.now),
      ...letter,
      secret: letter.secret ?? null,
      attachments: letter.attachments ?? [],
      state: 'queued' as const,
      nextAt: ctx.now,
      createdAt: ctx.now,
    }
  })
  await ctx.db
    .insert(outbox)
    .values(rows)
    .onConflictDoNothing({ target: [outbox.cause, outbox.recipient] })
  ctx.afterCommit.add('mail')
}

/** Puts a letter that failed (or one already sent) back into the queue; the Message-ID stays the same. */
export async function requeue(ctx: WriteCtx, id: string): Promise<void> {
  await ctx.db
    .update(outbox)
    .set({ state: 'queued', attempts: 0, nextAt: ctx.now, createdAt: ctx.now, problem: null, leaseUntil: null })
    .where(eq(outbox.id, id))
  ctx.afterCommit.add('mail')
}
