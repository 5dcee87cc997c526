import { refuseFaults } from '../kernel/errors.ts'
import { sha256Hex } from '../kernel/ids.ts'
import { fill, type Locale } from '../kernel/messages.ts'
import type { Block, DocumentSpec } from '../pdf/blocks.ts'
import { readWording, type Wording } from './clauses.ts'
import { composeBilingual, composeOne } from './compose.ts'
import type { ContractFacts } from './facts.ts'
import type { ContractForm } from './form.ts'
import { kindTitle, sourceOf } from './kinds/index.ts'
import { fillWording } from './liquid.ts'
import { missingFaults } from './missing.ts'
import { partyTables, roleOf, signatureBlock } from './parties.ts'
import {
  bandTable,
  consentTable,
  diligenceTable,
  encumbranceTable,
  patentTable,
  scheduleTable,
  waiverTable,
} from './schedules.ts'
import { sideNames } from './side-names.ts'
import { plainText, runsFrom, type Says, wordsIn } from './tables.ts'
import { partiesOf, viewOf } from './view.ts'

export const localesOf = (form: ContractForm): readonly Locale[] => (form === 'bilingual' ? ['zh-CN', 'en'] : [form])

export type Rendering = {
  /** A draft may lack facts, carries the watermark and no number. */
  readonly draft: boolean
  /** The moment written into the file; same facts, same moment, same document. */
  readonly createdAt: string
}

type InsertedTable = (facts: ContractFacts, locales: readonly Locale[]) => Block
const inserted: Readonly<Record<string, InsertedTable>> = {
  patents: patentTable,
  schedule: scheduleTable,
  bands: bandTable,
  encumbrances: encumbranceTable,
  diligence: diligenceTable,
  waivers: waiverTable,
  consents: consentTable,
  signatures: signatureBlock,
}

/** The filled wording of one language, clause by clause. */
export function wordingOf(facts: ContractFacts, locale: Locale): Wording {
  const { title, text } = sourceOf(facts.kind, locale)
  const view = { ...viewOf(facts), ...sideNames(facts, locale) }
  return { ...readWording(fillWording(text, locale, view), locale), title: [{ text: title }] }
}

/**
 * The contract as a document. Refuses an issue (`draft: false`) with everything that is missing, all at once;
 * a draft says （待补充） in its place.
 */
export function contractDocument(
  facts: ContractFacts,
  form: ContractForm,
  { draft, createdAt }: Rendering
): DocumentSpec {
  if (!draft) refuseFaults(missingFaults(facts))
  const locales = localesOf(form)
  const [first, second] = locales.map((locale) => wordingOf(facts, locale))
  const insert = (name: string): readonly Block[] => {
    const make = inserted[name]
    if (!make) throw new Error(`wording: there is no table ${name}`)
    return [make(facts, locales)]
  }
  const clauses = second ? composeBilingual(first!, second, insert) : composeOne(first!, insert)
  const inEach = (says: (locale: Locale) => string, between: string) => locales.map(says).join(between)
  const number = (locale: Locale) =>
    facts.number === null || draft
      ? fill(locale, 'wording.unnumbered')
      : fill(locale, 'wording.number', { number: facts.number })
  return {
    lang: locales[0]!,
    title: inEach((locale) => kindTitle(facts.kind, locale), ' / '),
    author: authorOf(facts, locales[0]!),
    createdAt,
    ...(draft ? { watermark: fill(locales[0]!, 'wording.watermark') } : {}),
    header: {
      left: inEach((locale) => kindTitle(facts.kind, locale), ' '),
      right: inEach(number, ' / '),
    },
    cover: coverOf(facts, locales),
    ...(draft ? {} : { initials: initialsOf(facts, locales) }),
    footer: (page, pages) => inEach((locale) => fill(locale, 'wording.page', { page, pages }), '　'),
    ...(draft || facts.verifyUrl === null
      ? {}
      : { qr: { url: facts.verifyUrl, note: inEach((locale) => fill(locale, 'wording.verify'), ' ') } }),
    blocks: [...titleBlocks(facts, locales, number), ...partyTables(facts, locales), ...clauses],
  }
}

function titleBlocks(facts: ContractFacts, locales: readonly Locale[], number: (locale: Locale) => string): Block[] {
  return [
    ...locales.map((lang): Block => ({
      role: 'title',
      lang,
      runs: [{ text: kindTitle(facts.kind, lang) }],
    })),
    ...locales.map((lang): Block => ({ role: 'subtitle', lang, runs: runsFrom(number(lang), lang) })),
  ]
}

/** What the cover says: who the parties are. */
function coverOf({ parties }: ContractFacts, locales: readonly Locale[]): NonNullable<DocumentSpec['cover']> {
  const inEach = (says: Says) => [...new Set(locales.map((locale) => plainText(says(wordsIn(locale)))))].join(' / ')
  return parties.map((party) => ({
    label: inEach(roleOf(party, parties)),
    value: inEach(({ text }) => text(party.name)),
  }))
}

/** Where each party puts its initials, on each page: no page can be exchanged unseen. */
function initialsOf({ parties }: ContractFacts, locales: readonly Locale[]): string[] {
  return parties.map((party) =>
    locales
      .map((locale) => fill(locale, 'wording.initials', { role: plainText(roleOf(party, parties)(wordsIn(locale))) }))
      .join(' / ')
  )
}

function authorOf(facts: ContractFacts, locale: Locale): string {
  const [giver] = partiesOf(facts).givers
  return giver ? plainText(wordsIn(locale).text(giver.name)) : ''
}

/** SHA-256 of a kind's wording in both languages: says which wording an issue was made from. */
export function wordingHash(kind: ContractFacts['kind']): string {
  return sha256Hex(`${sourceOf(kind, 'zh-CN').text}\n\u0000\n${sourceOf(kind, 'en').text}`)
}
