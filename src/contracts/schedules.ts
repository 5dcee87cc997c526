import type { Locale } from '../kernel/messages.ts'
import type { Money } from '../kernel/money.ts'
import type { Text } from '../kernel/text.ts'
import type { Block } from '../pdf/blocks.ts'
import type { ContractFacts, ContractPatent } from './facts.ts'
import type { Due, Instalment } from './remuneration.ts'
import { given, key, pair, type Says, simple, table, type Words } from './tables.ts'

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
      columns: [{ width: 1.2, align: 'center' }, { width: 4 }, { width: 6.6 }, { width: 4.8 }],
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
      columns: [{ width: 1.2, align: 'center' }, { width: 5.4 }, { width: 4.6 }, { width: 3.2, align: 'right' }],
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
