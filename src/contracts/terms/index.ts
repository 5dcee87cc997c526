import { z } from 'zod'
import { commonTerms } from './common.ts'
import { developmentTerms } from './development.ts'
import { licenceTerms } from './licence.ts'
import { rightsTerms } from './rights.ts'
import { serviceTerms } from './services.ts'
import { transferTerms } from './transfer.ts'
import { ventureTerms } from './ventures.ts'

/**
 * The facts that switch and fill clauses: shape, fair default between university and firm, and why it is fair. One
 * name means one thing in every kind; which of them a kind can carry is what its wording says. Amounts are minor units
 * of the contract's currency, shares are millionths.
 */
export const Terms = z.strictObject({
  ...commonTerms,
  ...licenceTerms,
  ...transferTerms,
  ...rightsTerms,
  ...developmentTerms,
  ...serviceTerms,
  ...ventureTerms,
})
export type Terms = z.infer<typeof Terms>
export type TermsInput = z.input<typeof Terms>
export type TermName = keyof Terms
