import type { PatentKind } from './patent.ts'

export type NumberAnswer =
  | { readonly ok: true; readonly value: string; readonly kind: PatentKind | null; readonly granted: boolean; readonly year: number | null }
  | { readonly ok: false; readonly why: 'format' }
  | { readonly ok: false; readonly why: 'check'; readonly expected: string; readonly suggestion: string }

const kinds: Readonly<Record<string, PatentKind>> = { 1: 'invention', 2: 'utility_model', 3: 'design', 8: 'invention', 9: 'utility_model' }
const modulus = (digits: string): string => {
  const sum = [...digits].reduce((total, digit, i) => total + Number(digit) * (2 + (i % 8)), 0)
  return sum % 11 === 10 ? 'X' : String(sum % 11)
}

/**
 * Reads a Chinese application number (ZC 0006-2003): 13 characters from 2003-10-01, 9 before, with or without ZL,
 * CN, blanks and point. Stored as `202011472880.4`. ZL marks a granted patent and leaves the number as it is.
 */
export function readChineseNumber(typed: string): NumberAnswer {
  const bare = typed.normalize('NFKC').toUpperCase().replace(/[\s.\-·]/g, '')
  const match = /^(ZL)?(?:CN)?(\d{12}|\d{8})([\dX])$/.exec(bare)
  if (!match) return { ok: false, why: 'format' }
  const [, prefix, digits, check] = match as unknown as [string, string | undefined, string, string]
  const modern = digits.length === 12
  const year = modern ? Number(digits.slice(0, 4)) : (Number(digits.slice(0, 2)) + 1900 - 1985 + 100) % 100 + 1985
  const kind = kinds[digits[modern ? 4 : 2]!]
  if (kind === undefined || (modern ? year < 2003 || year > 2099 : year > 2003)) return { ok: false, why: 'format' }
  const expected = modulus(digits)
  if (check !== expected) return { ok: false, why: 'check', expected, suggestion: `${digits}.${expected}` }
  return { ok: true, value: `${digits}.${check}`, kind, granted: prefix === 'ZL', year }
}

/** Any office's application number in one form: China's is checked, others lose blanks and keep their own points and strokes. */
export function readApplicationNumber(officeCode: string, typed: string): NumberAnswer {
  if (officeCode === 'CN') return readChineseNumber(typed)
  const value = typed.normalize('NFKC').toUpperCase().replace(/[\s,]/g, '').replace(new RegExp(`^${officeCode}`), '')
  if (!/^[0-9A-Z][0-9A-Z./-]{1,30}$/.test(value) || !/\d{3}/.test(value.replace(/[^0-9]/g, ''))) return { ok: false, why: 'format' }
  return { ok: true, value, kind: null, granted: false, year: null }
}
