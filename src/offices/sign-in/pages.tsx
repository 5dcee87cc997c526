import { NewProvider, type ProviderKind, providerKinds } from '../../identity/provider.ts'
import { hasVisited, listRequirements } from '../../identity/providers/queries.ts'
import { say } from '../../kernel/text.ts'
import type { C } from '../../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../../web/form-page.tsx'
import { given, type Sent, sentOf, textPair } from '../../web/forms.ts'
import { show } from '../../web/frame.tsx'
import { parse } from '../../web/issues.ts'
import {
  FormPage,
  ListPage,
  Notice,
  RadioField,
  RecordPage,
  type Step,
  TextArea,
  TextField,
  TextPair,
} from '../../web/kit/index.ts'
import type { Form } from '../../web/kit/form.ts'
import { pages } from '../../web/registry.ts'
import {
  addProvider,
  editProvider,
  liftRequirement,
  liftRequirementOf,
  ownProvider,
  ownProviders,
  requireProvider,
  shownProvider,
  switchProvider,
} from './actions.ts'
import { site } from './routes.ts'

type Shown = ReturnType<typeof shownProvider>
const base = '/sign-in-settings'
const crumbs = (c: C) => [{ label: c.var.t('provider.many'), href: base }]
const stateOf = (c: C, { active, required }: Shown) =>
  c.var.t(required ? 'provider.state_required' : active ? 'provider.state_on' : 'provider.state_off')

async function listPage(c: C) {
  const { t, ctx } = c.var
  const rows = (await ownProviders(ctx)).map((row) => shownProvider(site(c), row))
  const create = { label: t('provider.new'), href: `${base}/new` }
  const body = (
    <ListPage
      t={t}
      title={t('provider.many')}
      count={rows.length}
      rows={rows}
      href={({ id }) => `${base}/${id}`}
      columns={[
        { key: 'name', head: t('provider.name'), cell: ({ name }) => say(name, t.locale).text, main: true },
        { key: 'kind', head: t('provider.kind'), cell: ({ kind }) => t(`provider.kind.${kind}`) },
        { key: 'address', head: t('provider.address'), cell: ({ address }) => <code>{new URL(address).host}</code> },
        { key: 'state', head: t('provider.state'), cell: (row) => stateOf(c, row), tight: true },
      ]}
      primary={create}
      empty={{ title: t('provider.empty_title'), text: t('provider.empty'), icon: 'key', action: create }}
    />
  )
  return show(c, { title: t('provider.many'), body })
}

/** What can be done, and why not more. */
function stepsOf(c: C, provider: Shown, visited: boolean): Step[] {
  const { t } = c.var
  const at = `${base}/${provider.id}`
  if (provider.required)
    return [
      { label: t('provider.test'), href: `/account/identities/link/${provider.id}?next=${at}`, quiet: true },
      { label: t('provider.lift'), action: `${base}/lifting`, confirm: t('provider.lift_confirm'), quiet: true },
      { label: t('provider.switch_off'), reason: t('provider.required_stays') },
    ]
  if (!provider.active)
    return [
      { label: t('provider.switch_on'), action: `${at}/activation` },
      { label: t('provider.test'), reason: t('provider.is_off') },
      { label: t('provider.require'), reason: t('provider.is_off') },
    ]
  return [
    { label: t('provider.test'), href: `/account/identities/link/${provider.id}?next=${at}` },
    visited
      ? {
          label: t('provider.require'),
          action: `${at}/requirement`,
          confirm: t('provider.require_confirm'),
          quiet: true,
        }
      : { label: t('provider.require'), reason: t('provider.try_first') },
    { label: t('provider.switch_off'), action: `${at}/deactivation`, confirm: t('provider.off_confirm'), quiet: true },
  ]
}

async function providerPage(c: C) {
  const { t, ctx } = c.var
  const provider = shownProvider(site(c), await ownProvider(ctx, c.req.param('id')!))
  const visited = c.var.sessionHash !== null && (await hasVisited(ctx, c.var.sessionHash, provider.id))
  const { kind } = provider
  const settings = [
    { label: t('provider.kind'), value: t(`provider.kind.${kind}`) },
    { label: t('provider.state'), value: stateOf(c, provider) },
    {
      label: t(`provider.address.${kind}`),
      value: <span class="td-break">{provider.address}</span>,
      wide: true as const,
    },
    ...(kind === 'cas'
      ? []
      : [
          { label: t('provider.client_id'), value: <span class="td-break">{provider.clientId}</span> },
          { label: t('provider.client_secret'), value: provider.hasSecret ? t('provider.secret_kept') : null },
          { label: t('provider.scopes'), value: provider.scopes ?? null },
        ]),
    ...(kind === 'carsi' ? [{ label: t('provider.domain'), value: provider.domain }] : []),
  ]
  const body = (
    <RecordPage
      t={t}
      crumbs={crumbs(c)}
      title={say(provider.name, t.locale).text}
      version={provider.version}
      steps={stepsOf(c, provider, visited)}
      notice={
        provider.required ? (
          <Notice t={t} kind="info" title={t('provider.is_required')}>
            {t('provider.required_help')}
          </Notice>
        ) : null
      }
      groups={[
        {
          id: 'register',
          title: t('provider.register'),
          facts: [
            {
              label: t(kind === 'cas' ? 'provider.service_address' : 'provider.redirect_address'),
              value: <code class="td-code td-break">{provider.redirectAddress}</code>,
              wide: true,
            },
          ],
          more: <p class="td-quiet">{t(`provider.register_help.${kind}`)}</p>,
        },
        { id: 'settings', title: t('provider.settings'), facts: settings, editHref: `${base}/${provider.id}/edit` },
      ]}
    />
  )
  return show(c, { title: say(provider.name, t.locale).text, body })
}

const kindOf = (typed: string): ProviderKind => providerKinds.find((kind) => kind === typed) ?? 'oidc'

const Fields = ({ c, f, hasSecret, edited }: { c: C; f: Form; hasSecret: boolean; edited: boolean }) => {
  const { t } = c.var
  const kind = kindOf(f.get('kind'))
  const kinds = edited ? [kind] : providerKinds
  return (
    <>
      <RadioField
        f={f}
        name="kind"
        label={t('provider.kind')}
        required
        refresh
        options={kinds.map((value) => ({
          value,
          label: t(`provider.kind.${value}`),
          help: t(`provider.kind_help.${value}`),
        }))}
      />
      <TextPair f={f} name="name" label={t('provider.name')} help={t('provider.name_help')} required />
      <TextField
        f={f}
        name="address"
        label={t(`provider.address.${kind}`)}
        help={t('provider.address_help')}
        type="url"
        example={
          {
            oidc: 'https://sso.example.edu.cn',
            cas: 'https://cas.example.edu.cn/cas',
            carsi: 'https://gateway.example.edu.cn',
          }[kind]
        }
        spellcheck={false}
        required
      />
      {kind !== 'cas' && (
        <>
          <TextField f={f} name="clientId" label={t('provider.client_id')} width="medium" spellcheck={false} required />
          <TextField
            f={f}
            name="clientSecret"
            label={t('provider.client_secret')}
            help={t(hasSecret ? 'provider.secret_stays' : 'provider.secret_help')}
            width="medium"
            spellcheck={false}
            required={kind === 'carsi' && !hasSecret}
          />
          <TextField
            f={f}
            name="scopes"
            label={t('provider.scopes')}
            help={kind === 'oidc' ? t('provider.scopes_help') : undefined}
            width="medium"
            spellcheck={false}
          />
        </>
      )}
      {kind === 'carsi' && (
        <>
          <TextField
            f={f}
            name="domain"
            label={t('provider.domain')}
            help={t('provider.domain_help')}
            width="medium"
            example="example.edu.cn"
            spellcheck={false}
            required
          />
          <TextArea
            f={f}
            name="privateKey"
            label={t('provider.private_key')}
            help={t(hasSecret ? 'provider.private_key_stays' : 'provider.private_key_help')}
            rows={4}
          />
        </>
      )}
    </>
  )
}

const read = (sent: Sent): object => {
  const kind = kindOf(sent.get('kind') ?? '')
  return given({
    kind: sent.get('kind'),
    name: textPair(sent, 'name') ?? {},
    address: sent.get('address')?.trim(),
    ...(kind !== 'cas' && {
      clientId: sent.get('clientId'),
      clientSecret: sent.get('clientSecret')?.trim(),
      scopes: sent.get('scopes'),
    }),
    ...(kind === 'carsi' && { domain: sent.get('domain'), privateKey: sent.get('privateKey')?.trim() }),
  })
}

/** What was typed as a secret is not drawn again: it would lie in the page's text. */
const unsaid = (state: FormState): FormState => ({
  ...state,
  sent: sentOf(new Map([...state.sent.values].filter(([name]) => name !== 'clientSecret' && name !== 'privateKey'))),
})

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  await ownProviders(ctx)
  const { f, notice } = await formOn(c, `${base}/new`, unsaid(state))
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={crumbs(c)}
      title={t('provider.new')}
      lead={t('provider.new_lead')}
      submit={t('provider.add')}
      cancelHref={base}
      keep={false}
    >
      <Fields c={c} f={f} hasSecret={false} edited={false} />
    </FormPage>
  )
  return show(c, { title: t('provider.new'), form: f.id, body }, state.status)
}

const valuesIn = ({ kind, name, address, clientId, scopes, domain }: Shown) =>
  valuesOf({ kind, 'name.zh': name.zh, 'name.en': name.en, address, clientId, scopes, domain })

async function editPage(c: C, given: FormState | null) {
  const { t, ctx } = c.var
  const provider = shownProvider(site(c), await ownProvider(ctx, c.req.param('id')!))
  const at = `${base}/${provider.id}`
  const current = { recordId: provider.id, version: provider.version, values: valuesIn(provider) }
  const state = unsaid(given ?? opened(sentOf(current.values)))
  const { f, notice } = await formOn(c, `${at}/edit`, state, current)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={[...crumbs(c), { label: say(provider.name, t.locale).text, href: at }]}
      title={t('kit.edit')}
      submit={t('record.save')}
      cancelHref={at}
      keep={false}
    >
      <Fields c={c} f={f} hasSecret={provider.hasSecret} edited />
    </FormPage>
  )
  return show(c, { title: t('kit.edit'), form: f.id, body }, state.status)
}

/** Which offices let nobody in but by their own provider, and the way out when it is gone. */
async function requirementsPage(c: C) {
  const { t, ctx } = c.var
  const rows = await listRequirements(ctx)
  const body = (
    <ListPage
      t={t}
      title={t('provider.requirements')}
      count={rows.length}
      rows={rows}
      columns={[
        { key: 'name', head: t('office.name'), cell: (row) => say(row.organisation, t.locale).text, main: true },
        { key: 'provider', head: t('provider.single'), cell: (row) => say(row.provider, t.locale).text },
        { key: 'kind', head: t('provider.kind'), cell: (row) => t(`provider.kind.${row.kind}`) },
        {
          key: 'lift',
          head: t('member.action'),
          cell: (row) => (
            <details class="td-menu td-confirm">
              <summary class="btn btn-sm td-btn-harm">{t('provider.lift')}</summary>
              <div class="td-panel">
                <p>{t('provider.lift_confirm')}</p>
                <form method="post" action={`/sign-in-requirements/${row.id}/lifting`} class="td-inline">
                  <button class="btn td-btn-harm-full" type="submit">
                    {t('provider.lift')}
                  </button>
                </form>
              </div>
            </details>
          ),
        },
      ]}
      empty={{ title: t('provider.requirements'), text: t('provider.no_requirements'), icon: 'shield' }}
    />
  )
  return show(c, { title: t('provider.requirements'), body })
}

const idOf = (c: C): string => c.req.param('id')!

export const signInSettingsPages = pages(base)
  .get('/', 'office.manage', listPage)
  .get('/new', 'office.manage', (c) => newPage(c, opened(sentOf(valuesOf({ kind: 'oidc' })))))
  .post('/new', 'office.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        const made = await addProvider(c.var.ctx, site(c), parse(NewProvider, read(sent)))
        return back(c, `${base}/${made.id}`, 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .post('/lifting', 'office.manage', async (c) => {
    await liftRequirement(c.var.ctx)
    return back(c, base)
  })
  .get('/:id', 'office.manage', providerPage)
  .get('/:id/edit', 'office.manage', (c) => editPage(c, null))
  .post('/:id/edit', 'office.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        await editProvider(c.var.ctx, site(c), idOf(c), sent.version, parse(NewProvider, read(sent)))
        return back(c, `${base}/${idOf(c)}`)
      },
      (state) => editPage(c, state)
    )
  )
  .post('/:id/activation', 'office.manage', async (c) => {
    await switchProvider(c.var.ctx, site(c), idOf(c), true)
    return back(c, `${base}/${idOf(c)}`)
  })
  .post('/:id/deactivation', 'office.manage', async (c) => {
    await switchProvider(c.var.ctx, site(c), idOf(c), false)
    return back(c, `${base}/${idOf(c)}`)
  })
  .post('/:id/requirement', 'office.manage', async (c) => {
    await requireProvider(c.var.ctx, site(c), idOf(c), c.var.sessionHash)
    return back(c, `${base}/${idOf(c)}`)
  })

export const signInRequirementPages = pages('/sign-in-requirements')
  .get('/', 'platform.manage', requirementsPage)
  .post('/:id/lifting', 'platform.manage', async (c) => {
    await liftRequirementOf(c.var.ctx, idOf(c))
    return back(c, '/sign-in-requirements')
  })
