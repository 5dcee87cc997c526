import { decided } from '../../kernel/context.ts'
import type { C } from '../../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../../web/form-page.tsx'
import { sentOf } from '../../web/forms.ts'
import { show } from '../../web/frame.tsx'
import { parse } from '../../web/issues.ts'
import { FormPage, NewPasskey, RecordPage, TextField } from '../../web/kit/index.ts'
import { proofAddress, proofIsOld } from '../../web/proof.ts'
import { pages } from '../../web/registry.ts'
import { browserName } from '../browser-name.ts'
import { asking, ownSession, site } from '../browser.ts'
import { addPasskey, removePasskey, renamePasskey } from '../passkeys/actions.ts'
import { answeredIn, PasskeyName } from '../passkeys/passkey.ts'
import { ownPasskey, ownPasskeys } from '../passkeys/queries.ts'
import { BothCodes, NewAddress } from './account.ts'
import { askForNewAddress, changeAddress, endOwnOtherSessions, endOwnSession } from './actions.ts'
import { ownAccount, ownSessions } from './queries.ts'
import { Passkeys, Sessions } from './views.tsx'

/** The reader's own account: who they are here, how they get in, and where they are in now. */
async function accountPage(c: C) {
  const { t, ctx, viewer } = c.var
  const account = await ownAccount(ctx)
  const [passkeys, sessions] = [await ownPasskeys(ctx), await ownSessions(ctx, c.var.sessionHash)]
  const roles = ctx.actor.roles.map((role) => t(`role.${role}`)).join(t.locale === 'en' ? ', ' : '、')
  const groups = [
    {
      id: 'account',
      title: t('kit.account'),
      facts: [
        { label: t('account.organisation'), value: viewer?.organisation ?? null },
        { label: t('member.roles'), value: roles },
        { label: t('account.language'), value: t(t.locale === 'en' ? 'kit.in_english' : 'kit.in_chinese') },
        { label: t('office.zone'), value: ctx.zone },
      ],
    },
    {
      id: 'address',
      title: t('account.sign_in_data'),
      facts: [{ label: t('account.email'), value: account.email }],
      more: (
        <p class="td-buttons">
          <a class="btn" href="/account/address">
            {t('account.change_address')}
          </a>
        </p>
      ),
    },
    { id: 'passkeys', title: t('account.passkeys'), facts: [], more: <Passkeys c={c} passkeys={passkeys} /> },
    {
      id: 'identities',
      title: t('provider.own'),
      facts: [],
      more: (
        <p class="td-buttons">
          <a class="btn" href="/account/identities">
            {t('provider.manage_own')}
          </a>
        </p>
      ),
    },
    { id: 'sessions', title: t('account.sessions'), facts: [], more: <Sessions c={c} sessions={sessions} /> },
  ]
  const body = <RecordPage t={t} title={account.name} version={0} steps={[]} groups={groups} />
  return show(c, { title: t('kit.account'), body })
}

const crumbs = (c: C) => [{ label: c.var.t('kit.account'), href: '/account' }]

/** Asks for the proof before the form is filled in, not after. */
const proven = (draw: (c: C) => Response | Promise<Response>) => (c: C) => {
  if (!proofIsOld(c)) return draw(c)
  decided(c.var.ctx)
  return c.redirect(`${proofAddress}?next=${encodeURIComponent(c.req.path)}`, 303)
}

async function newPasskeyPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const { f, notice } = await formOn(c, '/account/passkeys/new', state)
  decided(ctx)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={crumbs(c)}
      title={t('passkey.new')}
      lead={t('passkey.new_lead')}
      submit={t('passkey.new')}
      cancelHref="/account"
      keep={false}
    >
      <TextField
        f={f}
        name="name"
        label={t('passkey.name')}
        example={t('passkey.name_example')}
        width="medium"
        required
      />
      <NewPasskey t={t} at={c.var.deps.config.publicUrl} ask="/api/account/passkeys/ceremonies" prefix="passkey" />
    </FormPage>
  )
  return show(c, { title: t('passkey.new'), form: f.id, body }, state.status)
}

async function renamePage(c: C, state: FormState) {
  const { t } = c.var
  const { f, notice } = await formOn(c, `/account/passkeys/${c.req.param('id')}`, state)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={crumbs(c)}
      title={t('passkey.rename_title')}
      submit={t('passkey.rename')}
      cancelHref="/account"
    >
      <TextField f={f} name="name" label={t('passkey.name')} width="medium" required />
    </FormPage>
  )
  return show(c, { title: t('passkey.rename_title'), form: f.id, body }, state.status)
}

async function addressPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const { email } = await ownAccount(ctx)
  const { f, notice } = await formOn(c, '/account/address', state)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={crumbs(c)}
      title={t('account.address_title')}
      lead={t('account.address_lead', { email })}
      submit={t('account.address_ask')}
      cancelHref="/account"
      keep={false}
    >
      <TextField
        f={f}
        name="email"
        label={t('account.address_new')}
        type="email"
        inputmode="email"
        autocomplete="email"
        width="medium"
        required
      />
    </FormPage>
  )
  return show(c, { title: t('account.address_title'), form: f.id, body }, state.status)
}

async function codesPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  decided(ctx)
  const { f, notice } = await formOn(c, '/account/address/codes', state)
  const code = { f, width: 'medium', autocomplete: 'one-time-code', spellcheck: false, required: true } as const
  const body = (
    <>
      <FormPage
        f={f}
        notice={notice}
        crumbs={crumbs(c)}
        title={t('account.address_title')}
        lead={t('account.codes_lead', { email: f.get('email') })}
        submit={t('account.address_change')}
        cancelHref="/account"
        keep={false}
      >
        <TextField {...code} name="newCode" label={t('account.code_new')} help={t('sign_in.code_help')} />
        <TextField {...code} name="oldCode" label={t('account.code_old')} />
        {['newId', 'oldId', 'email'].map((name) => (
          <input type="hidden" name={name} value={f.get(name)} />
        ))}
      </FormPage>
      {c.var.deps.config.localMailbox && (
        <p class="td-other-way">
          <a href="/mailbox" target="_blank" rel="noopener">
            {t('sign_in.mailbox')}
          </a>
        </p>
      )}
    </>
  )
  return show(c, { title: t('account.address_title'), form: f.id, body }, state.status)
}

const fresh = (values: Readonly<Record<string, string>> = {}) => opened(sentOf(valuesOf(values)))

export const accountPages = pages('/account')
  .get('/', 'account.manage', accountPage)
  .post('/sessions/others/end', 'account.manage', async (c) => {
    await endOwnOtherSessions(c.var.ctx, ownSession(c))
    return back(c, '/account', 'ended')
  })
  .post('/sessions/:id/end', 'account.manage', async (c) => {
    await endOwnSession(c.var.ctx, c.req.param('id')!)
    return back(c, '/account', 'ended')
  })
  .get(
    '/passkeys/new',
    'account.secure',
    proven((c) => newPasskeyPage(c, fresh({ name: browserName(c.req.header('user-agent')) })))
  )
  .post('/passkeys/new', 'account.secure', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { name } = parse(PasskeyName, { name: sent.get('name') })
        const own = { browserHash: ownSession(c), sessionHash: ownSession(c) }
        await addPasskey(c.var.ctx, site(c), { name, ...answeredIn(sent, 'passkey'), ...own })
        return back(c, '/account', 'passkey_added')
      },
      (state) => newPasskeyPage(c, state)
    )
  )
  .get('/passkeys/:id', 'account.secure', async (c) => {
    const { name } = await ownPasskey(c.var.ctx, c.req.param('id')!)
    return renamePage(c, fresh({ name }))
  })
  .post('/passkeys/:id', 'account.secure', (c) =>
    tryForm(
      c,
      async (sent) => {
        await renamePasskey(c.var.ctx, c.req.param('id')!, parse(PasskeyName, { name: sent.get('name') }).name)
        return back(c, '/account')
      },
      async (state) => {
        await ownPasskey(c.var.ctx, c.req.param('id')!)
        return renamePage(c, state)
      }
    )
  )
  .post('/passkeys/:id/removal', 'account.secure', async (c) => {
    await removePasskey(c.var.ctx, c.req.param('id')!, ownSession(c))
    return back(c, '/account', 'passkey_removed')
  })
  .get(
    '/address',
    'account.secure',
    proven((c) => addressPage(c, fresh()))
  )
  .post('/address', 'account.secure', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { email } = parse(NewAddress, { email: sent.get('email') })
        const ids = await askForNewAddress(c.var.ctx, site(c), asking(c), email)
        return codesPage(c, fresh({ ...ids, email }))
      },
      (state) => addressPage(c, state)
    )
  )
  .post('/address/codes', 'account.secure', (c) =>
    tryForm(
      c,
      async (sent) => {
        const given = ['newId', 'newCode', 'oldId', 'oldCode'].map((name) => [name, sent.get(name)])
        await changeAddress(c.var.ctx, site(c), asking(c), parse(BothCodes, Object.fromEntries(given)))
        return back(c, '/account', 'address_changed')
      },
      (state) => codesPage(c, state)
    )
  )
