import { z } from 'zod'
import { quote } from '../kernel/resident-id.ts'
import { issue } from '../kernel/zod.ts'

// Section, class, subclass, main group (1-4 digits), subgroup (2-6 digits); a version such as (2006.01)I may follow.
const symbol = /^([A-H]\d{2}[A-Z])\s*(\d{1,4})\s*\/\s*(\d{2,6})(?:\s*\(\d{4}\.\d{2}\)\s*[A-Z]*)?$/

/**
 * `A01B 1/00` in the spelling of the scheme, without its version; null when it is not well formed. Whether it exists
 * is not asked: editions change every January (numbers.md).
 */
export function readIpc(typed: string): string | null {
  const match = symbol.exec(typed.normalize('NFKC').trim().toUpperCase())
  return match ? `${match[1]} ${match[2]}/${match[3]}` : null
}

export const Ipc = z
  .string()
  .transform((typed, context) => {
    const value = readIpc(typed)
    if (value !== null) return value
    const said = quote(typed, 30)
    context.issues.push(issue(said, 'input.ipc', { value: said }))
    return z.NEVER
  })
  .meta({ example: 'H01M 10/0525' })
