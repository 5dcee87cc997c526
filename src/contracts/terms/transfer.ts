import { z } from 'zod'
import { Day, Days, flag, Line, list, LongText, maybe, Months, open, PersonDays, Text } from './shapes.ts'

/** One completer's first refusal on equal terms (CC 847): when it was offered, what came back. */
const Waiver = z.strictObject({
  person: Line,
  offeredOn: Day,
  answer: z.enum(['declined', 'no_answer']),
  answeredOn: maybe(Day),
})

/** Transfers of patents and applications. */
export const transferTerms = {
  ownUse: open(LongText, 'Null declares that the assignor does not work the patent.'),
  retainedUse: z
    .enum(['none', 'academic'])
    .default('academic')
    .describe('Else the assignor stops on demand (SPC 24); a university must be able to go on with research.'),
  waivers: list(Waiver, 'The first refusal of the completers (CC 847), person by person.'),
  coOwnerConsents: list(z.strictObject({ owner: Text, on: Day }), 'Consents of co-owners who do not sign (PL 14).'),
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
      knowHow: maybe(LongText),
      personDays: PersonDays,
      months: Months,
    }),
    'Know-how and days of help that belong to the price.'
  ),
}
