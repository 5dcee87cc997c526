import { z } from 'zod'
import { contractForms } from '../contracts/form.ts'
import { Id } from '../kernel/ids.ts'
import { issue } from '../kernel/zod.ts'

export const contractStates = ['issued', 'superseded'] as const
export type ContractState = (typeof contractStates)[number]

/** What is asked for: an issue, or a draft, in one form. Another form of the same issue keeps its number. */
export const NewContract = z.strictObject({ locale: z.enum(contractForms) }).meta({ id: 'NewContract' })

const Rendition = z.object({
  form: z.enum(contractForms),
  sha256: z.string().nullable().meta({ description: 'null while the PDF is being made' }),
  size: z.int().nullable(),
  problem: z
    .string()
    .nullable()
    .meta({ description: 'why it could not be made; asking for the form again tries anew' }),
})
export const Contract = z
  .object({
    id: Id,
    reference: z.string().meta({ description: 'contract number' }),
    agreementId: Id,
    state: z.enum(contractStates),
    supersededBy: z.string().nullable().meta({ description: 'number of the issue that took its place' }),
    verifyId: z.string(),
    issuedAt: z.string(),
    version: z.int(),
    renditions: z.array(Rendition),
  })
  .meta({ id: 'Contract' })

/** All that anybody may learn about a contract without being a party to it. */
export const Verification = z
  .object({
    issued: z.boolean(),
    issuedAt: z.string().nullable(),
    state: z.enum(contractStates).nullable(),
  })
  .meta({ id: 'Verification' })
export type Verification = z.infer<typeof Verification>

const hex = (digits: number, key: 'verify.hash_format' | 'verify.prefix_format') =>
  z
    .string()
    .max(500)
    .transform((text) => text.normalize('NFKC').replace(/\s/g, '').toLowerCase())
    .check((context) => {
      if (!new RegExp(`^[0-9a-f]{${digits}}$`).test(context.value))
        context.issues.push(issue(context.value.slice(0, 100), key))
    })

/** What is shown to be verified. A number alone tells nothing: it can be guessed, so it needs the start of the hash. */
export const VerifyQuery = z
  .object({
    sha256: hex(64, 'verify.hash_format').optional(),
    id: z.string().max(100).optional().meta({ description: 'the last part of the QR code’s address' }),
    number: z
      .string()
      .max(100)
      .transform((text) => text.normalize('NFKC').trim().toUpperCase())
      .optional(),
    prefix: hex(12, 'verify.prefix_format').optional(),
  })
  .check((context) => {
    const { sha256, id, number, prefix } = context.value
    if (sha256 === undefined && id === undefined && (number === undefined || prefix === undefined))
      context.issues.push(issue(null, 'verify.ask_one'))
  })
export type VerifyQuery = z.infer<typeof VerifyQuery>
