import { asc, eq, inArray } from 'drizzle-orm'
import { createTransport } from 'nodemailer'
import { transaction } from '../db/transaction.ts'
import { loadDocument } from '../documents/actions.ts'
import type { Config } from '../kernel/config.ts'
import type { Ctx } from '../kernel/context.ts'
import { unseal } from '../kernel/secrets.ts'
import type { Locale } from '../kernel/messages.ts'
import { giveUpAfter, type MailEvent, type MailFacts, nextTry } from './mail.ts'
import { due } from './queries.ts'
import { renderMail } from './render.ts'
import { outbox } from './table.ts'

/** How long one sender may hold a letter, in milliseconds. */
const lease = 120_000
type Row = typeof outbox.$inferSelect

/** Sends what is due, a few at a time, until nothing is left. Returns how many were taken up. */
export async function sendDue(ctx: Ctx, config: Config): Promise<number> {
  for (let taken = 0; ;) {
    const rows = await claim(ctx)
    if (rows.length === 0) return taken
    taken += rows.length
    for (const row of rows) await sendOne(ctx, config, row)
  }
}

/** Takes letters under a lease, so that two senders never hold the same one. */
function claim(ctx: Ctx): Promise<Row[]> {
  return transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .select({ id: outbox.id })
      .from(outbox)
      .where(due(ctx.now))
      .orderBy(asc(outbox.nextAt))
      .limit(10)
    if (rows.length === 0) return []
    return ctx.db
      .update(outbox)
      .set({ state: 'sending', leaseUntil: new Date(Date.parse(ctx.now) + lease).toISOString() })
      .where(
        inArray(
          outbox.id,
          rows.map((row) => row.id)
        )
      )
      .returning()
  })
}

async function sendOne(ctx: Ctx, config: Config, row: Row): Promise<void> {
  const attempts = row.attempts + 1
  try {
    if (!config.localMailbox) await deliver(ctx, config, row)
    const wiped = config.localMailbox ? {} : { secret: null }
    await settle(ctx, row.id, { state: 'sent', sentAt: ctx.now, leaseUntil: null, attempts, problem: null, ...wiped })
  } catch (error) {
    const problem = problemOf(error)
    const over = problem.final || Date.parse(ctx.now) - Date.parse(row.createdAt) > giveUpAfter
    const next = over
      ? { state: 'failed' as const, secret: null }
      : { state: 'queued' as const, nextAt: nextTry(ctx.now, attempts, Math.random()) }
    await settle(ctx, row.id, { ...next, leaseUntil: null, attempts, problem: problem.text })
  }
}

const settle = (ctx: Ctx, id: string, set: Partial<Row>) =>
  transaction(ctx, (ctx) => ctx.db.update(outbox).set(set).where(eq(outbox.id, id)))

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
  const domain = new URL(config.publicUrl).hostname
  const transport = createTransport({
    url: config.smtpUrl!,
    connectionTimeout: 20_000,
    greetingTimeout: 20_000,
    socketTimeout: 60_000,
  })
  try {
    await transport.sendMail({
      messageId: `<${row.id}@${domain}>`,
      date: new Date(ctx.now),
      from: config.mailFrom,
      to: row.recipient,
      // The envelope is given, never parsed out of a header: one letter, one recipient.
      envelope: { from: config.mailFrom.replace(/^.*<([^>]+)>.*$/, '$1'), to: [row.recipient] },
      subject,
      text,
      html,
      attachments,
    })
  } finally {
    transport.close()
  }
}

/** What the office reads about a failure, and whether trying again can help: 5xx is final (RFC 5321, 4.2.1). */
function problemOf(error: unknown): { text: string; final: boolean } {
  const { responseCode, code, message } = error as { responseCode?: number; code?: string; message?: string }
  const text = `${responseCode ?? code ?? ''} ${message ?? String(error)}`.trim().slice(0, 500)
  return { text, final: responseCode !== undefined && responseCode >= 500 && code !== 'EAUTH' }
}
