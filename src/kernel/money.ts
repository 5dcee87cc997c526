import { z } from 'zod'
import { currencies } from './currencies.ts'
import { type Fault, fault, type Path } from './errors.ts'
import type { Locale } from './messages.ts'
import { quote } from './resident-id.ts'
import { issue } from './zod.ts'

/** A code of ISO 4217 in capitals; RMB, CNH and withdrawn codes are refused. */
export const Currency = z
  .string()
  .check((context) => {
    if (!currencies.has(context.value))
      context.issues.push(issue(quote(context.value), 'input.currency', { value: quote(context.value, 10) }))
  })
  .meta({ example: 'CNY' })

/** Whole minor units (分, cents; for JPY the yen itself) and the ISO 4217 code. */
export const Money = z
  .strictObject({ amount: z.int().min(0), currency: Currency })
  .meta({ id: 'Money', example: { amount: 120000000, currency: 'CNY' } })
export type Money = { readonly amount: number; readonly currency: string }

/** How many digits stand after the point (ISO 4217): CNY 2, JPY 0. */
export const minorDigits = (currency: string): number => currencies.get(currency) ?? 2

export type Parsed = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly fault: Fault }

// How people write a currency beside the amount; a sign that several share is taken only for those.
const signs: Readonly<Record<string, readonly string[]>> = {
  '¥': ['CNY', 'JPY'],
  人民币: ['CNY'],
  RMB: ['CNY'],
  元: ['CNY', 'HKD', 'MOP', 'TWD', 'USD'],
  美元: ['USD'],
  $: ['USD', 'HKD', 'TWD', 'SGD', 'AUD', 'CAD', 'NZD'],
  US$: ['USD'],
  欧元: ['EUR'],
  '€': ['EUR'],
  英镑: ['GBP'],
  '£': ['GBP'],
  日元: ['JPY'],
  港元: ['HKD'],
}
/** The currencies that a sign, word or code beside an amount may mean; none when it is no such thing. */
const meantBy = (sign: string): readonly string[] => signs[sign] ?? (currencies.has(sign) ? [sign] : [])

const amountForm =
  /^(US\$|[^\d.,\s+-]*)\s*(\d{1,3}(?:[, ]\d{3})+|\d+)(?:\.(\d+))?\s*([万亿])?\s*([^\d.,\s+-]*?)[整正]?$/

const no = (found: Fault): Parsed => ({ ok: false, fault: found })

/**
 * An amount as people type it, in minor units: `1,234,567.00`, full-width digits, `¥` or the code beside it, `120万`,
 * `1.5亿元`. A third decimal is refused, not rounded; so are commas that do not part thousands (1,5 may mean 1.5), and
 * the sign of another currency.
 */
export function parseAmount(text: string, currency: string, path: Path = ['amount']): Parsed {
  const clean = text.normalize('NFKC').replace(/、|，/g, ',').replace(/\s+/g, ' ').trim().toUpperCase()
  const malformed = () => no(fault(path, quote(text), 'input.amount', { value: quote(text) }))
  const match = amountForm.exec(clean)
  if (!match) return malformed()
  const [, before = '', whole = '', fraction = '', unit, after = ''] = match
  const meant = [before, after].filter((sign) => sign !== '').map(meantBy)
  if (meant.some((codes) => codes.length === 0)) return malformed()
  if (meant.some((codes) => !codes.includes(currency)))
    return no(fault(path, quote(text), 'input.amount_currency', { value: quote(text), currency }))
  const digits = minorDigits(currency)
  const power = digits + (unit === '万' ? 4 : unit === '亿' ? 8 : 0)
  const decimals = fraction.replace(/0+$/, '')
  if (decimals.length > power)
    return no(fault(path, quote(text), 'input.amount_decimals', { value: quote(text), digits, currency }))
  const value = Number(whole.replace(/[, ]/g, '') + decimals.padEnd(power, '0'))
  if (!Number.isSafeInteger(value))
    return no(fault(path, quote(text), 'input.amount_too_large', { value: quote(text) }))
  return { ok: true, value }
}

/** `1,234,567.00`: the number alone, grouped, with all its decimals. */
export function sayAmount(money: Money): string {
  const digits = minorDigits(money.currency)
  const sign = money.amount < 0 ? '-' : ''
  const text = String(Math.abs(money.amount)).padStart(digits + 1, '0')
  const whole = text.slice(0, text.length - digits).replace(/\B(?=(\d{3})+$)/g, ',')
  return `${sign}${whole}${digits > 0 ? `.${text.slice(-digits)}` : ''}`
}

/** ¥1,234,567.00 in Chinese, CNY 1,234,567.00 in English; other currencies by their code in both. */
export function sayMoney(money: Money, locale: Locale): string {
  if (money.currency !== 'CNY' || locale !== 'zh-CN') return `${money.currency} ${sayAmount(money)}`
  return `${money.amount < 0 ? '-' : ''}¥${sayAmount({ ...money, amount: Math.abs(money.amount) })}`
}

/** Throws a TypeError when the currencies differ: adding those is a fault of ours. */
export function addMoney(a: Money, b: Money): Money {
  if (a.currency !== b.currency) throw new TypeError(`cannot add ${b.currency} to ${a.currency}`)
  return { amount: a.amount + b.amount, currency: a.currency }
}

/**
 * Splits minor units by shares in millionths: floor each, then one unit more to the largest remainders, ties in
 * order (lifecycle (f)). The parts sum to the whole when the shares do.
 */
export function splitByShares(amount: number, shares: readonly number[]): number[] {
  const million = 1_000_000n
  const exact = shares.map((share) => BigInt(amount) * BigInt(share))
  const parts = exact.map((value) => value / million)
  const whole = exact.reduce((sum, value) => sum + value, 0n) / million
  let left = Number(whole - parts.reduce((sum, part) => sum + part, 0n))
  const order = exact
    .map((value, i) => ({ i, remainder: value % million }))
    .toSorted((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
  for (const { i } of order) {
    if (left-- <= 0) break
    parts[i] = parts[i]! + 1n
  }
  return parts.map(Number)
}
