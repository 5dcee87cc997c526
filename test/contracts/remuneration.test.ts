import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { Remuneration, remunerationFaults, royaltyDue, type RunningRoyalty } from '../../src/contracts/remuneration.ts'

const definition = { zh: '净销售额', en: 'net sales' }
const royalty = (over: Partial<RunningRoyalty> = {}): RunningRoyalty => ({
  model: 'running_royalty',
  currency: 'CNY',
  base: { kind: 'net_sales', definition },
  bands: [
    { upTo: 1_000_000_00, rate: 50_000 },
    { upTo: 5_000_000_00, rate: 40_000 },
    { upTo: null, rate: 30_000 },
  ],
  period: 'year',
  reportDays: 30,
  payDays: 45,
  ...over,
})
const value = (amount: number, currency = 'CNY') => ({ amount, currency })
const on = { by: 'date', date: '2027-01-31' } as const
const inDays = { by: 'days', days: 30 } as const
const keys = (...given: Parameters<typeof remunerationFaults>) =>
  remunerationFaults(...given).map(({ path, key }) => `${path.join('.')} ${key}`)

describe('V2.1.2, V2.2.3 what contradicts itself', () => {
  const instalments = (...amounts: number[]) => ({
    model: 'instalments' as const,
    currency: 'CNY',
    instalments: amounts.map((amount) => ({ trigger: { zh: '本合同生效' }, amount, due: inDays })),
  })

  it.each<[string, Parameters<typeof remunerationFaults>, string[]]>([
    ['a lump sum of the value', [{ model: 'lump_sum', currency: 'CNY', amount: 5, due: on }, value(5)], []],
    [
      'a lump sum of less',
      [{ model: 'lump_sum', currency: 'CNY', amount: 4, due: on }, value(5)],
      ['amount remuneration.sum'],
    ],
    [
      'another currency, and no sum across currencies',
      [{ model: 'lump_sum', currency: 'USD', amount: 4, due: on }, value(5)],
      ['currency remuneration.currency'],
    ],
    ['instalments that add up', [instalments(2, 3), value(5)], []],
    ['instalments that do not', [instalments(2, 2), value(5)], ['instalments remuneration.sum']],
    ['nothing to compare with yet', [instalments(2, 2), null], []],
    ['rising and falling bands', [royalty(), value(1)], []],
    [
      'an entry fee above the value',
      [royalty({ entryFee: { amount: 9, dueDays: 30, creditable: true } }), value(5)],
      ['entryFee.amount remuneration.entry_fee'],
    ],
    [
      'a minimum with an exclusive licence',
      [royalty({ minimum: { amount: 9, from: '2028-01-01' } }), value(5), 'exclusive'],
      [],
    ],
    [
      'a minimum with an ordinary licence',
      [royalty({ minimum: { amount: 9, from: '2028-01-01' } }), value(5), 'ordinary'],
      ['minimum remuneration.minimum_ordinary'],
    ],
    [
      'a cap below the minimum',
      [royalty({ minimum: { amount: 9, from: '2028-01-01' }, cap: 8 }), value(5), 'sole'],
      ['cap remuneration.cap'],
    ],
    ['payment due before the report', [royalty({ payDays: 29 }), value(5)], ['payDays remuneration.pay_days']],
    [
      'bands out of order, a rate above the whole, a closed end',
      [
        royalty({
          bands: [
            { upTo: 9, rate: 1_000_001 },
            { upTo: 9, rate: 1 },
          ],
        }),
        value(5),
      ],
      ['bands.0.rate remuneration.rate', 'bands.1.upTo remuneration.band_open', 'bands.1.upTo remuneration.band_order'],
    ],
    [
      'an open band before another',
      [
        royalty({
          bands: [
            { upTo: null, rate: 0 },
            { upTo: null, rate: 0 },
          ],
        }),
        value(5),
      ],
      ['bands.0.upTo remuneration.band_closed', 'bands.0.rate remuneration.rate_zero'],
    ],
  ])('%s', (_, given, expected) => {
    expect(keys(...given)).toEqual(expected)
  })

  it('has no room for two currencies, half cents or an instalment without its trigger', () => {
    const good = instalments(2, 3)
    const parses = (remuneration: unknown) => Remuneration.safeParse(remuneration).success
    expect(parses(good)).toBe(true)
    expect(
      parses({ ...good, instalments: [{ amount: 2.5, trigger: { zh: '生效' }, due: on }, good.instalments[0]] })
    ).toBe(false)
    expect(parses({ ...good, instalments: [{ amount: 2, trigger: {}, due: on }, good.instalments[0]] })).toBe(false)
    expect(parses({ ...good, currency: undefined })).toBe(false)
  })
})

describe('the royalty of one period', () => {
  const period = { base: 0, periodStart: '2028-01-01', dueBefore: 0, creditLeft: 0 }
  const minimum = { amount: 200_000_00, from: '2028-01-01' }
  const entryFee = { amount: 100_000_00, dueDays: 30, creditable: true }

  it.each<[string, Partial<RunningRoyalty>, Partial<typeof period>, ReturnType<typeof royaltyDue>]>([
    ['inside the first band', {}, { base: 400_000_00 }, { counted: 20_000_00, credited: 0, due: 20_000_00 }],
    ['over all bands', {}, { base: 6_000_000_00 }, { counted: 240_000_00, credited: 0, due: 240_000_00 }],
    [
      'half a fen up, once',
      {
        bands: [
          { upTo: 1, rate: 250_000 },
          { upTo: null, rate: 250_000 },
        ],
      },
      { base: 2 },
      { counted: 1, credited: 0, due: 1 },
    ],
    [
      'just under half a fen down',
      { bands: [{ upTo: null, rate: 249_999 }] },
      { base: 2 },
      { counted: 0, credited: 0, due: 0 },
    ],
    ['a loss counts as nothing', {}, { base: -5 }, { counted: 0, credited: 0, due: 0 }],
    [
      'the minimum when sales are poor',
      { minimum },
      { base: 1 },
      { counted: 200_000_00, credited: 0, due: 200_000_00 },
    ],
    [
      'no minimum before it begins',
      { minimum },
      { base: 100, periodStart: '2027-12-31' },
      { counted: 5, credited: 0, due: 5 },
    ],
    [
      'what the cap leaves',
      { cap: 250_000_00 },
      { base: 6_000_000_00, dueBefore: 240_000_00 },
      { counted: 10_000_00, credited: 0, due: 10_000_00 },
    ],
    [
      'nothing above the cap, not even the minimum',
      { cap: 250_000_00, minimum },
      { base: 0, dueBefore: 240_000_00 },
      { counted: 10_000_00, credited: 0, due: 10_000_00 },
    ],
    [
      'the entry fee set off',
      { entryFee },
      { base: 400_000_00, creditLeft: 5_000_00 },
      { counted: 20_000_00, credited: 5_000_00, due: 15_000_00 },
    ],
    [
      'no more set off than is due',
      { entryFee },
      { base: 400_000_00, creditLeft: 50_000_00 },
      { counted: 20_000_00, credited: 20_000_00, due: 0 },
    ],
    [
      'no credit when not agreed',
      { entryFee: { ...entryFee, creditable: false } },
      { base: 400_000_00, creditLeft: 5_000_00 },
      { counted: 20_000_00, credited: 0, due: 20_000_00 },
    ],
  ])('%s', (_, terms, reported, expected) => {
    expect(royaltyDue(royalty(terms), { ...period, ...reported })).toEqual(expected)
  })

  it('never goes below zero, above the cap or down when sales go up', () => {
    const amount = fc.integer({ min: 0, max: 9_000_000_000 })
    fc.assert(
      fc.property(amount, amount, amount, amount, (base, more, cap, dueBefore) => {
        const terms = royalty({ cap, entryFee })
        const one = royaltyDue(terms, { ...period, base, dueBefore, creditLeft: entryFee.amount })
        const two = royaltyDue(terms, { ...period, base: base + more, dueBefore, creditLeft: entryFee.amount })
        expect(one.due).toBeGreaterThanOrEqual(0)
        expect(one.counted).toBeLessThanOrEqual(Math.max(0, cap - dueBefore))
        expect(one.counted).toBe(one.due + one.credited)
        expect(two.counted).toBeGreaterThanOrEqual(one.counted)
      })
    )
  })
})
