import type { Child } from 'hono/jsx'
import type { Words } from '../kernel/messages.ts'
import { say, type Text } from '../kernel/text.ts'
import { Lang } from './kit/text.tsx'

/** A text of a record in the reader's language, else in the other one and marked so. */
export const said = (t: Words, text: Text | null): Child =>
  text === null ? null : <Lang t={t} said={say(text, t.locale)} />

/** The same with the other language below it: names and addresses that a contract needs in both. */
export function saidBoth(t: Words, text: Text | null): Child {
  const other = t.locale === 'en' ? text?.zh : text?.en
  const first = text === null ? null : say(text, t.locale)
  if (first === null || other === undefined || other === first.text) return said(t, text)
  return (
    <>
      <div>{first.text}</div>
      <div class="td-quiet">
        <Lang t={t} said={{ text: other, lang: t.locale === 'en' ? 'zh-CN' : 'en' }} />
      </div>
    </>
  )
}
