import type { Locale } from '../../kernel/messages.ts'
import { readSource, type WordingSource } from '../sources.ts'
import type { TermName } from '../terms/index.ts'
import type { ContractKind } from './kind.ts'
import { licencePatent } from './licence_patent.ts'
import { transferPatentRight } from './transfer_patent_right.ts'

/** Every kind of contract the office can draw up: one line each. */
export const contractKinds = {
  licence_patent: licencePatent,
  transfer_patent_right: transferPatentRight,
} as const satisfies Record<string, ContractKind>

export type KindId = keyof typeof contractKinds
export const kindIds = Object.keys(contractKinds) as [KindId, ...KindId[]]
export const kindOf = (id: KindId): ContractKind => contractKinds[id]

const sources = new Map<string, WordingSource>()
/** The wording of a kind, clause by clause, as it is shipped. */
export function sourceOf(id: KindId, locale: Locale): WordingSource {
  const key = `${id} ${locale}`
  const source = sources.get(key) ?? readSource(kindOf(id).wording[locale], locale)
  sources.set(key, source)
  return source
}

/** 专利实施许可合同, Patent Licence Agreement: the title of its wording. */
export const kindTitle = (id: KindId, locale: Locale): string => sourceOf(id, locale).title
/** What it is for, in a sentence. */
export const kindNote = (id: KindId, locale: Locale): string => sourceOf(id, locale).note

/** Names under which a wording says a fact in other ways than by its own. */
const otherNames: Readonly<Record<string, TermName>> = {
  dispute: 'dispute',
  specialCount: 'special',
  enforcementLead: 'enforcementLead',
  restrictedExport: 'exportControl',
  copiesEach: 'copies',
}
const used = new Map<KindId, ReadonlySet<TermName>>()
/** The facts of clauses that a kind can carry: those that its wording says. */
export function termsOf(id: KindId): ReadonlySet<TermName> {
  const known = used.get(id)
  if (known !== undefined) return known
  const { text } = sourceOf(id, 'zh-CN')
  const names = new Set<TermName>([...text.matchAll(/\b(?:terms|count)\.(\w+)/g)].map(([, name]) => name as TermName))
  for (const [said, name] of Object.entries(otherNames)) if (text.includes(said)) names.add(name)
  used.set(id, names)
  return names
}
