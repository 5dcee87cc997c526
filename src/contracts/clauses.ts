import MarkdownIt, { type Token } from 'markdown-it'
import type { Language, Run, Runs } from '../pdf/blocks.ts'
import { cut } from './marks.ts'

/** One numbered paragraph of a clause with the items and insertions that hang on it. */
export type Part = {
  /** `fee.audit`, where the wording names it. */
  readonly id: string | null
  readonly plain: boolean
  readonly runs: Runs
  readonly rest: readonly ({ readonly item: Runs } | { readonly insert: string })[]
}
export type Clause = {
  readonly id: string
  /** Articles are counted; recitals and the signature page are not. */
  readonly style: 'article' | 'recitals' | 'plain'
  readonly heading: Runs
  readonly parts: readonly Part[]
}
export type Wording = { readonly lang: Language; readonly title: Runs; readonly clauses: readonly Clause[] }

// Of Markdown no more than headings, paragraphs, lists and bold: the rest stays text.
const markdown = new MarkdownIt('zero', { html: false }).enable(['heading', 'list', 'emphasis', 'escape', 'newline'])
const styles = { recitals: 'recitals', plain: 'plain' } as const

type Open = { -readonly [K in keyof Clause]: K extends 'parts' ? OpenPart[] : Clause[K] }
type OpenPart = { -readonly [K in keyof Part]: K extends 'rest' ? Part[K][number][] : Part[K] }

/**
 * Reads a filled wording. `# title`, `## {#id} heading`, each paragraph a numbered section (`{#name}` ahead names it),
 * each list entry an item of the section before, a lone insertion a table. Throws on anything else: that is a fault
 * of the wording, found by its tests.
 */
export function readWording(text: string, lang: Language): Wording {
  const clauses: Open[] = []
  let title: Runs = []
  let depth = 0
  let heading = ''
  for (const token of markdown.parse(text, {})) {
    if (token.type === 'heading_open') heading = token.tag
    else if (token.type === 'heading_close') heading = ''
    else if (token.type === 'bullet_list_open') depth++
    else if (token.type === 'bullet_list_close') depth--
    else if (token.type !== 'inline') continue
    else if (heading === 'h1') title = runsOf(token, lang)
    else if (heading === 'h2') clauses.push(openClause(token, lang))
    else addText(clauses.at(-1), token, lang, depth)
  }
  return { lang, title, clauses }
}

function openClause(token: Token, lang: Language): Open {
  const { id, style, runs } = takeLabel(runsOf(token, lang))
  if (id === null) throw new Error(`wording: the heading "${token.content}" has no id`)
  return { id, style: styles[style as keyof typeof styles] ?? 'article', heading: runs, parts: [] }
}

function addText(clause: Open | undefined, token: Token, lang: Language, depth: number): void {
  if (!clause || depth > 1) throw new Error(`wording: "${token.content}" stands outside a clause or too deep`)
  const pieces = cut(token.content.trim())
  const lone = pieces.length === 1 && pieces[0]?.mark === 'insert' ? pieces[0].text : null
  const last = clause.parts.at(-1)
  if (depth === 0 && lone === null) {
    const { id, style, runs } = takeLabel(runsOf(token, lang))
    clause.parts.push({ id: id === null ? null : `${clause.id}.${id}`, plain: style === 'plain', runs, rest: [] })
  } else if (!last) throw new Error(`wording: clause ${clause.id} begins with a list or a table`)
  else last.rest.push(lone === null ? { item: runsOf(token, lang) } : { insert: lone })
}

// `{#audit .plain}` ahead of a heading or a paragraph.
function takeLabel(runs: Runs): { id: string | null; style: string | null; runs: Runs } {
  const [first, ...rest] = runs
  const found = /^\s*\{(?:#([\w-]+))?\s*(?:\.(\w+))?\}\s*/.exec(first?.text ?? '')
  if (!first || !found) return { id: null, style: null, runs }
  const left = first.text.slice(found[0].length)
  return {
    id: found[1] ?? null,
    style: found[2] ?? null,
    runs: left === '' ? rest : [{ ...first, text: left }, ...rest],
  }
}

function runsOf(inline: Token, lang: Language): Runs {
  const runs: Run[] = []
  let bold = false
  for (const token of inline.children ?? []) {
    if (token.type === 'strong_open') bold = true
    else if (token.type === 'strong_close') bold = false
    else if (token.type === 'softbreak') addRun(runs, lang === 'en' ? ' ' : '', bold)
    else if (token.type === 'text' || token.type === 'text_special') addRun(runs, token.content, bold)
    else throw new Error(`wording: ${token.type} in "${inline.content}"`)
  }
  return runs
}

// Neighbours of one style become one run; the end of a line is trimmed where the paragraph ends.
function addRun(runs: Run[], text: string, bold: boolean): void {
  const last = runs.at(-1)
  if (text === '') return
  if (last && (last.bold ?? false) === bold) runs[runs.length - 1] = { ...last, text: last.text + text }
  else runs.push(bold ? { text, bold } : { text })
}
