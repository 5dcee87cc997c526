import { z } from 'zod'
import {
  choice,
  Count,
  Day,
  Days,
  flag,
  Hours,
  Line,
  list,
  LongText,
  maybe,
  Months,
  open,
  Share,
  Text,
  usual,
  Years,
} from './shapes.ts'

/** Consulting, service, training and intermediary contracts (CC 878-887, 961-966; SPC 30-41). */
export const serviceTerms = {
  questions: list(Text, 'What the client wants to know (CC 878).'),
  reportForm: open(Text, 'Written report, expert opinion, evaluation …'),
  reportDue: open(Day, 'When the report, or the work, is due.'),
  reportCopies: usual(Count, 2, 'One for the file, one for the desk.'),
  conditions: list(Text, 'Site, power, staff and the like that the client provides (CC 882).'),
  defectNoticeDays: usual(Days, 10, 'Silence accepts the client’s data as they are (SPC 32, 35).'),
  costsBearer: choice(['contractor', 'client'], 'contractor', 'Cost is part of the fee unless agreed (CC 886).'),
  resultsFromData: choice(
    ['maker', 'client', 'joint'],
    'maker',
    'New results belong to the side that makes them (CC 885).'
  ),
  citing: flag(false, 'Whether the consultant may cite the case in teaching, without names (SPC 31).'),
  trainees: open(
    z.strictObject({ count: Count, qualification: maybe(Text) }),
    'How many learn, and what they have to know before (SPC 36).'
  ),
  teachers: list(z.strictObject({ name: Line, title: maybe(Text) }), 'Who teaches; a change needs a word (SPC 36).'),
  syllabus: list(z.strictObject({ topic: Text, hours: Hours }), 'The plan of the course.'),
  trainingPlace: open(Text, 'Where it is held.'),
  facilityBy: choice(['client', 'trainer'], 'client', 'The client provides the place unless agreed (SPC 37).'),
  certificate: flag(true, 'Who passes gets a paper.'),
  matter: open(LongText, 'What is to be brought about: with whom, on which technology (SPC 38).'),
  duties: list(Text, 'What the intermediary does: search, introduce, prepare, follow up.'),
  rewardShare: open(Share, 'The reward as a share of the price of the deal; null: the amount of the remuneration.'),
  rewardTrigger: choice(
    ['contract_signed', 'first_payment'],
    'first_payment',
    'No deal, no reward (CC 963, SPC 40); paid out of money that has come in.'
  ),
  rewardPayer: choice(['client', 'both'], 'client', 'Who asked pays, unless both sides agreed to share (CC 963).'),
  expenses: choice(
    ['intermediary', 'client'],
    'intermediary',
    'The intermediary bears its cost unless agreed (CC 963, 964).'
  ),
  tailMonths: usual(Months, 12, 'A deal behind the intermediary’s back within a year still earns the reward (CC 965).'),
  exclusiveMandate: flag(false, 'Whether nobody else may be asked meanwhile.'),

  purpose: open(LongText, 'Why information or material changes hands.'),
  information: open(LongText, 'What is confidential; empty stands for all that is marked or plainly so.'),
  direction: choice(['mutual', 'one_way'], 'mutual', 'In talks both sides tell.'),
  marking: choice(['marked', 'all'], 'all', 'Whoever reads it knows whether it is secret.'),
  oralConfirmDays: usual(Days, 15, 'What was said is put down in writing, or it does not count as marked.'),
  exchangeMonths: usual(Months, 12, 'How long things are told.'),
  returnDays: usual(Days, 30, 'A month to give back or destroy.'),
  penalty: open(Share, 'Nothing: damages alone; else liquidated damages as a share of the contract value.'),
  residuals: flag(false, 'Whether what stays in unaided memory may be used: favours the one who listens.'),
  secrecyWhileSecret: flag(true, 'Know-how is kept as long as it is secret, whatever the years say.'),
  recordYears: usual(Years, 3, 'How long lists of who has seen what are kept.'),
}
