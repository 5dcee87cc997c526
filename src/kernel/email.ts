import { z } from 'zod'
import { issue, refuseResidentId } from './zod.ts'

// Narrower than RFC 5321 on purpose: no quotes, comments, lists, blanks or controls, so that one address is one recipient.
const local = "[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+(?:\\.[A-Za-z0-9!#$%&'*+/=?^_`{|}~-]+)*"
const label = '[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?'
const address = new RegExp(`^${local}@${label}(?:\\.${label})+$`)

/** One plain address of at most 254 characters (RFC 5321, 4.5.3.1). */
export function isEmail(text: string): boolean {
  return text.length <= 254 && text.indexOf('@') <= 64 && address.test(text)
}

/** Checked at input and again at the outbox; kept in lower case, since nobody means two people by it. */
export const Email = z
  .string()
  .transform((text) => text.trim().toLowerCase())
  .pipe(
    z
      .string()
      .check(refuseResidentId)
      .check((context) => {
        if (!isEmail(context.value)) context.issues.push(issue(context.value.slice(0, 100), 'input.email'))
      })
  )
  .meta({ format: 'email', example: 'li.na@example.edu.cn' })
