import { z } from 'zod'
import { type Fault, fault, type Path } from './errors.ts'
import type { Locale } from './messages.ts'
import { issue } from './zod.ts'

// ISO 4217 as the runtime knows it; RMB and CNH are no ISO codes and are not in it.
const known = new Set(Intl.supportedValuesOf('currency'))

export const Currency = z
  .string()
  .check((context) => {
    if (!known.has(context.value)) context.issues.push(issue(context.value, 'input.currency', { value: context.value.slice(0, 10) }))
  })
  .meta({ example: 'CNY' })

/** Whole minor units (分, cents; for JPY the yen itself) and the ISO 4217 code. */
export const Money = z.strictObject({ amount: z.int().min(0), currency: Currency }).meta({ id: 'Money', example: { amount: 120000000, currency: 'CNY' } })
export type Money = { readonly amount: number; readonly currency: string }

/** How many digits stand after the point: CNY 2, JPY 0. */
export function minorDigits(currency: string): number {
  return new Intl.NumberFormat('en', { style: 'currency', currency }).resolvedOptions().maximumFractionDigits ?? 2
}

export type Parsed = { readonly ok: true; readonly value: number } | { readonly ok: false; readonly fault: Fault }

/**
 * An amount as people type it, in minor units: `1,234,567.00`, full-width digits, a currency sign ahead, `120万`,
 * `1.5亿`. A third decimal is refused, not rounded.
 */
export function parseAmount(text: string, currency: string, path: Path = ['amount']): Parsed {
  const clean = text.normalize('NFKC').replace(/[\s,，]/g, '').replace(/^(?:[¥$€£]|[A-Z]{3})/, '').replace(/元$/, '')
  const match = /^(\d+)(?:\.(\d+))?([万亿])?$/.exec(clean)
  if (!match) return { ok: false, fault: fault(path, text.slice(0, 50), 'input.amount', { value: text.slice(0, 50) }) }
  const digits = minorDigits(currency)
  const power = digits + (match[3] === '万' ? 4 : match[3] === '亿' ? 8 : 0)
  const decimals = (match[2] ?? '').replace(/0+$/, '')
  if (decimals.length > power) return { ok: false, fault: fault(path, text.slice(0, 50), 'input.amount_decimals', { digits, currency }) }
  const value = Number(match[1]! + decimals.padEnd(power, '0'))
  if (!Number.isSafeInteger(value)) return { ok: false, fault: fault(path, text.slice(0, 50), 'input.amount', { value: text.slice(0, 50) }) }
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
  return money.currency === 'CNY' && locale === 'zh-CN' ? `¥${sayAmount(money)}` : `${money.currency} ${sayAmount(money)}`
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
  const order = exact.map((value, i) => ({ i, remainder: value % million })).toSorted((a, b) => (a.remainder === b.remainder ? a.i - b.i : a.remainder > b.remainder ? -1 : 1))
  for (const { i } of order) {
    if (left-- <= 0) break
    parts[i] = parts[i]! + 1n
  }
  return parts.map(Number)
}
