import { Liquid } from 'liquidjs'
import MarkdownIt from 'markdown-it'
import { templates } from '../../templates/mail/index.ts'
import type { Locale } from '../kernel/messages.ts'
import type { MailEvent, MailFacts } from './mail.ts'

export type Rendered = { readonly subject: string; readonly text: string; readonly html: string }

const liquid = new Liquid({
  strictVariables: true,
  strictFilters: true,
  ownPropertyOnly: true,
  renderLimit: 1_000,
  memoryLimit: 1_000_000,
})
const markdown = new MarkdownIt({ html: false, linkify: true, breaks: true })
// A fact is text, never markup or a link: all that Markdown could read as such is escaped (CommonMark 2.4).
const escape = (value: string): string => value.replace(/[!-/:-@[-`{-~]/g, '\\$&').replace(/\s*\n\s*/g, ' ')

/** One letter from its template: the first line is the subject, the rest Markdown with facts. Facts never become markup. */
export function renderMail(event: MailEvent, locale: Locale, facts: MailFacts): Rendered {
  const template = templates[event][locale]
  const plain = liquid.parseAndRenderSync(template, facts) as string
  const links = new Set(['link'])
  const escaped = Object.fromEntries(
    Object.entries(facts).map(([name, value]) => [name, links.has(name) ? value : escape(value)])
  )
  const rich = liquid.parseAndRenderSync(template, escaped) as string
  const [head = '', ...body] = plain.split('\n')
  const subject = head.replace(/^#\s*/, '').replace(/\s+/g, ' ').trim()
  const richBody = rich.split('\n').slice(1).join('\n')
  return {
    subject,
    text: `${body.join('\n').replace(/\*\*/g, '').trim()}\n`,
    html: `<!doctype html><html lang="${locale}"><head><meta charset="utf-8"><title>${markdown.utils.escapeHtml(subject)}</title></head><body>${markdown.render(richBody)}</body></html>`,
  }
}
