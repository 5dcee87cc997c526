import { setCookie } from 'hono/cookie'
import { type Code, type Fault, Refusal } from '../kernel/errors.ts'
import { type Locale, words } from '../kernel/messages.ts'
import type { C } from './env.ts'
import { isRoundTrip, readForm, type Sent } from './forms.ts'

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
  setCookie(c, localeCookie, locale, { path: '/', maxAge: 365 * 86_400, sameSite: 'Lax', httpOnly: true })
}

const shown: Partial<Record<Code, 409 | 412 | 422>> = {
  invalid: 422,
  conflict: 409,
  wrong_state: 409,
  stale: 412,
  too_large: 422,
}

/**
 * A sent form: read, try, else draw it again with every fault beside its field and nothing of what was typed lost.
 * Buttons that add or remove a row, and the language switch, only draw it again.
 */
export async function tryForm(
  c: C,
  act: (sent: Sent) => Promise<Response>,
  draw: (state: FormState) => Response | Promise<Response>
): Promise<Response> {
  const sent = await readForm(c)
  const language = sent.get('_language')
  if (language === 'en' || language === 'zh-CN') {
    rememberLocale(c, language)
    c.set('t', words(language))
    c.set('ctx', { ...c.var.ctx, locale: language })
    return draw({ sent, faults: [], refusal: null, status: 200 })
  }
  if (isRoundTrip(sent)) return draw({ sent, faults: [], refusal: null, status: 200 })
  try {
    return await act(sent)
  } catch (error) {
    const status = error instanceof Refusal ? shown[error.code] : undefined
    if (!(error instanceof Refusal) || status === undefined) throw error
    return draw({
      sent,
      faults: error.faults,
      refusal: error.faults.length > 0 && error.code === 'invalid' ? null : error,
      status,
    })
  }
}

/** A form opened for the first time. */
export const opened = (sent: Sent): FormState => ({ sent, faults: [], refusal: null, status: 200 })

/** The way back after a saved form, with a word on what happened. */
export const back = (c: C, path: string): Response => c.redirect(path, 303)
