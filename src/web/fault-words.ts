import type { Fault } from '../kernel/errors.ts'
import { fill, type Locale } from '../kernel/messages.ts'

/** A fault as a sentence. Parameters that are catalogue keys (`state.draft`) are said in the same language. */
export function sayFault(fault: Fault, locale: Locale): string {
  return fill(locale, fault.key, fault.params)
}

/** `contributors.1.share`: how a place is written in problem+json and as a form field's name. */
export const pathOf = (fault: Fault): string => fault.path.join('.')
