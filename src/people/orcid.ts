import { z } from 'zod'
import { findResidentId, quote } from '../kernel/resident-id.ts'
import { issue } from '../kernel/zod.ts'

export type OrcidAnswer =
  | { readonly ok: true; readonly value: string }
  | { readonly ok: false; readonly why: 'format' }
  | { readonly ok: false; readonly why: 'check'; readonly expected: string }

/** Reads an ORCID iD (ISO 7064 MOD 11-2), bare, hyphenated or as its https address; stored with hyphens. */
export function readOrcid(typed: string): OrcidAnswer {
  const digits = typed
    .normalize('NFKC')
    .trim()
    .toUpperCase()
    .replace(/^ORCID(?: ID)?(?!\.):?\s*/, '')
    .replace(/^(?:HTTPS?:\/\/)?(?:WWW\.)?ORCID\.ORG\//, '')
    .replace(/[\s\-‐-―]|\/$/g, '')
  if (!/^\d{15}[\dX]$/.test(digits)) return { ok: false, why: 'format' }
  const total = Array.from(digits.slice(0, 15)).reduce((sum, digit) => (sum + Number(digit)) * 2, 0)
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
    const value = quote(typed, 60)
    if (findResidentId(typed) !== null) context.issues.push(issue('…', 'input.resident_id'))
    else if (answer.why === 'check')
      context.issues.push(issue(value, 'input.orcid_check', { value, expected: answer.expected }))
    else context.issues.push(issue(value, 'input.orcid_format', { value }))
    return z.NEVER
  })
  .meta({ example: '0000-0002-1825-0097' })
