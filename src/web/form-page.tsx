import { setCookie } from 'hono/cookie'
import type { Child } from 'hono/jsx'
import { lastChange } from '../history/queries.ts'
import { sayMoment } from '../kernel/dates.ts'
import { type Code, type Fault, Refusal } from '../kernel/errors.ts'
import { fill, type Locale, words } from '../kernel/messages.ts'
import type { C } from './env.ts'
import { pathOf, sayFault } from './fault-words.ts'
import { applyRoundTrip, type Form, formOf, type Values } from './kit/form.ts'
import type { Done } from './frame.tsx'
import { Notice } from './kit/notice.tsx'
import { StaleNotice } from './kit/stale-notice.tsx'
import { isRoundTrip, readForm, type Sent, withoutEmptyRows } from './forms.ts'

/** What a form page draws from: what was typed, what is wrong with it, and who was quicker. */
export type FormState = {
  readonly sent: Sent
  readonly faults: readonly Fault[]
  /** Why the whole was refused, when it is not about one field. */
  readonly refusal: Refusal | null
  readonly status: 200 | 409 | 412 | 422
}

export const localeCookie = 'lang'

export function rememberLocale(c: C, locale: Locale): void {
  setCookie(c, localeCookie, locale, { path: '/', maxAge: 365 * 86_400, sameSite: 'Lax', httpOnly: true, secure: true })
}

const shown: Partial<Record<Code, 409 | 412 | 422>> = {
  invalid: 422,
  conflict: 409,
  wrong_state: 409,
  stale: 412,
  too_large: 422,
  unsupported: 422,
}

/** Refusals that are said beside a field, when they name one. */
const besideFields: readonly Code[] = ['invalid', 'too_large', 'unsupported']

/**
 * A sent form: read, try, else draw it again with every fault beside its field and nothing of what was typed lost.
 * Buttons that add or remove a row, and the language switch, only draw it again.
 */
export async function tryForm(
  c: C,
  act: (sent: Sent) => Promise<Response>,
  draw: (state: FormState) => Response | Promise<Response>
): Promise<Response> {
  const typed = await readForm(c)
  const language = typed.get('_language')
  if (language === 'en' || language === 'zh-CN') {
    rememberLocale(c, language)
    c.set('t', words(language))
    c.set('ctx', { ...c.var.ctx, locale: language })
    return draw({ sent: typed, faults: [], refusal: null, status: 200 })
  }
  if (isRoundTrip(typed)) return draw({ sent: typed, faults: [], refusal: null, status: 200 })
  const sent = withoutEmptyRows(typed)
  try {
    return await act(sent)
  } catch (error) {
    const status = error instanceof Refusal ? shown[error.code] : undefined
    if (!(error instanceof Refusal) || status === undefined) throw error
    return draw({
      sent,
      faults: error.faults,
      refusal: error.faults.length > 0 && besideFields.includes(error.code) ? null : error,
      status,
    })
  }
}

/** A form opened for the first time. */
export const opened = (sent: Sent): FormState => ({ sent, faults: [], refusal: null, status: 200 })

/** The record behind an edit form, as it stands now: its values under the form's names. */
export type Current = { readonly recordId: string; readonly version: number; readonly values: Values }

/** The form as it is drawn, and what stands above its fields: why it was refused, or who was quicker. */
export async function formOn(
  c: C,
  action: string,
  state: FormState,
  current?: Current
): Promise<{ f: Form; notice: Child }> {
  const { t } = c.var
  const { sent, faults, refusal, status } = state
  c.status(status) // of the whole page, whichever frame it gets
  const stale = status === 412 && current !== undefined
  const opened = sent.version === 0 ? current?.version : sent.version
  const version = stale ? current.version : opened
  const errors = faults.map((fault) => ({ path: pathOf(fault), message: sayFault(fault, t.locale) }))
  const f = formOf(t, action, applyRoundTrip(sent.values), { errors, ...(version !== undefined && { version }) })
  if (stale) return { f, notice: await whoWasQuicker(c, f, sent.values, current) }
  if (refusal === null) return { f, notice: null }
  return { f, notice: <Notice t={t} kind="warning" title={fill(t.locale, refusal.key, refusal.params)} /> }
}

async function whoWasQuicker(c: C, f: Form, yours: Values, current: Current): Promise<Child> {
  const { ctx, t } = c.var
  const last = await lastChange(ctx, current.recordId)
  // Labels and the words of choices are known once the fields are drawn, so the rows are made only then.
  const text = (values: Values, name: string) =>
    (values.get(name) ?? [])
      .map((value) => f.choices.get(name)?.get(value) ?? value)
      .join(t.locale === 'en' ? ', ' : '、')
  const Rows = () => {
    const names = [...f.drawn.keys()].filter((name) => yours.has(name) || current.values.has(name))
    const differences = names
      .filter((name) => text(yours, name) !== text(current.values, name))
      .map((name) => ({
        label: f.drawn.get(name)!,
        yours: text(yours, name) || null,
        theirs: text(current.values, name) || null,
      }))
    const when = last === null ? undefined : sayMoment(last.at, ctx.zone)
    return <StaleNotice t={t} by={last?.actorName ?? ''} when={when} differences={differences} />
  }
  return <Rows />
}

/** The way back after a saved form, with a word on what happened. */
export const back = (c: C, path: string, done: Done = 'saved'): Response => c.redirect(`${path}?done=${done}`, 303)

/** A record's own values under its form's names; what is not given is left out. */
export const valuesOf = (values: Readonly<Record<string, string | number | null | undefined>>): Values =>
  new Map(
    Object.entries(values).flatMap(([name, value]) =>
      value === null || value === undefined || value === '' ? [] : [[name, [String(value)]] as const]
    )
  )
