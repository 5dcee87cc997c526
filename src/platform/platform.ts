import { z } from 'zod'
import { Email } from '../kernel/email.ts'
import { Id } from '../kernel/ids.ts'
import { line, Text } from '../kernel/text.ts'

/** A government body that sees the numbers of some offices, with the first who looks at them. */
export const NewGovernment = z
  .strictObject({ name: Text, offices: z.array(Id).min(1), viewerName: line(100), viewerEmail: Email })
  .meta({ id: 'NewGovernment' })
export type NewGovernment = z.infer<typeof NewGovernment>
