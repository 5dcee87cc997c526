import { z } from 'zod'
import { Email } from '../../kernel/email.ts'
import { Id } from '../../kernel/ids.ts'
import { signInMethods } from '../session.ts'

export const Session = z
  .object({
    id: z.string(),
    method: z.enum(signInMethods),
    browser: z.string().meta({ example: 'Chrome, Windows' }),
    createdAt: z.string(),
    seenAt: z.string(),
    current: z.boolean(),
  })
  .meta({ id: 'Session' })

export const NewAddress = z.object({ email: Email })

const Code = z.string().min(1).max(40)
/** Named as on the page that asks for it. */
export const ProofCode = z.object({ 'proof-id': Id, 'proof-code': Code })
export type ProofCode = z.infer<typeof ProofCode>
/** One code came to each address: both are typed into the same form. */
export const BothCodes = z.object({ newId: Id, newCode: Code, oldId: Id, oldCode: Code })
export type BothCodes = z.infer<typeof BothCodes>
