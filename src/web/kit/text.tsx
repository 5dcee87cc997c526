import type { PropsWithChildren } from 'hono/jsx'
import type { Locale, Words } from '../../kernel/messages.ts'
import { safeHref } from './href.ts'

/** Text that may be in the other language (`say()` of kernel/text.ts): then it carries its `lang`. */
export const Lang = ({ said, t }: { said: { readonly text: string; readonly lang: Locale }; t: Words }) =>
  said.lang === t.locale ? <>{said.text}</> : <span lang={said.lang}>{said.text}</span>

/** An amount, already written out (`¥1,234,567.00`); figures of equal width, never broken. */
export const Money = ({ text, note }: { text: string; note?: string | undefined }) => (
  <span class="td-money">
    {text}
    {note !== undefined && <span class="td-quiet"> {note}</span>}
  </span>
)

export type When = {
  /** `2026-11-23`, or a moment in UTC: what a machine reads. */
  readonly date: string
  /** As it is written in the reader's language; the date itself when left out. */
  readonly text?: string | undefined
  /** "in 12 days", beside the date and never instead of it. */
  readonly relative?: string | undefined
  readonly tone?: 'overdue' | 'soon' | undefined
}

export const DateText = ({ date, text, relative, tone }: When) => (
  <span class={tone === undefined ? 'td-date' : `td-date td-date-${tone}`}>
    <time datetime={date}>{text ?? date}</time>
    {relative !== undefined && <span class="td-date-relative"> {relative}</span>}
  </span>
)

/** A link to an address that somebody typed. Other sites open without knowing where the reader came from. */
export const OutLink = ({ href, children }: PropsWithChildren<{ href: string }>) => (
  <a href={safeHref(href)} rel="noopener noreferrer nofollow">
    {children}
  </a>
)
