import { z } from 'zod'
import { findResidentId, quote } from '../kernel/resident-id.ts'
import { issue } from '../kernel/zod.ts'

// GB 32100-2015: no I, O, S, V, Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]
// One for the registering authority, one for the kind of body, six for the area (GB/T 2260), nine for the body, one check.
const form = /^[0-9A-HJ-NP-RTUWXY]{2}\d{6}[0-9A-HJ-NP-RTUWXY]{10}$/

export type UsccAnswer =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: 'format' }
  | { readonly ok: false; readonly why: 'check'; readonly expected: string }

const normalise = (typed: string): string =>
  typed
    .normalize('NFKC')
    .toUpperCase()
    .replace(/^统一社会信用代码:?/, '')
    .replace(/[\s\-‐-―]/g, '')

/** Reads a Unified Social Credit Code (GB 32100-2015, check character over the first 17); stored without blanks. */
export function readUscc(typed: string): UsccAnswer {
  const value = normalise(typed)
  if (!form.test(value)) return { ok: false, why: 'format' }
  const sum = weights.reduce((total, weight, i) => total + weight * alphabet.indexOf(value[i]!), 0)
  const expected = alphabet[(31 - (sum % 31)) % 31]!
  return value[17] === expected ? { ok: true, value } : { ok: false, why: 'check', expected }
}

/** In its own field a USCC is tested as such first: a valid one passes even where its digits look like a resident-ID number. */
export const Uscc = z
  .string()
  .transform((typed, context) => {
    const answer = readUscc(typed)
    if (answer.ok) return answer.value
    const value = quote(typed, 40)
    if (findResidentId(typed) !== null) context.issues.push(issue('…', 'input.resident_id'))
    else if (answer.why === 'check')
      context.issues.push(issue(value, 'input.uscc_check', { value, expected: answer.expected }))
    else context.issues.push(issue(value, 'input.uscc_format', { value, length: Array.from(normalise(typed)).length }))
    return z.NEVER
  })
  .meta({ example: '12100000400011227Y' })
