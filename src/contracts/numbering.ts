import { fill, type Locale } from '../kernel/messages.ts'
import type { Runs } from '../pdf/blocks.ts'
import { chineseNumber } from './amount-in-words.ts'
import type { Clause, Wording } from './clauses.ts'
import { cut } from './marks.ts'

/** Article n, or null for what is not counted. */
const articleNumbers = (clauses: readonly Clause[]): (number | null)[] => {
  let count = 0
  return clauses.map(({ style }) => (style === 'article' ? ++count : null))
}

const letter = (n: number): string => String.fromCharCode(96 + n)

/** The labels of one wording: 第三条 and 3.1, Article 3 and 3.1, （1） and (a), and what a reference to an id says. */
export function numbering({ clauses, lang }: Wording) {
  const articles = articleNumbers(clauses)
  const said = new Map<string, string>()
  const english = lang === 'en'
  const article = (n: number) => fill(lang, 'wording.article', { number: english ? n : chineseNumber(n) })
  clauses.forEach(({ id, parts }, c) => {
    const n = articles[c] ?? null
    if (n === null) return
    said.set(id, article(n))
    parts.forEach((part, p) => {
      if (part.id !== null) said.set(part.id, fill(lang, 'wording.section', { number: `${n}.${p + 1}` }))
    })
  })
  return {
    heading: (c: number): string | null => (articles[c] == null ? null : article(articles[c])),
    section(c: number, p: number): string | null {
      const clause = clauses[c]!
      if (clause.parts[p]!.plain || clause.style === 'plain') return null
      if (clause.style === 'article') return `${articles[c]}.${p + 1}`
      return english ? `(${letter(p + 1).toUpperCase()})` : `（${chineseNumber(p + 1)}）`
    },
    item: (n: number): string => (english ? `(${letter(n)})` : `（${n}）`),
    /** Runs with every reference resolved and every stretch in the other language marked. Throws on an unknown id. */
    resolve: (runs: Runs): Runs => runs.flatMap((run) => resolveRun(run, said, lang)),
  }
}

function resolveRun(run: Runs[number], said: ReadonlyMap<string, string>, lang: Locale): Runs {
  const pieces = cut(run.text.replace(/ {2,}/g, ' '))
  const resolved: Runs[number][] = []
  for (const piece of pieces) {
    const text = piece.mark === 'reference' ? said.get(piece.text) : piece.text
    if (text === undefined) throw new Error(`wording: no clause ${piece.text}`)
    if (piece.mark === 'insert') throw new Error(`wording: ${piece.text} has to stand in a paragraph of its own`)
    const other = piece.mark === 'foreign' ? (lang === 'en' ? ('zh-CN' as const) : ('en' as const)) : undefined
    const last = resolved.at(-1)
    if (last && last.lang === other) resolved[resolved.length - 1] = { ...last, text: last.text + text }
    else resolved.push({ ...run, text, ...(other ? { lang: other } : {}) })
  }
  return resolved
}
