import { z } from 'zod'
import { issue } from '../kernel/zod.ts'

/** `A01B 1/00` in the spelling of the scheme; null when it is not well formed. Whether it exists is not asked: editions change. */
export function readIpc(typed: string): string | null {
  const match = /^([A-H])\s*(\d{2})\s*([A-Z])\s*(\d{1,4})\s*\/\s*(\d{2,6})$/.exec(typed.normalize('NFKC').trim().toUpperCase())
  return match ? `${match[1]}${match[2]}${match[3]} ${match[4]}/${match[5]}` : null
}

export const Ipc = z
  .string()
  .transform((typed, context) => {
    const value = readIpc(typed)
    if (value !== null) return value
    context.issues.push(issue(typed.slice(0, 30), 'input.ipc', { value: typed.slice(0, 30) }))
    return z.NEVER
  })
  .meta({ example: 'H01M 10/0525' })
