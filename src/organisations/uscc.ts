import { z } from 'zod'
import { issue } from '../kernel/zod.ts'

// GB 32100-2015: no I, O, S, V, Z.
const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
const weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28]

export type UsccAnswer = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: 'format' } | { readonly ok: false; readonly why: 'check'; readonly expected: string }

/** Reads a Unified Social Credit Code (GB 32100-2015, check character over the first 17). */
export function readUscc(typed: string): UsccAnswer {
  const value = typed.normalize('NFKC').toUpperCase().replace(/[\s-]/g, '')
  if (value.length !== 18 || [...value].some((character) => !alphabet.includes(character)) || !/^[0-9A-Y][0-9A-Y]\d{6}/.test(value)) return { ok: false, why: 'format' }
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
    const value = typed.slice(0, 40)
    const { why } = answer
    context.issues.push(why === 'check' ? issue(value, 'input.uscc_check', { value, expected: answer.expected }) : issue(value, 'input.uscc_format'))
    return z.NEVER
  })
  .meta({ example: '12100000400011227Y' })
