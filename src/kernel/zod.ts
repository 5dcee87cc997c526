import { z } from 'zod'
import type { Arguments, MessageKey } from './messages.ts'
import { findResidentId } from './resident-id.ts'

/** A zod issue that speaks through the catalogue; web/problems.ts turns it into words in the reader's language. */
export function issue<K extends MessageKey>(input: unknown, key: K, ...args: Arguments<K>) {
  return { code: 'custom' as const, input, message: key, params: { key, params: args[0] ?? {} } }
}

/** PIPL art. 6, 28: the register never holds a resident-ID number. The number itself is not repeated in the answer. */
export const refuseResidentId = (context: z.core.ParsePayload<string>): void => {
  if (findResidentId(context.value) !== null) context.issues.push(issue('…', 'input.resident_id'))
}
