import { type Fault, fault, type Path } from '../kernel/errors.ts'
import { findResidentId, quote } from '../kernel/resident-id.ts'
import { readForeignNumber } from './foreign-number.ts'
import type { PatentKind } from './patent.ts'

/** `granted`: it was written with ZL. `suggestion`: the whole number as it would be right. */
export type NumberAnswer =
  | {
      readonly ok: true
      readonly value: string
      readonly kind: PatentKind | null
      readonly granted: boolean
      readonly year: number | null
    }
  | { readonly ok: false; readonly why: 'format'; readonly suggestion?: string }
  | { readonly ok: false; readonly why: 'check'; readonly expected: string; readonly suggestion: string }

const kinds: Readonly<Record<string, PatentKind>> = {
  1: 'invention',
  2: 'utility_model',
  3: 'design',
  8: 'invention', // PCT, national phase
  9: 'utility_model', // PCT, national phase
}

/** Weights 2 to 9 from the left, again from 2; modulo 11; 10 is written X (ZC 0006-2003). */
const checkOf = (digits: string): string => {
  const sum = Array.from(digits).reduce((total, digit, i) => total + Number(digit) * (2 + (i % 8)), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

// 专利号：ZL…, 申请号: …, CN…; blanks, points and hyphens wherever people put them.
const bare = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^\s*\p{Script=Han}+\s*:?/u, '')
    .replace(/[\s.\-‐-―·•・。]/g, '')

/** YYYYTNNNNNNN from 2003-10-01, YYTNNNNN before; null when year or type digit cannot be. */
function partsOf(digits: string): { kind: PatentKind; year: number } | null {
  const modern = digits.length === 12
  const short = Number(digits.slice(0, 2))
  const year = modern ? Number(digits.slice(0, 4)) : short + (short >= 85 ? 1900 : 2000)
  const kind = kinds[digits[modern ? 4 : 2]!]
  const possible = modern ? year >= 2003 && year <= 2099 : year <= 2003
  return kind === undefined || !possible ? null : { kind, year }
}

/**
 * Reads a Chinese application number (ZC 0006-2003): 13 characters from 2003-10-01, 9 before, with or without ZL,
 * CN, blanks and point. Stored as `202011472880.4`. ZL marks a granted patent (Patent Law art. 68) and leaves the
 * number as it is. Where only the check character is missing, the whole number is suggested.
 */
export function readChineseNumber(typed: string): NumberAnswer {
  const match = /^(?:CN)?(ZL)?(?:CN)?(\d{12}|\d{8})([\dX]?)$/.exec(bare(typed))
  if (!match) return { ok: false, why: 'format' }
  const [, prefix, digits = '', check] = match
  const parts = partsOf(digits)
  if (parts === null) return { ok: false, why: 'format' }
  const expected = checkOf(digits)
  const suggestion = `${digits}.${expected}`
  // Where a point sets the last digit off, that is the check digit, and another digit got lost.
  const setOff = /\.\s*[\dX]\s*$/.test(typed.normalize('NFKC').toUpperCase())
  if (check === '') return { ok: false, why: 'format', ...(setOff ? {} : { suggestion }) }
  if (check !== expected) return { ok: false, why: 'check', expected, suggestion }
  return { ok: true, value: suggestion, ...parts, granted: prefix === 'ZL' }
}

/**
 * Any office's application number in the one form it is stored in (WIPO ST.3 code of the office apart): China's is
 * checked, other offices' are brought into their usual form and otherwise taken as they are.
 */
export function readApplicationNumber(officeCode: string, typed: string): NumberAnswer {
  if (officeCode === 'CN') return readChineseNumber(typed)
  const value = readForeignNumber(officeCode, typed)
  return value === null ? { ok: false, why: 'format' } : { ok: true, value, kind: null, granted: false, year: null }
}

/** What is wrong with a number, as a fault of the input; null when nothing is. */
export function applicationNumberFault(typed: string, answer: NumberAnswer, path: Path): Fault | null {
  if (answer.ok) return null
  if (findResidentId(typed) !== null) return fault(path, '…', 'input.resident_id')
  const value = quote(typed, 40)
  if (answer.why === 'check')
    return fault(path, value, 'input.application_number_check', { value, suggestion: answer.suggestion })
  if (answer.suggestion !== undefined)
    return fault(path, value, 'input.application_number_unchecked', { value, suggestion: answer.suggestion })
  return fault(path, value, 'input.application_number_format', { value })
}
