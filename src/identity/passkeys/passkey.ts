import { z } from 'zod'
import { refuse } from '../../kernel/errors.ts'
import { Id } from '../../kernel/ids.ts'
import { line } from '../../kernel/text.ts'
import type { Sent } from '../../web/forms.ts'

/** More than anybody has devices. */
export const mostPasskeys = 20

export const PasskeyName = z.object({ name: line(60) })

/** What a form brings back from the browser: which ceremony it answers, and the answer as JSON. */
const Answered = z.object({ id: Id, answer: z.string().min(2).max(20_000) })
export type Answered = z.infer<typeof Answered>

/** Reads it from the fields under a prefix. Nobody fills them in by hand, so what is wrong with them has no field. */
export function answeredIn(sent: Sent, prefix: string): Answered {
  const read = Answered.safeParse({ id: sent.get(`${prefix}-id`), answer: sent.get(`${prefix}-answer`) })
  if (!read.success) throw refuse('invalid', 'passkey.refused')
  return read.data
}

export const Ceremony = z
  .object({ id: Id, options: z.record(z.string(), z.unknown()) })
  .meta({ id: 'PasskeyCeremony', description: 'for navigator.credentials, as JSON (Web Authentication 3, 5.1.9)' })
