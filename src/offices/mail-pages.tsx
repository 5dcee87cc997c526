import { z } from 'zod'
import { transaction } from '../db/transaction.ts'
import { holds } from '../kernel/actor.ts'
import { decided } from '../kernel/context.ts'
import { sayMoment } from '../kernel/dates.ts'
import { refuse } from '../kernel/errors.ts'
import { fill, type MessageKey, type Words } from '../kernel/messages.ts'
import { requeue } from '../mail/actions.ts'
import { type MailState, mailStates } from '../mail/mail.ts'
import { getMail, listMail, newestMail } from '../mail/queries.ts'
import { renderRow } from '../mail/send.ts'
import type { C } from '../web/env.ts'
import { back } from '../web/form-page.tsx'
import { publicPage, show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { Heading, ListPage, type State, StateChip } from '../web/kit/index.ts'
import { linksOf } from '../web/list-links.ts'
import { pages } from '../web/registry.ts'

const tones = { queued: 'open', sending: 'going', sent: 'done', failed: 'harm' } as const
const chip = (t: Words, state: MailState): State => ({ label: t(`mail.state.${state}`), tone: tones[state] })
type Row = Awaited<ReturnType<typeof listMail>>[number]

const Query = z.object({
  state: z.enum(mailStates).optional(),
  cursor: z.coerce.number().int().optional(),
  done: z.string().optional(),
})
const pageSize = 50

/** Letters with codes or invitation links lose them once sent, so they cannot be sent again. */
const canBeSentAgain = (row: Row): boolean =>
  (row.state === 'failed' || row.state === 'sent') && !['sign_in_code', 'invitation'].includes(row.event)

const Again = ({ t, row }: { t: Words; row: Row }) =>
  canBeSentAgain(row) ? (
    <form method="post" action={`/mail/${row.id}/again`} class="td-inline">
      <button class="btn btn-sm" type="submit">
        {t('mail.again')}
      </button>
    </form>
  ) : null

async function mailPage(c: C) {
  const { t, ctx } = c.var
  const query = parse(Query, c.req.query())
  const rows = await listMail(ctx, { state: query.state, before: query.cursor, limit: pageSize + 1 })
  const links = linksOf(c)
  const shown = rows.slice(0, pageSize)
  const more = rows.length > pageSize ? links.more(String(shown.at(-1)!.seq)) : undefined
  const body = (
    <ListPage
      t={t}
      title={t('mail.many')}
      rows={shown}
      columns={[
        { key: 'recipient', head: t('mail.recipient'), cell: (row) => row.recipient, main: true },
        { key: 'event', head: t('mail.event'), cell: (row) => fill(t.locale, `mail.event.${row.event}` as MessageKey) },
        { key: 'state', head: t('mail.state'), cell: (row) => <StateChip {...chip(t, row.state)} /> },
        { key: 'problem', head: t('mail.problem'), cell: (row) => row.problem },
        { key: 'attempts', head: t('mail.attempts'), cell: (row) => row.attempts, align: 'end', wide: true },
        { key: 'created', head: t('mail.created'), cell: (row) => sayMoment(row.createdAt, ctx.zone), tight: true },
        {
          key: 'sent',
          head: t('mail.sent_at'),
          cell: (row) => (row.sentAt === null ? null : sayMoment(row.sentAt, ctx.zone)),
          tight: true,
        },
        ...(holds(ctx.actor, 'mail.resend')
          ? [{ key: 'again', head: t('member.action'), cell: (row: Row) => <Again t={t} row={row} /> }]
          : []),
      ]}
      filters={[
        links.filter(
          'state',
          t('mail.state'),
          t('list.all'),
          mailStates.map((value) => ({ value, label: t(`mail.state.${value}`) }))
        ),
      ]}
      clearHref={links.clear}
      moreHref={more}
      firstHref={links.first}
      empty={{ title: t('mail.many'), text: t('mail.empty'), icon: 'mail', action: undefined }}
    />
  )
  return show(c, { title: t('mail.many'), body })
}

/** On a development machine letters lie here in place of being sent; anywhere else this page is not there. */
async function mailboxPage(c: C) {
  const { t, ctx, deps } = c.var
  if (!deps.config.localMailbox) throw refuse('not_found', 'error.not_found')
  decided(ctx)
  const rows = await newestMail(ctx)
  const letters = await Promise.all(rows.map(async (row) => ({ row, letter: await legible(row, deps.config.secret) })))
  const body = (
    <>
      <Heading t={t} title={t('mailbox.title')} lead={t('mailbox.lead')} />
      {letters.length === 0 && <p class="td-quiet">{t('mail.empty')}</p>}
      {letters.map(({ row, letter }) => (
        <section class="td-group" lang={row.locale}>
          <h2>{letter.subject}</h2>
          <p class="td-quiet">
            {row.recipient} · {sayMoment(row.createdAt, ctx.zone)} · <StateChip {...chip(t, row.state)} />
          </p>
          <pre class="td-letter">{linked(letter.text)}</pre>
        </section>
      ))}
    </>
  )
  return publicPage(c, { title: t('mailbox.title'), body, signIn: true })
}

async function legible(row: Row, secret: string): Promise<{ subject: string; text: string }> {
  // A letter whose code was wiped cannot be rendered any more; what is left is who got which kind of letter.
  return renderRow(row, secret).catch(() => ({ subject: row.event, text: '' }))
}

/** The addresses in a letter as links: this page stands in for a mail program. */
const linked = (text: string) =>
  text.split(/(https?:\/\/[^\s]+)/).map((part, i) => (i % 2 === 1 ? <a href={part}>{part}</a> : part))

export const mailPages = pages('')
  .get('/mail', 'office.read', mailPage)
  .post('/mail/:id/again', 'mail.resend', async (c) => {
    const row = await getMail(c.var.ctx, c.req.param('id')!)
    if (!canBeSentAgain(row)) throw refuse('wrong_state', 'mail.secret_gone')
    await transaction(c.var.ctx, (ctx) => requeue(ctx, row.id))
    return back(c, '/mail', 'requeued')
  })
  .get('/mailbox', 'public', mailboxPage)
