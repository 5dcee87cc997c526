import { createKey, revokeKey } from '../identity/actions.ts'
import { officeDay } from '../kernel/dates.ts'
import type { Words } from '../kernel/messages.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { CheckGroup, FormPage, Heading, ListPage, Notice, TextField } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { sayRoles } from './member-pages.tsx'
import { NewKey, officeRoles } from './office.ts'
import { ownKeys, ownTenantId } from './queries.ts'

const Revoke = ({ t, publicId }: { t: Words; publicId: string }) => (
  <details class="td-menu td-confirm">
    <summary class="btn btn-sm td-btn-harm">{t('key.revoke')}</summary>
    <div class="td-panel">
      <p>{t('key.revoke_confirm')}</p>
      <form method="post" action={`/keys/${publicId}/revocation`} class="td-inline">
        <button class="btn td-btn-harm-full" type="submit">
          {t('key.revoke')}
        </button>
      </form>
    </div>
  </details>
)

async function keysPage(c: C) {
  const { t, ctx } = c.var
  const rows = await ownKeys(ctx)
  const create = { label: t('key.new'), href: '/keys/new' }
  const day = (moment: string | null) => (moment === null ? t('key.never') : officeDay(moment, ctx.zone))
  const body = (
    <ListPage
      t={t}
      title={t('key.many')}
      count={rows.length}
      rows={rows}
      columns={[
        { key: 'name', head: t('key.name'), cell: (key) => key.name, main: true },
        { key: 'id', head: t('key.id'), cell: (key) => <code>td_{key.publicId}_…</code>, tight: true },
        { key: 'roles', head: t('member.roles'), cell: (key) => sayRoles(t, key.roles) },
        { key: 'used', head: t('key.last_used'), cell: (key) => day(key.lastUsedAt), tight: true },
        { key: 'expires', head: t('key.expires'), cell: (key) => day(key.expiresAt), tight: true },
        {
          key: 'revoke',
          head: t('member.action'),
          cell: (key) => (key.revokedAt === null ? <Revoke t={t} publicId={key.publicId} /> : t('key.revoked')),
        },
      ]}
      primary={create}
      empty={{ title: t('key.many'), text: t('key.empty'), icon: 'key', action: create }}
    />
  )
  return show(c, { title: t('key.many'), body })
}

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  ownTenantId(ctx)
  const { f, notice } = await formOn(c, '/keys/new', state)
  const body = (
    <FormPage f={f} notice={notice} title={t('key.new')} submit={t('key.create')} cancelHref="/keys">
      <TextField f={f} name="name" label={t('key.name')} width="medium" example={t('key.name_example')} required />
      <CheckGroup
        f={f}
        name="roles"
        label={t('member.roles')}
        help={t('key.roles_help')}
        required
        options={officeRoles.map((role) => ({ value: role, label: t(`role.${role}`) }))}
      />
      <TextField f={f} name="days" label={t('key.days')} width="short" inputmode="numeric" required />
    </FormPage>
  )
  return show(c, { title: t('key.new'), form: f.id, body }, state.status)
}

/** The only page that ever shows the key: it is kept nowhere, so it cannot be a redirect's target. */
function shownOnce(c: C, key: string) {
  const { t } = c.var
  const body = (
    <>
      <Heading t={t} title={t('key.new')} />
      <Notice t={t} kind="success" title={t('key.shown_once')}>
        <code class="td-code td-break">{key}</code>
      </Notice>
      <p>
        <a class="btn btn-primary" href="/keys">
          {t('key.kept')}
        </a>
      </p>
    </>
  )
  return show(c, { title: t('key.new'), body })
}

export const keyPages = pages('/keys')
  .get('/', 'key.manage', keysPage)
  .get('/new', 'key.manage', (c) => newPage(c, opened(sentOf(valuesOf({ days: 365 })))))
  .post('/new', 'key.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        const input = parse(NewKey, { name: sent.get('name'), roles: sent.all('roles'), days: sent.get('days') })
        return shownOnce(c, (await createKey(c.var.ctx, { tenantId: ownTenantId(c.var.ctx), ...input })).key)
      },
      (state) => newPage(c, state)
    )
  )
  .post('/:publicId/revocation', 'key.manage', async (c) => {
    await revokeKey(c.var.ctx, ownTenantId(c.var.ctx), c.req.param('publicId')!)
    return back(c, '/keys', 'revoked')
  })
