import { z } from 'zod'
import type { Arguments, MessageKey } from './messages.ts'
import { findResidentId, hideIn, hideResidentIds } from './resident-id.ts'

/**
 * A zod issue that speaks through the catalogue; web/issues.ts turns it into words in the reader's language. A
 * resident-ID number in what was typed is not repeated.
 */
export function issue<K extends MessageKey>(input: unknown, key: K, ...args: Arguments<K>) {
  const said = typeof input === 'string' ? hideResidentIds(input) : input
  return { code: 'custom' as const, input: said, message: key, params: { key, params: hideIn(args[0] ?? {}) } }
}

/** A value or nothing, in an answer. Unlike `nullable` it leaves a named schema as it is in the OpenAPI document. */
export const orNull = <S extends z.ZodType>(schema: S) => z.union([schema, z.null()])

/** PIPL art. 6, 28: the register never holds a resident-ID number. The number itself is not repeated in the answer. */
export const refuseResidentId = (context: z.core.ParsePayload<string>): void => {
  if (findResidentId(context.value) !== null) context.issues.push(issue('…', 'input.resident_id'))
}
