import { type Fault, fault, type Path } from '../kernel/errors.ts'
import { quote } from '../kernel/resident-id.ts'

/** `kindCode`: the letter code of WIPO ST.16 at its end, A1, B, U … `why: 'kind'`: all is there but that code. */
export type PublicationAnswer =
  | { readonly ok: true; readonly value: string; readonly officeCode: string; readonly kindCode: string }
  | { readonly ok: false; readonly why: 'format' | 'kind' }

/** Number and kind code of an office's documents, after its two letters. */
type Form = { readonly number: RegExp; readonly kind: RegExp }
const forms: Readonly<Record<string, readonly Form[]>> = {
  // Seven digits to mid-2007, nine since; eight in the first years, led by the year.
  CN: [
    {
      number: /^(?:[1-3]\d{6}|[1-3]\d{8}|8[5-8][1-3]\d{5})$/,
      kind: /^(?:A[89]?|B[89]?|C[1-7]?|U[89]?|Y[1-7]?|S[1-9]?|D)$/,
    },
  ],
  US: [
    { number: /^(?:19|20)\d{9}$/, kind: /^(?:A[129]|P[149])$/ },
    { number: /^\d{7,8}$/, kind: /^(?:A|B[12]|C[1-9]\d?)$/ },
    { number: /^RE\d{5,6}$/, kind: /^E[1-9]?$/ },
    { number: /^PP\d{4,5}$/, kind: /^P[23]?$/ },
    { number: /^D\d{6,7}$/, kind: /^S1?$/ },
    { number: /^H\d{1,4}$/, kind: /^H1?$/ },
  ],
  EP: [{ number: /^\d{7}$/, kind: /^(?:A[1-489]|B[1-389])$/ }],
  WO: [{ number: /^(?:19|20)\d{8}$/, kind: /^A[1-489]$/ }],
  JP: [
    { number: /^(?:(?:19|20)\d{2}|[SHR]\d{2})-\d{6}$/, kind: /^A$/ },
    { number: /^\d{7}$/, kind: /^(?:B[12]|U|S)$/ },
  ],
  KR: [
    { number: /^[12]0-(?:19|20)\d{2}-\d{7}$/, kind: /^[AU]$/ },
    { number: /^[123]0-\d{7}$/, kind: /^(?:B1|Y1|S)$/ },
  ],
}
const other: readonly Form[] = [{ number: /^\d[\d./-]{2,20}$/, kind: /^[A-Z]\d?$/ }]

// The strokes that belong to the stored form, whether typed or not.
const hyphens: Readonly<Record<string, (number: string) => string>> = {
  JP: (number) => number.replace(/^((?:19|20)\d{2}|[SHR]\d{2})-?(\d{6})$/, '$1-$2'),
  KR: (number) =>
    number.replace(/^([12]0)-?((?:19|20)\d{2})-?(\d{7})$/, '$1-$2-$3').replace(/^([123]0)-?(\d{7})$/, '$1-$2'),
}

/**
 * Reads a publication number (WIPO ST.3 office, number, ST.16 kind code), checked for the form its office uses; there
 * is no check digit. Stored without blanks, commas and strokes, with the hyphens of JP and KR: `CN112330675B`,
 * `US20180247475A1`, `WO2018134344A1`, `JP2018-180366A`. The office's code may be left out where `officeCode` is known.
 */
export function readPublicationNumber(typed: string, officeCode?: string): PublicationAnswer {
  const text = typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/[\s,/]/g, '')
    .replace(/[‐-―]/g, '-')
  const led = officeCode !== undefined && !text.startsWith(officeCode) && /^\d/.test(text) ? officeCode + text : text
  const office = /^[A-Z]{2}/.exec(led)?.[0]
  if (office === undefined || (officeCode !== undefined && office !== officeCode)) return { ok: false, why: 'format' }
  const rest = led.slice(2)
  const kindCode = /(?<=\d)[A-Z]\d{0,2}$/.exec(rest)?.[0] ?? ''
  const bare = rest.slice(0, rest.length - kindCode.length)
  const number = hyphens[office]?.(bare) ?? bare
  const fitting = (forms[office] ?? other).filter((form) => form.number.test(number))
  if (fitting.length > 0 && kindCode === '') return { ok: false, why: 'kind' }
  if (!fitting.some((form) => form.kind.test(kindCode))) return { ok: false, why: 'format' }
  return { ok: true, value: `${office}${number}${kindCode}`, officeCode: office, kindCode }
}

/** What is wrong with a publication number, as a fault of the input; null when nothing is. */
export function publicationNumberFault(typed: string, answer: PublicationAnswer, path: Path): Fault | null {
  if (answer.ok) return null
  const value = quote(typed, 40)
  return answer.why === 'kind'
    ? fault(path, value, 'input.publication_number_kind', { value })
    : fault(path, value, 'input.publication_number_format', { value })
}
