import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import { Money } from '../kernel/money.ts'
import { line, Text } from '../kernel/text.ts'
import { patentKinds } from '../patents/patent.ts'
import { kindIds } from './kinds/index.ts'
import { Remuneration } from './remuneration.ts'
import { exclusivities, partyRoles } from './roles.ts'
import { Terms } from './terms/index.ts'

/** A party as it signs. `organisationId` is its entry in the register, never printed. `legalRepresentative` is the person who acts for it by law or, abroad, by its own rules. */
export const ContractParty = z.strictObject({
  organisationId: z.string().optional(),
  role: z.enum(partyRoles),
  name: Text,
  uscc: z.string().optional(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  address: Text.optional(),
  legalRepresentative: line(100).optional(),
  /** Who signs instead, under a mandate (by `mandateUntil` at the latest). */
  signatory: z.strictObject({ name: line(100), title: Text, mandateUntil: CalendarDate.optional() }).optional(),
  contact: z.strictObject({ name: line(100), email: z.string().optional(), phone: z.string().optional() }).optional(),
  bank: z.strictObject({ name: Text, account: line(60) }).optional(),
})
export type ContractParty = z.infer<typeof ContractParty>

/** CC 845(3): name of the invention, applicant and patentee, filing date, application number, patent number, term. */
export const ContractPatent = z.strictObject({
  patentId: z.string().optional(),
  title: Text,
  kind: z.enum(patentKinds),
  /** WIPO ST.3. */
  officeCode: z.string(),
  applicationNumber: z.string().optional(),
  patentNumber: z.string().optional(),
  filingDate: CalendarDate.optional(),
  grantDate: CalendarDate.optional(),
  applicants: z.array(Text).default([]),
  patentees: z.array(Text).default([]),
  inventors: z.array(line(100)).default([]),
  /** The last day on which it is in force. */
  expiryDate: CalendarDate.optional(),
  annuityPaidTo: CalendarDate.optional(),
})
export type ContractPatent = z.infer<typeof ContractPatent>

/**
 * Everything a contract says, frozen as JSON in the issued row. What is optional here may be missing in a draft;
 * `missing` of the kind tells what an issue still needs. Choices that have a default live in `terms`.
 */
export const ContractFacts = z.strictObject({
  /** Null while it is a draft: a preview has no number. */
  number: z.string().nullable(),
  /** Where an issue can be checked, as its QR code says it; frozen, so that another address later changes no byte. */
  verifyUrl: z.string().nullable().default(null),
  kind: z.enum(kindIds),
  parties: z.array(ContractParty).default([]),
  patents: z.array(ContractPatent).default([]),
  exclusivity: z.enum(exclusivities).optional(),
  territory: Text.optional(),
  field: Text.optional(),
  term: z.strictObject({ start: CalendarDate.optional(), end: CalendarDate.optional() }).prefault({}),
  contractValue: Money.optional(),
  technologyValue: Money.optional(),
  remuneration: Remuneration.optional(),
  terms: Terms.prefault({}),
})
export type ContractFacts = z.infer<typeof ContractFacts>
/** As it may be written: whatever has a default may be left out. */
export type ContractFactsInput = z.input<typeof ContractFacts>

/** Whether two say the same, whatever number and address an issue gave them. Facts of an older shape say something else. */
export function sameFacts(one: ContractFacts, other: ContractFacts): boolean {
  const said = (facts: ContractFacts) =>
    JSON.stringify({ ...ContractFacts.safeParse(facts).data, number: null, verifyUrl: null })
  return said(one) === said(other)
}
