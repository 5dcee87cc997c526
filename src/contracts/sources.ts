import commonEnglish from '../../templates/common/en.md'
import commonChinese from '../../templates/common/zh-CN.md'
import type { Locale } from '../kernel/messages.ts'

/** Who of the office may depart from a clause: nobody, legal, or whoever draws the contract up. */
export const negotiabilities = ['fixed', 'legal', 'officer'] as const
export type Negotiability = (typeof negotiabilities)[number]

/** A clause as its wording has it, before any fact is filled in. */
export type ClauseSource = {
  readonly id: string
  /** Liquid in Markdown, from its heading on, with the condition under which it stands. */
  readonly text: string
  readonly negotiable: Negotiability
  /** What to offer when the other side does not accept it. */
  readonly fallback: string | null
}
export type WordingSource = {
  readonly title: string
  /** What the kind is for, for who chooses it. */
  readonly note: string
  readonly clauses: readonly ClauseSource[]
  /** The whole, as it is filled. */
  readonly text: string
}

// A clause begins at its heading, or at the condition right above it.
const beginning = /^(?=\{% (?:if|unless) [^\n]*%\}\n## \{#)|(?<!%\}\n)^(?=## \{#)/m
const heading = /^## \{#([\w-]+)((?: \.\w+)*)\}/m
/** `> legal: …` in a clause is a word to whoever draws the contract up; it is never printed. */
const note = /^> (?:(fixed|legal|officer)(?:: )?)?(.*)\n?/gm
const common = { 'zh-CN': commonChinese, en: commonEnglish } as const

/** Cuts a wording into its clauses; `## {#id .common}` stands for the clause of that id that kinds share. */
export function readSource(text: string, locale: Locale): WordingSource {
  const [head = '', ...clauses] = text.split(beginning)
  const [, title = ''] = /^# (.+)$/m.exec(head) ?? []
  const [, said = ''] = /^> (.+)$/m.exec(head) ?? []
  const read = clauses.map((clause) => readClause(clause, locale))
  const whole = [head.replace(note, ''), ...read.map((clause) => clause.text)].join('\n')
  return { title, note: said, clauses: read, text: whole }
}

function readClause(text: string, locale: Locale): ClauseSource {
  const [, id = '', styles = ''] = heading.exec(text) ?? []
  if (styles.includes('.common')) return sharedClause(id, locale)
  let negotiable: Negotiability = 'legal'
  const fallback: string[] = []
  const printed = text.replace(note, (_, who: Negotiability | undefined, said: string) => {
    negotiable = who ?? negotiable
    fallback.push(said.trim())
    return ''
  })
  const offered = fallback.join('\n').trim()
  return { id, text: printed, negotiable, fallback: offered === '' ? null : offered }
}

const shared = new Map<Locale, readonly ClauseSource[]>()
function sharedClause(id: string, locale: Locale): ClauseSource {
  const clauses = shared.get(locale) ?? readSource(common[locale], locale).clauses
  shared.set(locale, clauses)
  const found = clauses.find((clause) => clause.id === id)
  if (found === undefined) throw new Error(`wording: there is no common clause ${id} in ${locale}`)
  return found
}
