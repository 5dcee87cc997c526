import { decided } from '../kernel/context.ts'
import type { C } from './env.ts'
import { type FormState, formOn, opened } from './form-page.tsx'
import { readForm, type Sent, sentOf } from './forms.ts'
import { show } from './frame.tsx'
import { FormPage, PasskeyButton, TextField } from './kit/index.ts'
import { proofAddress } from './proof.ts'

/** Of the refused form, all but what this page's own form says anew. */
const carried = (sent: Sent): (readonly [string, string])[] =>
  [...sent.values]
    .filter(
      ([name]) => !/^(?:_language|_return|_add|_remove|_refresh|proof-act|proof-code|proof-passkey-.*)$/.test(name)
    )
    .filter(([name]) => name !== '_version' || sent.version === 0)
    .flatMap(([name, values]) => values.map((value) => [name, value] as const))

/**
 * Asks for a proof by mailed code or passkey. All fields of the form that was refused travel along, so that it goes on
 * afterwards as it was sent: `proof-to` says where, `proof-post` whether it was a form.
 */
export async function proofPage(c: C, state: FormState, status: 200 | 403 | 422 = 200) {
  const { t, ctx } = c.var
  decided(ctx) // the reader's own proof
  const { f, notice } = await formOn(c, proofAddress, state)
  const asked = f.get('proof-id') !== ''
  const body = (
    <>
      <FormPage
        f={f}
        notice={notice}
        title={t('proof.title')}
        lead={asked ? t('proof.code_lead') : t(f.get('proof-post') === '' ? 'proof.lead' : 'proof.form_lead')}
        submit={asked ? t('proof.confirm') : t('proof.ask')}
        cancelHref={f.get('proof-post') === '' ? undefined : '/'}
        keep={false}
      >
        {carried(state.sent).map(([name, value]) => (
          <input type="hidden" name={name} value={value} />
        ))}
        {f.get('proof-files') !== '' && <p class="td-quiet">{t('proof.files')}</p>}
        {asked && (
          <TextField
            f={f}
            name="proof-code"
            label={t('sign_in.code')}
            help={t('sign_in.code_help')}
            width="medium"
            autocomplete="one-time-code"
            spellcheck={false}
            required
          />
        )}
        {asked && (
          <p>
            <button class="btn btn-sm" type="submit" name="proof-act" value="ask">
              {t('sign_in.again')}
            </button>
          </p>
        )}
      </FormPage>
      <PasskeyButton
        t={t}
        at={c.var.deps.config.publicUrl}
        ask="/api/account/proof/passkey"
        prefix="proof-passkey"
        form={f.id}
        label={t('proof.passkey')}
      />
      {c.var.deps.config.localMailbox && (
        <p class="td-other-way">
          <a href="/mailbox" target="_blank" rel="noopener">
            {t('sign_in.mailbox')}
          </a>
        </p>
      )}
    </>
  )
  return show(c, { title: t('proof.title'), form: f.id, body }, status)
}

/** In place of a refusal to a person: the same page with what they had sent. */
export async function proofInstead(c: C): Promise<Response> {
  const { pathname, search } = new URL(c.req.url)
  const sent = await readForm(c).catch(() => sentOf(new Map()))
  const type = c.req.header('content-type') ?? ''
  const files = type.startsWith('multipart/') && [...(await c.req.formData()).values()].some((v) => hasFile(v))
  const values = new Map([
    ...[...sent.values].filter(([name]) => !name.startsWith('proof-')),
    ['proof-to', [pathname + search]],
    ['proof-post', ['1']],
    ...(files ? [['proof-files', ['1']] as const] : []),
  ] as [string, readonly string[]][])
  return proofPage(c, opened(sentOf(values)), 403)
}

const hasFile = (value: File | string): boolean => typeof value !== 'string' && value.size > 0
