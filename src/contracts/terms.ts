import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import { line, LongText, Text } from '../kernel/text.ts'

const Share = z.int().min(0).max(1_000_000)
const Days = z.int().min(1).max(365)
const Months = z.int().min(1).max(60)
const Years = z.int().min(1).max(30)
const Amount = z.int().min(0)
const flag = (value: boolean, reason: string) => z.boolean().default(value).describe(reason)
const open = <T extends z.ZodType>(shape: T, reason: string) => shape.nullable().default(null).describe(reason)
const list = <T extends z.ZodType>(shape: T, reason: string) => z.array(shape).max(200).default([]).describe(reason)

/** CC 470, Arbitration Law: one court or one named commission. "Arbitration in China" alone fails. */
export const Dispute = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('court'),
    seat: z.enum(['defendant', 'licensor', 'licensee', 'assignor', 'assignee']),
  }),
  z.strictObject({
    way: z.literal('arbitration'),
    commission: Text,
    place: Text.nullable().default(null),
    arbitrators: z.literal([1, 3]).default(3),
  }),
])

/** A right of a third party on the patents: goes on (SPC 24) unless it is released by a date. */
const Encumbrance = z.strictObject({
  kind: z.enum(['licence', 'pledge', 'preservation', 'dispute', 'other']),
  holder: Text,
  scope: Text,
  reference: line(100).nullable().default(null),
  releaseBy: CalendarDate.nullable().default(null),
})
/** One completer's first refusal on equal terms (CC 847): when it was offered, what came back. */
const Waiver = z.strictObject({
  person: line(100),
  offeredOn: CalendarDate,
  answer: z.enum(['declined', 'no_answer']),
  answeredOn: CalendarDate.nullable().default(null),
})

/** PTL 18: a price by agreement is posted inside the unit; a listing or an auction says when where it is known. */
const Pricing = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('agreement'), from: CalendarDate, to: CalendarDate }),
  z.strictObject({
    method: z.enum(['listing', 'auction']),
    venue: Text.nullable().default(null),
    from: CalendarDate.nullable().default(null),
    to: CalendarDate.nullable().default(null),
  }),
])

const common = {
  dispute: Dispute.default({ way: 'court', seat: 'defendant' }).describe(
    'Whoever sues goes to the other side: favours nobody, and is what procedure law says anyway.'
  ),
  governingLaw: open(
    Text,
    'Null is the law of the mainland; another law only where a party is foreign (Law on Application of Law 41).'
  ),
  prevailingLanguage: z.enum(['zh-CN', 'en']).default('zh-CN').describe('Registries and courts read the Chinese text.'),
  copies: z
    .int()
    .min(2)
    .max(20)
    .default(4)
    .describe('Two for each of two parties; the spare ones serve the registries.'),
  signingPlace: open(Text, 'Said only where it matters to the parties.'),
  background: open(LongText, 'One recital of their own, in their words.'),
  serviceInvention: flag(true, 'What a university owns is nearly always a service invention (PL 6).'),
  secrecyYears: Years.default(5).describe('Usual between universities and firms; longer favours the one who tells.'),
  lateRate: Share.default(300).describe('0.03 % a day, near 11 % a year: hurts, and no court will cut it.'),
  liquidated: Share.default(200_000).describe(
    '20 % of the contract value for the gravest breaches, the same for both sides (CC 585).'
  ),
  liabilityCap: z
    .int()
    .min(0)
    .max(10_000_000)
    .default(1_000_000)
    .describe('Once the contract value, both ways, with carve-outs (CC 506).'),
  vat: z
    .enum(['taxable', 'exempt'])
    .default('taxable')
    .describe(
      'Relief is a choice with consequences for 36 months; without it the ordinary rule, and the payer deducts.'
    ),
  relatedParty: open(LongText, 'Null declares that nobody is related to a completer.'),
  pricing: open(Pricing, 'How the price was found and when it was posted (PTL 18); null leaves a plain warranty.'),
  exportControl: open(
    z.enum(['free', 'restricted']),
    'Result of the catalogue check; needed as soon as a party is not of the mainland (TIE 33-38).'
  ),
  fundingDuties: list(
    z.strictObject({ funder: Text, duty: Text }),
    'Duties towards a funder that the other side has to know of.'
  ),
  encumbrances: list(Encumbrance, 'None is declared unless one is named.'),
  documents: list(Text, 'Empty stands for the register extract, the published text and what the clause names.'),
  deliveryDays: Days.default(30).describe('A month is enough to copy a file.'),
  annexes: list(
    z.strictObject({ title: Text, sha256: line(64).nullable().default(null) }),
    'Feasibility study, task book, drawings: part of the contract only when named (CC 845).'
  ),
  special: open(LongText, 'What the parties agreed beyond the wording.'),
}

const licence = {
  haveMade: flag(true, 'A firm without a plant can use the patent only so; it answers for its makers.'),
  affiliates: flag(false, 'A wider circle of users is a matter of price, so it is asked for.'),
  sublicence: z.enum(['none', 'with_consent', 'free']).default('none').describe('CC 867: only if granted.'),
  sublicenceShare: Share.default(200_000).describe(
    'A fifth of what sub-licensees pay: the licensee bears their acquisition.'
  ),
  soleDelegation: z
    .enum(['allowed', 'excluded'])
    .default('allowed')
    .describe('A university cannot work a patent itself; SPC 27 counts one ordinary licence as its own working.'),
  reservedAcademic: flag(true, 'Teaching and research go on; nothing is sold.'),
  reservedRights: list(z.strictObject({ who: Text, purpose: Text }), 'Who else may do what, by name.'),
  enforcementLead: open(
    z.enum(['licensor', 'licensee']),
    'Null: the exclusive licensee acts first, else the licensor, as each may sue by law.'
  ),
  recoveryShare: Share.default(200_000).describe(
    'A fifth of what is left goes to the side that did not act; it lent its name.'
  ),
  stepInAnnuity: flag(true, 'The licensee may save the patent and deduct; costs the licensor nothing it does not owe.'),
  stackingFloor: Share.default(500_000).describe(
    'Third-party royalties are shared, but at least half of the royalty stays.'
  ),
  deductions: z
    .array(z.enum(['tax', 'returns', 'discounts', 'freight']))
    .default(['tax', 'returns', 'discounts', 'freight'])
    .describe('What the licensee does not keep is not its sales.'),
  combinationRule: flag(true, 'Royalty on the part that uses the patent, not on the whole machine.'),
  auditYears: Years.default(3).describe('The period of limitation (CC 188).'),
  auditTolerance: Share.default(50_000).describe('Above 5 % short the licensee bears the audit.'),
  diligence: list(z.strictObject({ milestone: Text, by: CalendarDate }), 'Dates only the parties can know.'),
  exclusivityLoss: z
    .enum(['to_ordinary', 'terminate', 'none'])
    .default('to_ordinary')
    .describe('The invention shall be used; the firm keeps what it has built.'),
  sellOffMonths: Months.default(6).describe('Stock is sold, royalty is paid on it.'),
  acceptanceDays: Days.default(30).describe('Time to read and try; silence accepts.'),
  acceptanceTargets: list(Text, 'Figures the technology has to reach, when they were promised.'),
  knowHow: open(LongText, 'Unpublished knowledge handed over with the patent (CC 866, 868).'),
  service: open(
    z.strictObject({
      personDays: z.int().min(1).max(2000),
      months: Months,
      place: Text.nullable().default(null),
      dayRate: Amount,
    }),
    'Days of help beyond the guidance the law owes anyway (CC 866).'
  ),
  improvementsOption: open(Months, 'Null: each its own (CC 875); else so many months of paid first talks, both ways.'),
  changeOfControl: z
    .enum(['notice', 'consent'])
    .default('notice')
    .describe('The licensor shall know whom it deals with; a veto depresses the firm.'),
  optionToBuy: open(
    z.strictObject({ until: CalendarDate }),
    'Talks on buying first; the price needs its own procedure (PTL 18).'
  ),
  recordalBy: z
    .enum(['licensor', 'licensee'])
    .default('licensor')
    .describe('The patentee holds the papers; due in three months (R.15).'),
}

const transfer = {
  ownUse: open(LongText, 'Null declares that the assignor does not work the patent.'),
  retainedUse: z
    .enum(['none', 'academic'])
    .default('academic')
    .describe('Else the assignor stops on demand (SPC 24); a university must be able to go on with research.'),
  waivers: list(Waiver, 'The first refusal of the completers (CC 847), person by person.'),
  coOwnerConsents: list(
    z.strictObject({ owner: Text, on: CalendarDate }),
    'Consents of co-owners who do not sign (PL 14).'
  ),
  familyScope: z
    .enum(['listed', 'family'])
    .default('listed')
    .describe('What is sold is what is listed; foreign members have their own price.'),
  pastClaims: z
    .enum(['assignor', 'assignee'])
    .default('assignee')
    .describe('After the sale the assignor has no interest in suing.'),
  registrationBy: z.enum(['assignor', 'assignee']).default('assignor').describe('The patentee of record files.'),
  registrationDays: Days.default(15).describe('Counted in working days; the papers are standard.'),
  registrationFee: z
    .enum(['assignor', 'assignee', 'shared'])
    .default('assignee')
    .describe('Who wants the register changed pays the small fee.'),
  agencyHandoverDays: Days.default(15).describe('Before the next deadline can be missed.'),
  sameDayPair: flag(false, 'An invention and a utility model filed the same day for the same thing go together.'),
  escrow: open(z.strictObject({ agent: Text }), 'A third hand holds the price until the register is changed.'),
  help: open(
    z.strictObject({
      knowHow: LongText.nullable().default(null),
      personDays: z.int().min(1).max(2000),
      months: Months,
    }),
    'Know-how and days of help that belong to the price.'
  ),
}

/**
 * The choices that switch and fill clauses: shape, fair default between university and firm, and why it is fair.
 * Later facts are one line each. Amounts are minor units of the contract's currency, shares are millionths.
 */
export const Terms = z.strictObject({ ...common, ...licence, ...transfer })
export type Terms = z.infer<typeof Terms>
