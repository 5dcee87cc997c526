import { z } from 'zod'
import type { Locale } from './messages.ts'
import { issue, refuseResidentId } from './zod.ts'

// C0 and C1 controls but tab and line feed, the marks that reorder or hide text (bidi overrides, zero width), and
// halves of surrogate pairs, which are no characters.
const unwanted =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u200b\u200e\u200f\u202a-\u202e\u2066-\u2069\ufeff\p{Surrogate}]/gu

/** Text as it is stored: NFC, one kind of line end, no control or reordering characters, no blanks around it. */
export function tidy(text: string): string {
  return text.replace(/\r\n?/g, '\n').normalize('NFC').replace(unwanted, '').trim()
}

/** One line of text of at most `max` characters; resident-ID numbers are refused wherever text is taken in. */
export const line = (max = 200) =>
  z
    .string()
    .max(10_000)
    .transform((text) => tidy(text).replace(/\s+/g, ' '))
    .pipe(z.string().min(1).max(max).check(refuseResidentId))

/** Text of several lines, at most `max` characters. */
export const prose = (max = 20_000) =>
  z.string().max(200_000).transform(tidy).pipe(z.string().min(1).max(max).check(refuseResidentId))

function bilingual(text: z.ZodType<string, string>) {
  return z.strictObject({ zh: text.optional(), en: text.optional() }).check((context) => {
    if (context.value.zh === undefined && context.value.en === undefined)
      context.issues.push(issue(context.value, 'input.text_needed'))
  })
}

/** What people read, in Chinese, English or both: at least one. */
export const Text = bilingual(line(300)).meta({ id: 'Text' })
export const LongText = bilingual(prose()).meta({ id: 'LongText' })
export type Text = { readonly zh?: string | undefined; readonly en?: string | undefined }

/** The text in the reader's language, else in the other; `lang` says which it is, so that a page can mark it. */
export function say(text: Text, locale: Locale): { readonly text: string; readonly lang: Locale } {
  const [own, other] = locale === 'zh-CN' ? [text.zh, text.en] : [text.en, text.zh]
  if (own !== undefined && own !== '') return { text: own, lang: locale }
  return { text: other ?? '', lang: locale === 'zh-CN' ? 'en' : 'zh-CN' }
}
