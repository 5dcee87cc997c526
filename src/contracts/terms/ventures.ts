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
  Share,
  Text,
  usual,
} from './shapes.ts'

/** Equity, pledges, distribution of income, and papers that change or end another contract. */
export const ventureTerms = {
  contribution: choice(
    ['ownership', 'use'],
    'ownership',
    'The company owns what is paid in as capital unless agreed (SPC 16).'
  ),
  valuation: open(
    z.strictObject({ method: z.enum(['appraisal', 'agreement']), amount: Amount, on: Day, reference: maybe(Line) }),
    'How the value was found (Company Law 48, PTL 16, 18).'
  ),
  registeredCapital: open(Amount, 'Of the company, with this contribution.'),
  equityShare: open(Share, 'What the technology gives of the company.'),
  shareholdings: list(
    z.strictObject({ holder: Text, capacity: z.enum(['unit', 'completer', 'investor']), share: Share }),
    'Who holds which part of the company; completers at least half of what the technology gives (PTL 45).'
  ),
  paidUpBy: open(Day, 'When the capital is paid up, in five years at the latest (Company Law 47).'),
  boardSeats: open(Count, 'Seats of the contributor on the board.'),
  vetoMatters: list(Text, 'What needs the contributor’s yes.'),
  exitTerms: open(LongText, 'How the contributor leaves.'),
  reversion: flag(true, 'The technology comes back when the company does not use it or is wound up.'),
  reversionMonths: usual(Months, 24, 'Two years without use.'),

  debt: open(
    z.strictObject({ what: Text, reference: maybe(Line), dueOn: Day }),
    'The claim that the pledge secures, and when it is due.'
  ),
  securedScope: open(Text, 'Empty stands for principal, interest, damages and the cost of enforcement (CC 389).'),
  pledgeValue: open(Amount, 'What the patents were valued at.'),
  pledgeLicences: choice(
    ['with_consent', 'ordinary_allowed'],
    'with_consent',
    'A pledged right is licensed or sold with the pledgee’s consent only (CC 444).'
  ),

  incomeSource: open(LongText, 'Which contracts the income comes from.'),
  netIncome: open(LongText, 'What is deducted before; each deduction with a voucher.'),
  completersShare: usual(Share, 700_000, 'At least half by law (PTL 45), seven tenths in most provinces.'),
  collegeShare: usual(Share, 0, 'What the college gets of the unit’s part.'),
  distribution: list(
    z.strictObject({ person: Line, role: maybe(Text), share: Share }),
    'The completers’ part among them; sums to the whole.'
  ),
  payoutDays: usual(Days, 60, 'After each receipt; the tax relief needs it within 36 months.'),

  original: open(
    z.strictObject({ title: Text, reference: Line, signedOn: Day }),
    'The contract that is changed or ended.'
  ),
  changes: list(
    z.strictObject({ clause: Text, before: LongText, after: LongText }),
    'What it said, what it says from now on.'
  ),
  changesFrom: open(Day, 'Null: from signature.'),
  endsOn: open(Day, 'The day on which the contract ends.'),
  endReason: open(LongText, 'Why it ends.'),
  settlement: list(
    z.strictObject({ what: Text, amount: maybe(Amount), by: maybe(Day) }),
    'What is still paid, given back or done.'
  ),
  mutualRelease: flag(true, 'Once settled nobody owes the other anything more.'),
}
