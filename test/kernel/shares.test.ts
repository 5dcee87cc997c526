import fc from 'fast-check'
import { expect, it } from 'vitest'
import { fill } from '../../src/kernel/messages.ts'
import { equalShares, parsePercent, sayShare, sharesFaults, whole } from '../../src/kernel/shares.ts'

it.each([
  ['33.3333%', 333_333],
  ['33.3333', 333_333],
  ['３３．３３％', 333_300],
  [' 5 % ', 50_000],
  ['0.0001', 1],
  ['100', whole],
  ['105%', 1_050_000],
  ['12.50000', 125_000],
])('reads %s', (text, value) => {
  expect(parsePercent(text, ['share'])).toEqual({ ok: true, value })
})

it.each([
  ['33.33333', 'input.percent_decimals'],
  ['1/3', 'input.percent'],
  ['-5', 'input.percent'],
  ['33,3', 'input.percent'],
  ['', 'input.percent'],
])('refuses “%s”', (text, key) => {
  expect(parsePercent(text, ['share'])).toMatchObject({ ok: false, fault: { key, value: text, path: ['share'] } })
})

it('reads back every share it says', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: whole }), (value) => {
      expect(parsePercent(sayShare(value), [])).toEqual({ ok: true, value })
    })
  )
})

it('says what shares come to and by how much they miss the whole', () => {
  const said = (shares: number[]) => sharesFaults(shares, ['contributors']).map((f) => fill('en', f.key, f.params))
  expect(said([500_000, 300_000, 250_000])).toEqual(['The shares sum to 105%, which is 5% above 100%'])
  expect(said([333_333, 333_333, 333_333])).toEqual(['The shares sum to 99.9999%, which is 0.0001% short of 100%'])
  expect(said([500_000, 500_000])).toEqual([])
})

it('shares equally to the millionth, the first ones taking the rest', () => {
  expect(equalShares(3)).toEqual([333_334, 333_333, 333_333])
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 500 }), (count) => {
      const shares = equalShares(count)
      expect(shares).toHaveLength(count)
      expect(sharesFaults(shares, [])).toEqual([])
      expect(shares[0]! - shares.at(-1)!).toBeLessThanOrEqual(1)
    })
  )
})
