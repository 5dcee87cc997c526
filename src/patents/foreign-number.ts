const clean = (typed: string): string =>
  typed.normalize('NFKC').toUpperCase().replace(/[\s,]/g, '').replace(/[‐-―]/g, '-')

const padded = (digits: string, length: number): string => digits.padStart(length, '0')
/** The first of the patterns that fits, written in the office's usual form. */
function inForm(text: string, forms: readonly (readonly [RegExp, string])[]): string | null {
  const form = forms.find(([pattern]) => pattern.test(text))
  return form ? text.replace(form[0], form[1]) : null
}

// Series codes of US applications: 02-19 utility, 29 design, 35 Hague, 60-63 provisional, 90, 95, 96 re-examination.
const series = /^(?:0[2-9]|1\d|29|35|6[0-3]|9[056])$/

/** `13/573920`: series code and six digits; commas, blanks and a lost leading zero of the series are mended. */
export function usSerial(typed: string): string | null {
  const match = /^(?:US)?(\d{1,2})\/?(\d{3})[,/]?(\d{3})$/.exec(
    typed.normalize('NFKC').toUpperCase().replace(/\s/g, '')
  )
  if (!match) return null
  const code = padded(match[1]!, 2)
  return series.test(code) ? `${code}/${match[2]}${match[3]}` : null
}

const forms: Readonly<Record<string, readonly (readonly [RegExp, string])[]>> = {
  EP: [[/^(\d{8})\.?(\d)$/, '$1.$2']],
  WO: [[/^(?:WO)?PCT\/?([A-Z]{2})\/?(\d{4})\/?(\d{6})$/, 'PCT/$1$2/$3']],
  JP: [[/^((?:19|20)\d{2}|[SHR]\d{2})-?(\d{6})$/, '$1-$2']],
  KR: [[/^([123]0)-?((?:19|20)\d{2})-?(\d{7})$/, '$1-$2-$3']],
}
// Japanese numbers as printed: 特願2018-180366, 特願平10-123456; the eras as their letters (ST.10/C).
const eras: Readonly<Record<string, string>> = { 昭: 'S', 平: 'H', 令: 'R' }

/**
 * Another office's application number in one form: US `13/573920`, EP `16000312.7`, WO `PCT/CN2018/017252`, JP
 * `2018-180366`, KR `10-2019-0123456`; what has no known form keeps its points and strokes and loses blanks, commas
 * and the office's code. Null when it cannot be a number at all.
 */
export function readForeignNumber(officeCode: string, typed: string): string | null {
  const us = officeCode === 'US' ? usSerial(typed) : null
  if (us !== null) return us
  let text = clean(typed)
    .replace(/^\p{Script=Han}*([昭平令])(?=\d)/u, (_, era: string) => eras[era]!)
    .replace(/^\p{Script=Han}+:?/u, '')
  if (text.startsWith(officeCode) && officeCode !== 'WO') text = text.slice(2)
  const known = inForm(text, forms[officeCode] ?? [])
  if (known !== null) return known
  return /^[0-9A-Z][0-9A-Z./-]{2,30}$/.test(text) && (text.match(/\d/g) ?? []).length >= 3 ? text : null
}
