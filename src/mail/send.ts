import { and, asc, eq, inArray, sql } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { transaction } from '../db/transaction.ts'
import { loadDocument } from '../documents/actions.ts'
import { type Config, isLocal } from '../kernel/config.ts'
import type { Ctx } from '../kernel/context.ts'
import { unseal } from '../kernel/secrets.ts'
import type { Locale } from '../kernel/messages.ts'
import { giveUpAfter, type MailEvent, type MailFacts, nextTry } from './mail.ts'
import { due, mailIsDue } from './queries.ts'
import { renderMail } from './render.ts'
import { outbox } from './table.ts'

/** How long one attempt may take before it is broken off, in milliseconds. */
const longest = 90_000
/** How long a letter is a sender's own: longer than any attempt, so that only a dead sender's is taken up again. */
const lease = 150_000
/** Letters under way at once, so that one slow server does not hold up all others. */
const lanes = 3

type Row = typeof outbox.$inferSelect
/** What sending is given from outside. */
type Post = {
  readonly config: Config
  readonly clock: () => string
  /** Once told, no further letter is begun. */
  readonly stopping?: AbortSignal
}

/** Sends what is due until nothing is left. Returns how many letters were taken up. */
export async function sendDue(ctx: Ctx, post: Post): Promise<number> {
  const taken = await Promise.all(Array.from({ length: lanes }, () => sendSome(ctx, post)))
  return taken.reduce((sum, count) => sum + count, 0)
}

/** Each letter by the clock of its own attempt: a sweep may last longer than a lease. */
async function sendSome(ctx: Ctx, post: Post): Promise<number> {
  for (let taken = 0; ; taken++) {
    const now = { ...ctx, now: post.clock() }
    // Looked for without a write first: every request sweeps, and most find nothing.
    if (post.stopping?.aborted || !(await mailIsDue(now))) return taken
    const row = await claim(now)
    if (row === undefined) return taken
    await sendOne(now, post, row)
  }
}

/** Takes one letter under a lease, so that two senders never hold the same one. */
async function claim(ctx: Ctx): Promise<Row | undefined> {
  const [row] = await transaction(ctx, async (ctx) =>
    ctx.db
      .update(outbox)
      .set({
        state: 'sending',
        leaseUntil: new Date(Date.parse(ctx.now) + lease).toISOString(),
        attempts: sql`${outbox.attempts} + 1`,
      })
      .where(
        inArray(
          outbox.seq,
          ctx.db
            .select({ seq: outbox.seq })
            .from(outbox)
            .where(due(ctx.now))
            .orderBy(asc(outbox.nextAt), asc(outbox.seq))
            .limit(1)
        )
      )
      .returning()
  )
  return row
}

async function sendOne(ctx: Ctx, post: Post, row: Row): Promise<void> {
  const { localMailbox } = post.config
  const problem = localMailbox ? null : await deliver(ctx, post.config, row).then(() => null, problemOf)
  const now = post.clock()
  if (problem === null) {
    // A local mailbox shows its letters, so they keep what they say.
    const wiped = localMailbox ? {} : { secret: null }
    await settle(ctx, row, { state: 'sent', sentAt: now, problem: null, ...wiped })
  } else if (problem.final || Date.parse(now) - Date.parse(row.createdAt) > giveUpAfter) {
    await settle(ctx, row, { state: 'failed', problem: problem.text, secret: null })
  } else {
    await settle(ctx, row, {
      state: 'queued',
      problem: problem.text,
      nextAt: nextTry(now, row.attempts, Math.random()),
    })
  }
}

/** Only who still holds the letter may say what became of it: the number of the attempt tells. */
const settle = (ctx: Ctx, { id, attempts }: Row, set: Partial<Row>) =>
  transaction(ctx, (ctx) =>
    ctx.db
      .update(outbox)
      .set({ ...set, leaseUntil: null })
      .where(and(eq(outbox.id, id), eq(outbox.state, 'sending'), eq(outbox.attempts, attempts)))
  )

/** A letter as it will look; secret facts are opened when they are still there. */
export async function renderRow(row: Row, secret: string) {
  const hidden = row.secret === null ? {} : (JSON.parse(await unseal(secret, row.secret)) as MailFacts)
  return renderMail(row.event as MailEvent, row.locale as Locale, { ...row.facts, ...hidden })
}

async function deliver(ctx: Ctx, config: Config, row: Row): Promise<void> {
  const { subject, text, html } = await renderRow(row, config.secret)
  const attachments = []
  for (const id of row.attachments) {
    const document = await loadDocument(ctx, id)
    if (document === null) throw new Error(`attachment ${id} is missing`)
    attachments.push({ filename: document.name, content: Buffer.from(document.bytes), contentType: document.mediaType })
  }
  const server = new URL(config.smtpUrl!)
  const transport = createTransport({
    url: config.smtpUrl!,
    // A password leaves this machine only over TLS: where the server offers none, the letter waits.
    requireTLS: server.password !== '' && !isLocal(server),
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
  await transport.sendMail({
    messageId: `<${row.id}@${new URL(config.publicUrl).hostname}>`,
    date: new Date(ctx.now),
    from: config.mailFrom,
    to: row.recipient,
    // The envelope is given, never parsed out of a header: one letter, one recipient.
    envelope: { from: config.mailFrom.replace(/^.*<([^>]+)>.*$/, '$1'), to: [row.recipient] },
    // Keeps out-of-office notes from answering (RFC 3834).
    headers: { 'Auto-Submitted': 'auto-generated' },
    subject,
    text,
    html,
    attachments,
    signal: AbortSignal.timeout(longest),
  })
}

/**
 * What the office reads about a failure, and whether trying again can help. 5xx is final (RFC 5321, 4.2.1) when it is
 * about this recipient or this letter; about our own sender, password or connection it is for us to put right.
 */
function problemOf(error: unknown): { text: string; final: boolean } {
  const { responseCode, code, command, permanent, message } = error as {
    responseCode?: number
    code?: string
    command?: string
    permanent?: boolean
    message?: string
  }
  const text = `${responseCode ?? code ?? ''} ${message ?? String(error)}`.trim().slice(0, 500)
  return { text, final: permanent === true && (command === 'RCPT TO' || command === 'DATA') }
}
