import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { currencies } from '../../src/kernel/currencies.ts'
import { fill } from '../../src/kernel/messages.ts'
import {
  addMoney,
  Currency,
  minorDigits,
  Money,
  parseAmount,
  sayAmount,
  sayMoney,
  splitByShares,
} from '../../src/kernel/money.ts'
import { equalShares, whole } from '../../src/kernel/shares.ts'
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

const { accepted, refused } = vectors['iso-4217']
it.each(accepted)('knows the currency $typed', ({ typed }) => {
  expect(Currency.safeParse(typed).success).toBe(true)
})
it.each(refused)('refuses $typed as a currency: $because', ({ typed }) => {
  expect(Currency.safeParse(typed).error?.issues[0]).toMatchObject({ params: { key: 'input.currency' } })
})

it('knows the decimals of ISO 4217, also where the runtime prints fewer', () => {
  expect(['CNY', 'JPY', 'KRW', 'KWD', 'HUF', 'IDR'].map(minorDigits)).toEqual([2, 0, 0, 3, 2, 2])
})

it('takes whole minor units up to what a number holds exactly', () => {
  const amounts = [0, 1, Number.MAX_SAFE_INTEGER, -1, 0.5, Number.MAX_SAFE_INTEGER + 1]
  expect(amounts.map((amount) => Money.safeParse({ amount, currency: 'CNY' }).success)).toEqual([
    true,
    true,
    true,
    false,
    false,
    false,
  ])
})

describe('an amount as typed', () => {
  it.each([
    ['1,234,567.00', 'CNY', 123_456_700],
    ['１，２３４，５６７．００', 'CNY', 123_456_700],
    ['1234567', 'CNY', 123_456_700],
    ['1 234 567.8', 'CNY', 123_456_780],
    ['120万', 'CNY', 120_000_000],
    ['120万元', 'CNY', 120_000_000],
    ['人民币 1.5 亿元整', 'CNY', 15_000_000_000],
    ['12.3456万', 'CNY', 12_345_600],
    ['￥0.01', 'CNY', 1],
    ['CNY 5', 'CNY', 500],
    ['5 cny', 'CNY', 500],
    ['$1,000.50', 'USD', 100_050],
    ['US$ 3', 'USD', 300],
    ['¥5', 'JPY', 5],
    ['1.500', 'CNY', 150],
    ['1.234', 'KWD', 1234],
    ['0', 'CNY', 0],
  ])('reads %s in %s', (text, currency, value) => {
    expect(parseAmount(text, currency)).toEqual({ ok: true, value })
  })

  it.each([
    ['1.234', 'CNY', 'input.amount_decimals'],
    ['1.5', 'JPY', 'input.amount_decimals'],
    ['1.0000001万', 'CNY', 'input.amount_decimals'],
    ['1,5', 'CNY', 'input.amount'],
    ['12,34,567', 'CNY', 'input.amount'],
    ['1.234.567,00', 'CNY', 'input.amount'],
    ['-5', 'CNY', 'input.amount'],
    ['', 'CNY', 'input.amount'],
    ['about 5', 'CNY', 'input.amount'],
    ['5e3', 'CNY', 'input.amount'],
    ['$5', 'CNY', 'input.amount_currency'],
    ['5 USD', 'CNY', 'input.amount_currency'],
    ['120万美元', 'CNY', 'input.amount_currency'],
    ['99999999999999999', 'CNY', 'input.amount_too_large'],
  ])('refuses %s in %s', (text, currency, key) => {
    const answer = parseAmount(text, currency, ['value'])
    if (answer.ok) throw new Error(`read as ${answer.value}`)
    expect(answer.fault).toMatchObject({ path: ['value'], key, value: text })
    expect(fill('zh-CN', answer.fault.key, answer.fault.params)).not.toMatch(/[{}]/)
    expect(fill('en', answer.fault.key, answer.fault.params)).not.toMatch(/[{}]/)
  })

  it('reads back what is said, in every currency and both languages', () => {
    const money = fc.record({
      amount: fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }),
      currency: fc.constantFrom(...currencies.keys()),
    })
    fc.assert(
      fc.property(money, fc.constantFrom('zh-CN' as const, 'en' as const), (value, locale) => {
        expect(parseAmount(sayMoney(value, locale), value.currency)).toEqual({ ok: true, value: value.amount })
        expect(parseAmount(sayAmount(value), value.currency)).toEqual({ ok: true, value: value.amount })
      })
    )
  })
})

it.each([
  [123_456_700, 'CNY', '¥1,234,567.00', 'CNY 1,234,567.00'],
  [-5, 'CNY', '-¥0.05', 'CNY -0.05'],
  [1_000, 'JPY', 'JPY 1,000', 'JPY 1,000'],
  [1_234, 'KWD', 'KWD 1.234', 'KWD 1.234'],
])('says %i %s as a careful office prints it', (amount, currency, zh, en) => {
  expect([sayMoney({ amount, currency }, 'zh-CN'), sayMoney({ amount, currency }, 'en')]).toEqual([zh, en])
})

it('adds one currency only', () => {
  const yuan = { amount: 30, currency: 'CNY' }
  expect(addMoney(yuan, yuan)).toEqual({ amount: 60, currency: 'CNY' })
  expect(() => addMoney(yuan, { amount: 1, currency: 'USD' })).toThrow(TypeError)
})

describe('a pool split by shares', () => {
  it.each([
    [63_000_000, [500_000, 300_000, 200_000], [31_500_000, 18_900_000, 12_600_000]],
    [10_000, equalShares(3), [3334, 3333, 3333]],
    [1, [500_000, 500_000], [1, 0]],
    [0, [1_000_000], [0]],
  ])('gives of %i to %j: %j', (pool, shares, parts) => {
    expect(splitByShares(pool, shares)).toEqual(parts)
  })

  it('comes to the cent, and nobody is a unit away from the exact share', () => {
    const cuts = fc.array(fc.integer({ min: 0, max: whole }), { maxLength: 12 })
    fc.assert(
      fc.property(fc.integer({ min: 0, max: Number.MAX_SAFE_INTEGER }), cuts, (pool, at) => {
        const ends = [0, ...at.toSorted((a, b) => a - b), whole]
        const shares = ends.slice(1).map((end, i) => end - ends[i]!)
        const parts = splitByShares(pool, shares)
        expect(parts.reduce((sum, part) => sum + BigInt(part), 0n)).toBe(BigInt(pool))
        parts.forEach((part, i) => {
          const off = BigInt(part) * BigInt(whole) - BigInt(pool) * BigInt(shares[i]!)
          expect(off > -BigInt(whole) && off < BigInt(whole)).toBe(true)
        })
      })
    )
  })
})
