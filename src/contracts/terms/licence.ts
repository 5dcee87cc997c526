import { z } from 'zod'
import {
  Amount,
  Day,
  Days,
  flag,
  list,
  LongText,
  maybe,
  Months,
  open,
  PersonDays,
  Share,
  Text,
  Years,
} from './shapes.ts'

/** Patent licences; other kinds say some of it too. */
export const licenceTerms = {
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
  diligence: list(z.strictObject({ milestone: Text, by: Day }), 'Dates only the parties can know.'),
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
      personDays: PersonDays,
      months: Months,
      place: maybe(Text),
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
    z.strictObject({ until: Day }),
    'Talks on buying first; the price needs its own procedure (PTL 18).'
  ),
  recordalBy: z
    .enum(['licensor', 'licensee'])
    .default('licensor')
    .describe('The patentee holds the papers; due in three months (R.15).'),
}
