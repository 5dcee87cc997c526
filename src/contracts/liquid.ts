import { Liquid } from 'liquidjs'
import type { Locale } from '../kernel/messages.ts'
import { mark } from './marks.ts'
import { speech } from './speech.ts'

// Whatever is inserted is text: every sign that Markdown could take for its own is escaped.
const plain = (value: unknown): string =>
  String(value)
    .replace(/\s+/g, ' ')
    .replace(/[!-/:-@[-`{-~]/g, String.raw`\$&`)

/**
 * Liquid as the wording may use it: no unknown variable or filter, no inherited property, no file, bounded time and
 * memory. Facts only fill it; none of them is ever read as a template.
 */
function engine(locale: Locale): Liquid {
  const liquid = new Liquid({
    strictVariables: true,
    strictFilters: true,
    ownPropertyOnly: true,
    renderLimit: 1_000,
    memoryLimit: 10_000_000,
    outputEscape: plain,
    templates: {},
  })
  const { word: _, pending: __, ...filters } = speech(locale)
  for (const [name, filter] of Object.entries(filters)) liquid.registerFilter(name, filter)
  liquid.registerFilter('clause', (id: string) => mark('reference', id))
  liquid.registerFilter('insert', (name: string) => mark('insert', name))
  return liquid
}

const engines = { 'zh-CN': engine('zh-CN'), en: engine('en') }
type Template = ReturnType<Liquid['parse']>
const parsed = new Map<string, Template>()

/** Fills one wording with the facts; the result is Markdown. Throws on a variable or filter that does not exist. */
export function fillWording(source: string, locale: Locale, facts: object): string {
  const key = `${locale}\n${source}`
  const template = parsed.get(key) ?? engines[locale].parse(source)
  parsed.set(key, template)
  return engines[locale].renderSync(template, facts) as string
}
