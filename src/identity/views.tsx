import type { Child } from 'hono/jsx'
import type { C } from '../web/env.ts'
import { type FormState, formOn } from '../web/form-page.tsx'
import { publicPage } from '../web/frame.tsx'
import { fill } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import { say, type Text } from '../kernel/text.ts'
import { FormPage, PasskeyButton, TextField } from '../web/kit/index.ts'
import { offeredHere } from './provider-views.tsx'

const Mailbox = ({ c }: { c: C }) =>
  c.var.deps.config.localMailbox ? (
    <p class="td-other-way">
      <a href="/mailbox">{c.var.t('sign_in.mailbox')}</a>
    </p>
  ) : null

/** The other way in, where the browser has it; the code stays the way for everybody else. */
const WithPasskey = ({ c, next }: { c: C; next: string }) => (
  <form method="post" action="/sign-in/passkey">
    <input type="hidden" name="next" value={next} />
    <PasskeyButton
      t={c.var.t}
      at={c.var.deps.config.publicUrl}
      ask="/api/sign_in/passkey"
      prefix="passkey"
      label={c.var.t('passkey.sign_in')}
    />
  </form>
)

/** Asks for the address. */
export async function signInPage(c: C, state: FormState) {
  const { t } = c.var
  const { f, notice } = await formOn(c, '/sign-in', state)
  return publicPage(c, {
    title: t('sign_in.title'),
    form: f.id,
    body: (
      <>
        <FormPage
          f={f}
          notice={notice}
          title={t('sign_in.title')}
          lead={t('sign_in.lead')}
          submit={t('sign_in.ask')}
          keep={false}
        >
          <TextField
            f={f}
            name="email"
            label={t('sign_in.email')}
            type="email"
            inputmode="email"
            autocomplete="email"
            required
          />
          <input type="hidden" name="next" value={f.get('next')} />
        </FormPage>
        <WithPasskey c={c} next={f.get('next')} />
        {await offeredHere(c, f.get('next'))}
        <Mailbox c={c} />
      </>
    ),
  })
}

/** Asks for the code that was sent, or says nothing of whether one was. */
export async function codePage(c: C, state: FormState) {
  const { t } = c.var
  const { f, notice } = await formOn(c, '/sign-in/code', state)
  return publicPage(c, {
    title: t('sign_in.code_title'),
    form: f.id,
    body: (
      <>
        <FormPage
          f={f}
          notice={notice}
          title={t('sign_in.code_title')}
          lead={t('sign_in.code_lead', { email: f.get('email') })}
          submit={t('sign_in.enter')}
          cancelHref="/sign-in"
          keep={false}
        >
          <TextField
            f={f}
            name="code"
            label={t('sign_in.code')}
            help={t('sign_in.code_help')}
            width="medium"
            autocomplete="one-time-code"
            spellcheck={false}
            required
          />
          {['id', 'email', 'next'].map((name) => (
            <input type="hidden" name={name} value={f.get(name)} />
          ))}
        </FormPage>
        <Mailbox c={c} />
      </>
    ),
  })
}

type Invitation = { readonly name: string; readonly roles: readonly Role[]; readonly organisation: Text }

/** A link only opens this page; the button uses it up, for scanners of mail follow links. */
export async function linkPage(c: C, state: FormState, invitation: Invitation | null, also: Child = null) {
  const { t } = c.var
  const { f, notice } = await formOn(c, '/sign-in/link', state)
  const first = f.get('first') === '1'
  const organisation = invitation === null ? '' : say(invitation.organisation, t.locale).text
  const roles = (invitation?.roles ?? []).map((role) => fill(t.locale, `role.${role}`))
  const title = first
    ? t('sign_in.first_title')
    : invitation === null
      ? t('sign_in.link_title')
      : t('sign_in.invitation_title', { organisation })
  const lead = first
    ? t('sign_in.first_lead')
    : invitation === null
      ? t('sign_in.link_lead', { email: f.get('email') })
      : t('sign_in.invitation_lead', {
          name: invitation.name,
          roles: roles.join(t.locale === 'en' ? ', ' : '、'),
          organisation,
        })
  const submit = first ? t('sign_in.first_enter') : invitation === null ? t('sign_in.enter') : t('sign_in.accept')
  return publicPage(c, {
    title,
    form: f.id,
    body: (
      <>
        <FormPage f={f} notice={notice} title={title} lead={lead} submit={submit} keep={false}>
          {['token', 'first', ...(first ? [] : ['email'])].map((name) => (
            <input type="hidden" name={name} value={f.get(name)} />
          ))}
          {first && (
            <>
              <TextField f={f} name="name" label={t('sign_in.first_name')} autocomplete="name" required />
              <TextField f={f} name="email" label={t('sign_in.email')} type="email" autocomplete="email" required />
            </>
          )}
        </FormPage>
        {also}
      </>
    ),
  })
}
