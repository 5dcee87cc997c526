import { z } from 'zod'
import {
  Amount,
  choice,
  Count,
  Day,
  Days,
  flag,
  Line,
  list,
  LongText,
  maybe,
  Months,
  open,
  PartyNumber,
  Share,
  Text,
  usual,
  Years,
} from './shapes.ts'

/** Phases and kinds of risk (contracts/README 5, models.md): one model for project and task. */
export const riskPhases = ['research', 'pilot', 'industrialisation', 'market'] as const
export const riskKinds = ['technical', 'supply', 'regulatory', 'ip', 'market', 'financing', 'safety'] as const

/** Who bears which part of one risk in one phase; `bearers` has one share a party, in their order, and sums to the whole. */
const Risk = z.strictObject({
  phase: z.enum(riskPhases),
  risk: z.enum(riskKinds),
  bearers: z.array(Share).min(2).max(20),
  /** The most that each side bears of it. */
  cap: maybe(Amount),
  noticeDays: Days.default(10),
  exit: z.boolean().default(false),
})

/** Research and development, and what is made of its results. */
export const developmentTerms = {
  goal: open(LongText, 'What is to be reached, in figures where there are any (CC 845, 852).'),
  content: open(LongText, 'What is to be done.'),
  method: open(LongText, 'The technical route.'),
  milestones: list(
    z.strictObject({ what: Text, by: Day, result: maybe(Text) }),
    'The plan by phases (CC 853): what is ready when, and what shows it.'
  ),
  inputs: list(
    z.strictObject({ what: Text, by: maybe(Day), giveBack: z.boolean().default(true) }),
    'Documents, data, samples and help that the client owes (CC 852).'
  ),
  tasks: list(
    z.strictObject({ party: PartyNumber, work: Text, by: maybe(Day) }),
    'Who does what (CC 855); who only pays is a client (SPC 19).'
  ),
  contributions: list(
    z.strictObject({
      party: PartyNumber,
      kind: z.enum(['funds', 'equipment', 'technology', 'personnel', 'site']),
      what: Text,
      value: maybe(Amount),
      by: maybe(Day),
    }),
    'What each side brings (CC 855).'
  ),
  committee: open(
    z.strictObject({ membersEach: Count, meetsEveryMonths: Months, chair: PartyNumber }),
    'A steering group, where there is more to decide than two leads can.'
  ),
  budget: list(z.strictObject({ item: Text, amount: Amount }), 'Lines of the budget; they sum to the contract value.'),
  budgetTolerance: usual(Share, 100_000, 'A tenth between lines moves without asking: research is not a shop.'),
  budgetBalance: choice(['developer', 'client'], 'developer', 'A fixed price: who saves keeps, who overspends pays.'),
  changeReplyDays: usual(Days, 15, 'Two weeks to answer a wish for change; silence is no.'),
  outsourcing: list(z.strictObject({ what: Text, to: Text }), 'Parts given out with consent from the start.'),
  risk: list(
    Risk,
    'Empty leaves the law: a failure nobody could avoid is shared reasonably (CC 858). Rows share it by phase.'
  ),
  riskNoticeDays: usual(Days, 10, 'Both must tell the other at once (CC 858).'),
  stopTable: list(
    z.strictObject({ phase: Text, refundShare: Share, results: Text }),
    'What is paid back and who keeps what when the work stops in a phase.'
  ),
  deliverables: list(
    z.strictObject({ what: Text, form: maybe(Text), copies: maybe(Count), by: maybe(Day) }),
    'What is handed over, in which form, when.'
  ),
  acceptanceStandard: open(LongText, 'Against what it is accepted; empty stands for goal and figures of the contract.'),
  acceptanceMethod: choice(
    ['documents', 'meeting', 'test', 'third_party'],
    'meeting',
    'Both sides look at it together and sign the minutes.'
  ),
  acceptanceTester: open(Text, 'The body that tests, where a third party does.'),
  acceptanceRounds: usual(Count, 2, 'One chance to mend.'),
  resultsOwner: open(
    z.enum(['developer', 'client', 'joint']),
    'Who may apply for patents on the results. Must be chosen: silence gives it to the developer (CC 859).'
  ),
  resultOwners: list(
    z.strictObject({ result: Text, owner: z.enum(['developer', 'client', 'joint']) }),
    'Where one kind of result has another owner than the rest.'
  ),
  knowHowResults: choice(
    ['each_free', 'developer', 'client'],
    'each_free',
    'Each may use and license in the ordinary way and keep the income (CC 861).'
  ),
  resultsUse: choice(
    ['free', 'paid'],
    'free',
    'Who paid for the work may use the results without paying again (CC 859).'
  ),
  jointShares: list(Share, 'Shares of the parties, in their order, in joint results; empty means equal ones.'),
  jointLicensing: choice(
    ['ordinary_alone', 'consent'],
    'ordinary_alone',
    'Each may license in the ordinary way alone and shares the income (PL 14).'
  ),
  filingLead: open(PartyNumber, 'Who files joint applications; null: the party named first.'),
  backgroundIp: list(
    z.strictObject({
      party: PartyNumber,
      what: Text,
      reference: maybe(Line),
      after: z.enum(['none', 'free', 'paid']).default('paid'),
    }),
    'What each side owned before and brings in; `after`: whether the other may use it once the work is done.'
  ),
  keyPersons: list(z.strictObject({ name: Line, duty: Text }), 'Whose change needs a word with the other side.'),
  replaceDays: usual(Days, 15, 'Time to name somebody of the same standing.'),
  students: flag(true, 'Students work on it under deeds of assignment and secrecy, and may still graduate.'),
  publicationReviewDays: usual(Days, 30, 'The other side reads a paper before it is sent out.'),
  publicationDelayMonths: usual(Months, 6, 'Long enough to file an application.'),
  openSource: choice(
    ['none', 'with_consent', 'allowed'],
    'with_consent',
    'A copyleft licence in the results has to be known before.'
  ),
  equipmentOwner: choice(
    ['developer', 'client'],
    'developer',
    'What the university buys for the work stays where people can use it.'
  ),
  recordsYears: usual(Years, 5, 'Raw data and lab books can be looked at that long.'),
  duplicateProject: flag(true, 'The developer declares that nobody else has paid for the same result.'),
  exploitation: choice(
    ['implementer', 'joint', 'open'],
    'implementer',
    'Who works the achievement in a cooperative transformation (PTL 16, 40).'
  ),
}
