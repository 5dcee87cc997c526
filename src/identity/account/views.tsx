import { officeDay, sayMoment } from '../../kernel/dates.ts'
import type { Words } from '../../kernel/messages.ts'
import type { C } from '../../web/env.ts'
import { type Column, Table } from '../../web/kit/index.ts'
import type { ownPasskeys } from '../passkeys/queries.ts'
import type { ownSessions } from './queries.ts'

type Passkey = Awaited<ReturnType<typeof ownPasskeys>>[number]
type Session = Awaited<ReturnType<typeof ownSessions>>[number]

const Remove = ({ t, passkey }: { t: Words; passkey: Passkey }) => (
  <details class="td-menu td-confirm">
    <summary class="btn btn-sm td-btn-harm" aria-label={t('passkey.remove_named', { name: passkey.name })}>
      {t('passkey.remove')}
    </summary>
    <div class="td-panel">
      <p>{t('passkey.remove_confirm')}</p>
      <form method="post" action={`/account/passkeys/${passkey.id}/removal`} class="td-inline">
        <button class="btn td-btn-harm-full" type="submit">
          {t('passkey.remove')}
        </button>
      </form>
    </div>
  </details>
)

export const Passkeys = ({ c, passkeys }: { c: C; passkeys: readonly Passkey[] }) => {
  const { t, ctx } = c.var
  const day = (moment: string | null) => (moment === null ? t('passkey.never') : officeDay(moment, ctx.zone))
  const columns: Column<Passkey>[] = [
    { key: 'name', head: t('passkey.name'), cell: ({ name }) => name, main: true },
    { key: 'created', head: t('passkey.created'), cell: ({ createdAt }) => day(createdAt), tight: true },
    { key: 'used', head: t('passkey.used'), cell: ({ lastUsedAt }) => day(lastUsedAt), tight: true },
    {
      key: 'acts',
      head: t('member.action'),
      cell: (passkey) => (
        <span class="td-steps">
          <a class="btn btn-sm" href={`/account/passkeys/${passkey.id}`}>
            {t('passkey.rename')}
          </a>
          <Remove t={t} passkey={passkey} />
        </span>
      ),
    },
  ]
  return (
    <>
      {passkeys.length === 0 ? (
        <p class="td-quiet">{t('account.no_passkeys')}</p>
      ) : (
        <Table t={t} caption={t('account.passkeys')} columns={columns} rows={passkeys} />
      )}
      <p class="td-buttons">
        <a class="btn" href="/account/passkeys/new">
          {t('passkey.new')}
        </a>
      </p>
    </>
  )
}

const End = ({ t, session, browser }: { t: Words; session: Session; browser: string }) => (
  <form method="post" action={`/account/sessions/${session.id}/end`} class="td-inline">
    <button class="btn btn-sm" type="submit" aria-label={t('account.end_named', { browser })}>
      {t('account.end')}
    </button>
  </form>
)

export const Sessions = ({ c, sessions }: { c: C; sessions: readonly Session[] }) => {
  const { t, ctx } = c.var
  const browserOf = ({ browser }: Session) => browser || t('account.unknown_browser')
  const moment = (at: string) => <time datetime={at}>{sayMoment(at, ctx.zone)}</time>
  const columns: Column<Session>[] = [
    {
      key: 'browser',
      head: t('account.browser'),
      cell: (one) => (one.browser === '' ? browserOf(one) : <span translate="no">{one.browser}</span>),
      main: true,
    },
    { key: 'method', head: t('account.method'), cell: ({ method }) => t(`account.method.${method}`) },
    { key: 'begun', head: t('account.begun'), cell: ({ createdAt }) => moment(createdAt), tight: true },
    { key: 'seen', head: t('account.seen'), cell: ({ seenAt }) => moment(seenAt), tight: true },
    {
      key: 'end',
      head: t('member.action'),
      cell: (one) =>
        one.current ? <strong>{t('account.this_one')}</strong> : <End t={t} session={one} browser={browserOf(one)} />,
    },
  ]
  return (
    <>
      <Table t={t} caption={t('account.sessions')} columns={columns} rows={sessions} />
      {sessions.length > 1 && (
        <form method="post" action="/account/sessions/others/end" class="td-buttons">
          <button class="btn" type="submit">
            {t('account.end_others')}
          </button>
        </form>
      )}
    </>
  )
}
