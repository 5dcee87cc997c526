import { z } from 'zod'
import { type Fault, fault, type Path } from './errors.ts'
import { quote } from './resident-id.ts'

/** The whole in millionths: shares of one thing sum to exactly this. */
export const whole = 1_000_000
/** A share in millionths: 333,333 is 33.3333 %. */
export const Share = z
  .int()
  .min(0)
  .max(whole)
  .meta({ description: 'in millionths: 333333 is 33.3333 %', example: 500000 })

/** 33.3333%, 33.3333, ３３．３３％: a percentage as typed, in millionths. More than four decimals are refused. */
export function parsePercent(text: string, path: Path): { ok: true; value: number } | { ok: false; fault: Fault } {
  const clean = text.normalize('NFKC').replace(/\s/g, '').replace(/%$/, '')
  const match = /^(\d{1,6})(?:\.(\d+?)0*)?$/.exec(clean)
  const said = { value: quote(text, 30) }
  if (!match) return { ok: false, fault: fault(path, quote(text, 30), 'input.percent', said) }
  const [, units = '', decimals = ''] = match
  if (decimals.length > 4) return { ok: false, fault: fault(path, quote(text, 30), 'input.percent_decimals', said) }
  return { ok: true, value: Number(units + decimals.padEnd(4, '0')) }
}

/** 33.3333%; no trailing zeros. */
export function sayShare(share: number): string {
  const text = String(Math.abs(share)).padStart(5, '0')
  const decimals = text.slice(-4).replace(/0+$/, '')
  return `${share < 0 ? '-' : ''}${text.slice(0, -4)}${decimals === '' ? '' : `.${decimals}`}%`
}

/** Shares that do not make up exactly the whole; says the sum and what is missing or too much. */
export function sharesFaults(shares: readonly number[], path: Path): Fault[] {
  const sum = shares.reduce((total, share) => total + share, 0)
  if (sum === whole) return []
  const sayings = { sum: sayShare(sum), difference: sayShare(Math.abs(whole - sum)) }
  return [
    sum > whole
      ? fault(path, sayShare(sum), 'input.shares_above', sayings)
      : fault(path, sayShare(sum), 'input.shares_below', sayings),
  ]
}

/** Equal shares that sum to the whole: the first ones take what does not divide. */
export function equalShares(count: number): number[] {
  const base = Math.floor(whole / count)
  return Array.from({ length: count }, (_, i) => base + (i < whole - base * count ? 1 : 0))
}
