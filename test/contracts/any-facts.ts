import fc from 'fast-check'
import type { AgreementKind } from '../../src/agreements/agreement.ts'
import { ContractFacts, type ContractFactsInput } from '../../src/contracts/facts.ts'
import { exampleFirm, examplePatent, exampleUniversity } from '../../src/contracts/kinds/examples.ts'

type Terms = NonNullable<ContractFactsInput['terms']>
type Pay = NonNullable<ContractFactsInput['remuneration']>

const value = 360_000_000
const text = fc.constantFrom(
  { zh: '工业风机及其部件', en: 'industrial fans and their parts' },
  { zh: '完成样机并通过型式试验。', en: 'prototype completed and type test passed.' }
)
const name = fc.constantFrom(
  { zh: '海岚市科学技术局', en: 'Hailan Science and Technology Bureau' },
  { zh: '大连仲裁委员会', en: 'Dalian Arbitration Commission' }
)
const prose = fc.constantFrom(
  { zh: '双方自二〇二〇年起合作研究', en: 'The Parties have done research together since 2020' },
  { zh: '第一项约定。\n\n第二项约定；', en: 'The first point.\n\nThe second point;' }
)
const date = fc.constantFrom('2026-12-01', '2028-01-31', '2030-06-15')
const some = <T>(of: fc.Arbitrary<T>) => fc.array(of, { maxLength: 2 })
const orNone = <T>(of: fc.Arbitrary<T>) => fc.option(of, { nil: null })
const days = fc.integer({ min: 1, max: 365 })
const months = fc.integer({ min: 1, max: 60 })
const years = fc.integer({ min: 1, max: 30 })
const personDays = fc.integer({ min: 1, max: 2_000 })
const share = fc.integer({ min: 1, max: 1_000_000 })

const due = fc.oneof(
  days.map((count) => ({ by: 'days' as const, days: count })),
  date.map((on) => ({ by: 'date' as const, date: on }))
)
const currency = 'CNY'
const royalty = (minimum: boolean): fc.Arbitrary<Pay> =>
  fc.record(
    {
      model: fc.constant('running_royalty' as const),
      currency: fc.constant(currency),
      entryFee: fc.record({ amount: fc.integer({ min: 1, max: value }), dueDays: days, creditable: fc.boolean() }),
      base: fc.record({ kind: fc.constantFrom('net_sales', 'unit', 'added_output', 'profit'), definition: text }),
      bands: fc.constantFrom(
        [{ upTo: null, rate: 30_000 }],
        [
          { upTo: 1_000_000, rate: 50_000 },
          { upTo: 2_000_000, rate: 40_000 },
          { upTo: null, rate: 25_000 },
        ]
      ),
      period: fc.constantFrom('quarter', 'half_year', 'year'),
      reportDays: fc.integer({ min: 1, max: 30 }),
      payDays: fc.integer({ min: 30, max: 90 }),
      ...(minimum ? { minimum: fc.record({ amount: fc.constant(10_000), from: date }) } : {}),
      cap: fc.integer({ min: 10_000, max: 1e9 }),
    },
    { requiredKeys: ['model', 'currency', 'base', 'bands', 'period', 'reportDays', 'payDays'] }
  ) as fc.Arbitrary<unknown> as fc.Arbitrary<Pay>

const pay = (minimum: boolean): fc.Arbitrary<Pay> =>
  fc.oneof(
    due.map((when) => ({ model: 'lump_sum' as const, currency, amount: value, due: when })),
    fc.tuple(text, due, due, orNone(text)).map(([trigger, first, second, evidence]) => ({
      model: 'instalments' as const,
      currency,
      instalments: [
        { trigger, amount: 100_000_000, due: first, ...(evidence ? { evidence } : {}) },
        { trigger, amount: value - 100_000_000, due: second },
      ],
    })),
    royalty(minimum)
  )

const arbitration = fc.record({
  way: fc.constant('arbitration' as const),
  commission: name,
  place: orNone(name),
  arbitrators: fc.constantFrom(1 as const, 3 as const),
})

/** Every choice of the wording, each taken or left. */
const terms: fc.Arbitrary<Terms> = fc.record(
  {
    prevailingLanguage: fc.constantFrom('zh-CN', 'en'),
    copies: fc.integer({ min: 4, max: 9 }),
    signingPlace: orNone(name),
    background: orNone(text),
    serviceInvention: fc.boolean(),
    secrecyYears: years,
    lateRate: fc.constantFrom(100, 300, 550),
    liabilityCap: share,
    vat: fc.constantFrom('taxable', 'exempt'),
    relatedParty: orNone(text),
    pricing: orNone(
      fc.oneof(
        fc.constant({ method: 'agreement' as const, from: '2026-10-01', to: '2026-10-16' }),
        fc.record({
          method: fc.constantFrom('listing', 'auction'),
          venue: orNone(name),
          from: orNone(date),
          to: orNone(date),
        })
      )
    ),
    fundingDuties: some(fc.record({ funder: name, duty: text })),
    encumbrances: some(
      fc.record({
        kind: fc.constantFrom('licence', 'pledge', 'preservation', 'dispute', 'other'),
        holder: name,
        scope: text,
        reference: orNone(fc.constant('AGR-2025-0003')),
        releaseBy: orNone(date),
      })
    ),
    documents: some(text),
    deliveryDays: days,
    annexes: some(fc.record({ title: name, sha256: orNone(fc.constant('ab'.repeat(32))) })),
    special: orNone(prose),
    haveMade: fc.boolean(),
    affiliates: fc.boolean(),
    sublicence: fc.constantFrom('none', 'with_consent', 'free'),
    soleDelegation: fc.constantFrom('allowed', 'excluded'),
    reservedAcademic: fc.boolean(),
    reservedRights: some(fc.record({ who: name, purpose: text })),
    enforcementLead: orNone(fc.constantFrom('licensor', 'licensee')),
    stepInAnnuity: fc.boolean(),
    deductions: fc.subarray(['tax', 'returns', 'discounts', 'freight'] as const),
    combinationRule: fc.boolean(),
    diligence: some(fc.record({ milestone: text, by: date })),
    exclusivityLoss: fc.constantFrom('to_ordinary', 'terminate', 'none'),
    acceptanceTargets: some(text),
    knowHow: orNone(text),
    service: orNone(fc.record({ personDays, months, place: orNone(name), dayRate: fc.constantFrom(0, 300_000) })),
    improvementsOption: orNone(months),
    changeOfControl: fc.constantFrom('notice', 'consent'),
    optionToBuy: orNone(fc.record({ until: date })),
    recordalBy: fc.constantFrom('licensor', 'licensee'),
    ownUse: orNone(text),
    retainedUse: fc.constantFrom('none', 'academic'),
    waivers: some(
      fc.record({
        person: fc.constant('龑岚'),
        offeredOn: date,
        answer: fc.constantFrom('declined', 'no_answer'),
        answeredOn: orNone(date),
      })
    ),
    coOwnerConsents: some(fc.record({ owner: name, on: date })),
    familyScope: fc.constantFrom('listed', 'family'),
    pastClaims: fc.constantFrom('assignor', 'assignee'),
    registrationBy: fc.constantFrom('assignor', 'assignee'),
    registrationFee: fc.constantFrom('assignor', 'assignee', 'shared'),
    sameDayPair: fc.boolean(),
    escrow: orNone(fc.record({ agent: name })),
    help: orNone(fc.record({ knowHow: orNone(text), personDays, months })),
  },
  { requiredKeys: [] }
) as fc.Arbitrary<Terms>

const patent = fc.constantFrom('invention', 'utility_model', 'design').map((kind) => ({ ...examplePatent, kind }))
const abroad = { ...exampleFirm, name: { zh: '北方风机', en: 'Northern Fans GmbH' }, country: 'DE', uscc: undefined }

/** Facts of a contract that may be issued: each model of payment, each choice, parties at home and abroad, one or two a side. */
export const anyFacts = (kind: AgreementKind): fc.Arbitrary<ContractFacts> =>
  fc
    .record({
      foreign: fc.boolean(),
      givers: fc.constantFrom(1, 2),
      takers: fc.constantFrom(1, 2),
      exclusivity: fc.constantFrom('exclusive' as const, 'sole' as const, 'ordinary' as const),
      patents: fc.array(patent, { minLength: 1, maxLength: 2 }),
      bank: fc.boolean(),
      court: fc.constantFrom('licensor' as const, 'licensee' as const, 'defendant' as const),
      arbitration,
      exportControl: fc.constantFrom('free' as const, 'restricted' as const),
      governingLaw: orNone(name),
      technologyValue: fc.boolean(),
      terms,
    })
    .chain((drawn) =>
      pay(kind === 'licence_patent' && drawn.exclusivity !== 'ordinary').map((remuneration) => ({
        ...drawn,
        remuneration,
      }))
    )
    .map(({ foreign, terms: chosen, ...drawn }) => {
      const licence = kind === 'licence_patent'
      const { bank, ...plain } = exampleUniversity
      const giver = { role: licence ? ('licensor' as const) : ('assignor' as const), ...plain }
      const taker = { role: licence ? ('licensee' as const) : ('assignee' as const) }
      const seat = drawn.court === 'licensor' ? giver.role : drawn.court === 'licensee' ? taker.role : 'defendant'
      return ContractFacts.parse({
        number: 'CON-2026-0007',
        kind,
        parties: [
          { ...giver, ...(drawn.bank ? { bank } : {}) },
          ...(drawn.givers === 2 ? [{ ...giver, name: { zh: '海岚大学', en: 'Hailan University' } }] : []),
          { ...taker, ...(foreign ? abroad : exampleFirm) },
          ...(drawn.takers === 2 ? [{ ...taker, ...exampleFirm, name: { zh: '明澈水务', en: 'Mingche Water' } }] : []),
        ],
        patents: drawn.patents,
        ...(licence ? { exclusivity: drawn.exclusivity } : {}),
        territory: { zh: '中国大陆', en: 'mainland China' },
        field: { zh: '轴流风机', en: 'axial fans' },
        term: { start: '2026-12-01', end: '2034-11-30' },
        contractValue: { amount: value, currency },
        ...(drawn.technologyValue ? { technologyValue: { amount: value - 1, currency } } : {}),
        remuneration: drawn.remuneration,
        terms: {
          ...chosen,
          dispute: foreign ? drawn.arbitration : { way: 'court', seat },
          ...(foreign ? { exportControl: drawn.exportControl, governingLaw: drawn.governingLaw } : {}),
        },
      })
    })
