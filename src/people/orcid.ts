import { z } from 'zod'
import { issue } from '../kernel/zod.ts'

export type OrcidAnswer = { readonly ok: true; readonly value: string } | { readonly ok: false; readonly why: 'format' } | { readonly ok: false; readonly why: 'check'; readonly expected: string }

/** Reads an ORCID iD (ISO 7064 MOD 11-2), bare, hyphenated or as its https address; stored with hyphens. */
export function readOrcid(typed: string): OrcidAnswer {
  const digits = typed.normalize('NFKC').trim().toUpperCase().replace(/^(?:HTTPS?:\/\/)?(?:WWW\.)?ORCID\.ORG\//, '').replace(/[\s-]/g, '')
  if (!/^\d{15}[\dX]$/.test(digits)) return { ok: false, why: 'format' }
  const total = [...digits.slice(0, 15)].reduce((sum, digit) => (sum + Number(digit)) * 2, 0)
  const remainder = (12 - (total % 11)) % 11
  const expected = remainder === 10 ? 'X' : String(remainder)
  if (digits[15] !== expected) return { ok: false, why: 'check', expected }
  return { ok: true, value: digits.replace(/(.{4})(?=.)/g, '$1-') }
}

export const Orcid = z
  .string()
  .transform((typed, context) => {
    const answer = readOrcid(typed)
    if (answer.ok) return answer.value
    const value = typed.slice(0, 60)
    const { why } = answer
    context.issues.push(why === 'check' ? issue(value, 'input.orcid_check', { value, expected: answer.expected }) : issue(value, 'input.orcid_format'))
    return z.NEVER
  })
  .meta({ example: '0000-0002-1825-0097' })
