import { z } from 'zod'
import { Id } from '../kernel/ids.ts'

/** The language forms of one issue: each wording alone, or both clause by clause. */
export const contractForms = ['zh-CN', 'en', 'bilingual'] as const
export type ContractForm = (typeof contractForms)[number]
export const contractStates = ['issued', 'superseded'] as const
export type ContractState = (typeof contractStates)[number]

/** What is asked for: an issue in one form. Another form of the same issue keeps its number. */
export const NewContract = z.strictObject({ locale: z.enum(contractForms) }).meta({ id: 'NewContract' })

export const Rendition = z.object({
  form: z.enum(contractForms),
  sha256: z.string().nullable().meta({ description: 'null while the PDF is being made' }),
})
export const Contract = z
  .object({
    id: Id,
    reference: z.string().meta({ description: 'contract number' }),
    agreementId: Id,
    state: z.enum(contractStates),
    verifyId: z.string(),
    issuedAt: z.string(),
    renditions: z.array(Rendition),
  })
  .meta({ id: 'Contract' })
export type Contract = z.infer<typeof Contract>
