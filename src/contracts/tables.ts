import type { Due, Instalment } from '../agreements/remuneration.ts'
import { fill, type Arguments, type Locale, type MessageKey } from '../kernel/messages.ts'
import type { Money } from '../kernel/money.ts'
import type { Text } from '../kernel/text.ts'
import { sayCountry } from '../organisations/country.ts'
import type { Block, Cell, Column, Runs } from '../pdf/blocks.ts'
import type { ContractFacts, ContractParty, ContractPatent } from './facts.ts'
import { cut } from './marks.ts'
import { speech, type Speech } from './speech.ts'

/** Runs of a stretch of text in which parts of the other language are marked. */
export function runsFrom(text: string, locale: Locale, bold = false): Runs {
  return cut(text)
    .filter((piece) => piece.text !== '')
    .map((piece) => ({
      text: piece.text,
      ...(bold ? { bold } : {}),
      ...(piece.mark === 'foreign' ? { lang: locale === 'en' ? ('zh-CN' as const) : ('en' as const) } : {}),
    }))
}

type Words = Speech & {
  readonly locale: Locale
  readonly tell: <K extends MessageKey>(key: K, ...params: Arguments<K>) => string
}
export const wordsIn = (locale: Locale): Words => ({
  ...speech(locale),
  locale,
  tell: (key, ...params) => fill(locale, key, params[0]),
})

type Says = (words: Words) => string
type Table = { readonly head: readonly Says[]; readonly columns: readonly Column[]; readonly rows: readonly Says[][] }

/** A cell says its lines in each language of the document; what is the same in both stands once. */
function cell(says: readonly Says[], locales: readonly Locale[]): Cell {
  const paragraphs = says.flatMap((line) => {
    const said = locales
      .map((locale) => ({ lang: locale, text: line(wordsIn(locale)) }))
      .filter(({ text }) => text !== '')
    const bare = said.map(({ text }) =>
      cut(text)
        .map((piece) => piece.text)
        .join('')
    )
    return said.filter((_, i) => bare.indexOf(bare[i]!) === i)
  })
  return { paragraphs: paragraphs.map(({ lang, text }) => ({ lang, runs: runsFrom(text, lang) })) }
}

type Rows = {
  readonly head: readonly Says[]
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (readonly Says[])[])[]
}

function table({ head, columns, rows }: Rows, locales: readonly Locale[]): Block {
  return {
    role: 'table',
    lang: locales[0]!,
    columns,
    head: head.map((says) => cell([says], locales)),
    rows: rows.map((row) => row.map((says) => cell(says, locales))),
  }
}
const simple = ({ head, columns, rows }: Table): Rows => ({
  head,
  columns,
  rows: rows.map((row) => row.map((says) => [says])),
})
const key =
  (name: MessageKey): Says =>
  ({ word }) =>
    word(name)

/** Who the parties are, two abreast. */
export function partyTables(facts: ContractFacts, locales: readonly Locale[]): Block[] {
  const pairs = facts.parties.flatMap((_, i) => (i % 2 === 0 ? [facts.parties.slice(i, i + 2)] : []))
  return pairs.map((pair) => {
    const row = (label: MessageKey, says: (party: ContractParty) => Says | null): Says[] | null => {
      const said = pair.map(says)
      return said.some((value) => value !== null)
        ? [key(label), ...said.map((value): Says => value ?? key('wording.none'))]
        : null
    }
    const rows = [
      row(
        'wording.name',
        (party) =>
          ({ text }) =>
            text(party.name)
      ),
      row('wording.uscc', (party) => (party.uscc === undefined && party.country !== 'CN' ? null : given(party.uscc))),
      row(
        'wording.country',
        (party) =>
          ({ locale }) =>
            sayCountry(party.country, locale)
      ),
      row(
        'wording.address',
        (party) =>
          ({ text }) =>
            text(party.address)
      ),
      row('wording.legal_representative', (party) => given(party.legalRepresentative)),
      row('wording.signatory', ({ signatory }) => (signatory ? signatoryOf(signatory) : null)),
      row('wording.contact', (party) => given(party.contact?.name)),
      row('wording.phone', ({ contact }) => (contact?.phone === undefined ? null : given(contact.phone))),
      row('wording.email', (party) => given(party.contact?.email)),
      row('wording.bank', ({ bank }) => (bank ? ({ text }) => `${text(bank.name)} ${bank.account}` : null)),
    ].filter((found) => found !== null)
    return table(
      simple({
        head: [key('wording.item'), ...pair.map((party) => roleOf(party, facts.parties))],
        columns: [{ width: 2 }, ...pair.map(() => ({ width: 4 }))],
        rows,
      }),
      locales
    )
  })
}

const given =
  (value: string | null | undefined): Says =>
  ({ text }) =>
    text(value)

const signatoryOf =
  ({ name, title, mandateUntil }: NonNullable<ContractParty['signatory']>): Says =>
  ({ tell, text, date }) =>
    mandateUntil === undefined
      ? tell('wording.signatory_title', { name: text(name), title: text(title) })
      : tell('wording.signatory_until', { name: text(name), title: text(title), date: date(mandateUntil) })

/** 许可人; 许可人（2） where a role has several parties. */
export function roleOf(party: ContractParty, parties: readonly ContractParty[]): Says {
  const same = parties.filter(({ role }) => role === party.role)
  return ({ word, tell }) => {
    const role = word(`wording.role.${party.role}`)
    return same.length === 1 ? role : tell('wording.role_one_of', { role, number: same.indexOf(party) + 1 })
  }
}

const pair =
  (label: MessageKey, says: Says): Says =>
  (words) =>
    words.tell('wording.pair', { label: words.word(label), value: says(words) })

/** The patents with the six items of CC 845(3). */
export function patentTable({ patents }: ContractFacts, locales: readonly Locale[]): Block {
  const names =
    (values: readonly (Text | string)[]): Says =>
    ({ list }) =>
      list(values.length > 0 ? values : null)
  const row = (patent: ContractPatent, i: number): Says[][] => [
    [() => String(i + 1)],
    [
      ({ text }) => text(patent.title),
      ({ tell, word }) =>
        tell('wording.kind_of', { kind: word(`wording.kind.${patent.kind}`), office: patent.officeCode }),
    ],
    [
      pair('wording.application_number', given(patent.applicationNumber)),
      pair('wording.patent_number', given(patent.patentNumber)),
      pair('wording.filing_date', ({ date }) => date(patent.filingDate)),
      pair('wording.grant_date', ({ date }) => date(patent.grantDate)),
      pair('wording.expiry_date', ({ date }) => date(patent.expiryDate)),
      ...(patent.annuityPaidTo === undefined
        ? []
        : [pair('wording.annuity_paid_to', ({ date }) => date(patent.annuityPaidTo))]),
    ],
    [
      pair('wording.applicants', names(patent.applicants)),
      pair('wording.patentees', names(patent.patentees)),
      pair('wording.inventors', names(patent.inventors)),
    ],
  ]
  return table(
    {
      head: [key('wording.order'), key('wording.patent'), key('wording.patent_numbers'), key('wording.patent_people')],
      columns: [{ width: 1, align: 'center' }, { width: 4 }, { width: 6 }, { width: 5 }],
      rows: patents.map(row),
    },
    locales
  )
}

/** When how much is paid, for a lump sum and for instalments; the total is the last row. */
export function scheduleTable({ remuneration: pay, contractValue }: ContractFacts, locales: readonly Locale[]): Block {
  if (pay === undefined || pay.model === 'running_royalty') throw new Error('wording: there is no schedule to insert')
  const once: Instalment[] =
    pay.model === 'lump_sum' ? [{ trigger: {}, amount: pay.amount, due: pay.due }] : pay.instalments
  const money = (amount: number): Money => ({ amount, currency: pay.currency })
  const total = contractValue ?? money(once.reduce((sum, { amount }) => sum + amount, 0))
  const figures =
    (value: Money): Says =>
    (words) =>
      words.figures(value)
  const rows = once.map(({ trigger, evidence, amount, due }, i): Says[][] => [
    [() => String(i + 1)],
    [
      pay.model === 'lump_sum' ? key('wording.effect') : ({ phrase }) => phrase(trigger),
      ...(evidence ? [({ tell, phrase }: Words) => tell('wording.evidence', { evidence: phrase(evidence) })] : []),
    ],
    [dueOf(due)],
    [figures(money(amount))],
  ])
  const none: Says[] = [() => '']
  return table(
    {
      head: [key('wording.instalment'), key('wording.trigger'), key('wording.due'), key('wording.amount')],
      columns: [{ width: 1, align: 'center' }, { width: 6 }, { width: 4 }, { width: 3, align: 'right' }],
      rows: [...rows, [none, [key('wording.total')], none, [figures(total)]]],
    },
    locales
  )
}

const dueOf =
  (due: Due): Says =>
  ({ tell, date }) =>
    due.by === 'date'
      ? tell('wording.due_on', { date: date(due.date) })
      : tell('wording.due_within', { days: due.days })

export function bandTable({ remuneration: pay }: ContractFacts, locales: readonly Locale[]): Block {
  if (pay?.model !== 'running_royalty') throw new Error('wording: there are no bands to insert')
  const rows = pay.bands.map(({ upTo, rate }, i): Says[] => {
    const from = pay.bands[i - 1]?.upTo ?? null
    const says: Says = ({ tell, figures }) => {
      const said = (amount: number) => figures({ amount, currency: pay.currency })
      if (upTo === null) return tell('wording.band_last', { from: said(from ?? 0) })
      return from === null
        ? tell('wording.band_first', { to: said(upTo) })
        : tell('wording.band_middle', { from: said(from), to: said(upTo) })
    }
    return [says, ({ percent }) => percent(rate)]
  })
  return table(
    simple({
      head: [key('wording.band'), key('wording.rate')],
      columns: [{ width: 4 }, { width: 1, align: 'right' }],
      rows,
    }),
    locales
  )
}

export function encumbranceTable({ terms }: ContractFacts, locales: readonly Locale[]): Block {
  const rows = terms.encumbrances.map(({ kind, holder, scope, reference, releaseBy }): Says[][] => [
    [key(`wording.encumbrance.${kind}`)],
    [({ text }) => text(holder)],
    [({ text }) => text(scope), ...(reference ? [({ tell }: Words) => tell('wording.reference', { reference })] : [])],
    [
      ({ word, tell, date }) =>
        releaseBy ? tell('wording.release_by', { date: date(releaseBy) }) : word('wording.continues'),
    ],
  ])
  return table(
    {
      head: [key('wording.encumbrance'), key('wording.holder'), key('wording.scope'), key('wording.after_signature')],
      columns: [{ width: 3 }, { width: 4 }, { width: 5 }, { width: 4 }],
      rows,
    },
    locales
  )
}

export function diligenceTable({ terms }: ContractFacts, locales: readonly Locale[]): Block {
  const rows = terms.diligence.map(({ milestone, by }): Says[] => [
    ({ text }) => text(milestone),
    ({ date }) => date(by),
  ])
  return table(
    simple({ head: [key('wording.milestone'), key('wording.by')], columns: [{ width: 3 }, { width: 1 }], rows }),
    locales
  )
}

export function waiverTable({ terms }: ContractFacts, locales: readonly Locale[]): Block {
  const rows = terms.waivers.map(({ person, offeredOn, answer, answeredOn }): Says[] => [
    given(person),
    ({ date }) => date(offeredOn),
    ({ word, tell, date }) => {
      const said = word(`wording.answer.${answer}`)
      return answeredOn ? tell('wording.answer_on', { answer: said, date: date(answeredOn) }) : said
    },
  ])
  return table(
    simple({
      head: [key('wording.completer'), key('wording.offered_on'), key('wording.answer')],
      columns: [{ width: 2 }, { width: 2 }, { width: 3 }],
      rows,
    }),
    locales
  )
}

export function consentTable({ terms }: ContractFacts, locales: readonly Locale[]): Block {
  const rows = terms.coOwnerConsents.map(({ owner, on }): Says[] => [({ text }) => text(owner), ({ date }) => date(on)])
  return table(
    simple({ head: [key('wording.owner'), key('wording.consent_on')], columns: [{ width: 3 }, { width: 2 }], rows }),
    locales
  )
}

/** One box a party: who signs, where the seal goes, when. */
export function signatureBlock(facts: ContractFacts, locales: readonly Locale[]): Block {
  const inAll = (says: Says, separator: string) => {
    const said = locales.map((locale) => plainText(says(wordsIn(locale))))
    return [...new Set(said)].join(separator)
  }
  return {
    role: 'signatures',
    lang: locales[0]!,
    parties: facts.parties.map((party) => ({
      title: inAll(roleOf(party, facts.parties), ' / '),
      name: inAll(({ text }) => text(party.name), '\n'),
      lines: [
        inAll(key('wording.sign_here'), ' '),
        inAll(
          ({ tell, text }) =>
            tell('wording.sign_name', { name: text(party.signatory?.name ?? party.legalRepresentative) }),
          ' / '
        ),
        inAll(key('wording.sign_date'), ' '),
      ],
      seal: inAll(key('wording.seal'), '\n'),
    })),
  }
}

export const plainText = (text: string): string =>
  cut(text)
    .map((piece) => piece.text)
    .join('')
