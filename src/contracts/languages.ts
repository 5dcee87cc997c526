import { fault, type Fault, type Path } from '../kernel/errors.ts'
import type { Text } from '../kernel/text.ts'
import type { ContractFacts } from './facts.ts'
import type { ContractForm } from './form.ts'
import { isAbroad } from './view.ts'

type Found = { readonly path: Path; readonly text: Text }

/** Every text of the facts that is written in two languages, with its place. */
function textsOf(value: unknown, path: Path = []): Found[] {
  if (Array.isArray(value)) return value.flatMap((part, i) => textsOf(part, [...path, i]))
  if (typeof value !== 'object' || value === null) return []
  const names = Object.keys(value)
  if (names.length > 0 && names.every((name) => name === 'zh' || name === 'en')) return [{ path, text: value }]
  return Object.entries(value).flatMap(([name, part]) => textsOf(part, [...path, name]))
}

const isHolder = ([list, , field]: Path): boolean =>
  list === 'patents' && (field === 'applicants' || field === 'patentees')
const isEncumbrance = ([list, name, , field]: Path): boolean =>
  list === 'terms' && name === 'encumbrances' && field === 'holder'

/** A body abroad and another country's patent may stand in their own script: often there is no Chinese name. */
function ownScript(facts: ContractFacts, path: Path): boolean {
  const [list, i, field] = path
  if (list === 'parties') return isAbroad(facts.parties[Number(i)]!) && (field === 'name' || field === 'address')
  if (list === 'patents' && field === 'title') return facts.patents[Number(i)]!.officeCode !== 'CN'
  return isHolder(path) || isEncumbrance(path)
}

/** What a form of the contract would have to say in a language in which the register does not have it. */
export function languageFaults(facts: ContractFacts, form: ContractForm): Fault[] {
  const wanted = form === 'zh-CN' ? (['zh'] as const) : form === 'en' ? (['en'] as const) : (['zh', 'en'] as const)
  const said = new Set<string>()
  return textsOf(facts).flatMap(({ path, text }) =>
    wanted.flatMap((lang): Fault[] => {
      if ((text[lang] ?? '') !== '' || (lang === 'zh' && ownScript(facts, path))) return []
      const other = text.zh ?? text.en ?? ''
      // A party is mostly the patentee too: its name is put right once.
      if (said.has(`${lang} ${other}`)) return []
      said.add(`${lang} ${other}`)
      const params = { text: other.length > 40 ? `${other.slice(0, 40)}…` : other }
      if (lang === 'zh') return [fault(path, null, 'wording.missing.chinese', params)]
      const elsewhere = isHolder(path) || isEncumbrance(path)
      return [fault(path, null, elsewhere ? 'wording.missing.english_holder' : 'wording.missing.english', params)]
    })
  )
}
