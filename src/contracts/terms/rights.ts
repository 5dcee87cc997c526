import { z } from 'zod'
import { choice, Day, Days, flag, Line, list, LongText, maybe, Months, open, Share, Text, usual } from './shapes.ts'

/** Know-how, applications, options, materials and open licences. */
export const rightsTerms = {
  knowHowItems: list(
    z.strictObject({ what: Text, maturity: maybe(Text), documents: maybe(Text) }),
    'What the know-how consists of (CC 845, 868).'
  ),
  patenting: open(
    z.enum(['giver', 'taker', 'joint', 'nobody']),
    'Who may file for a patent on the know-how. In a transfer the law is silent, so it must be chosen (CC 868).'
  ),
  remainingUse: choice(['none', 'research', 'use'], 'research', 'What the giver may still do with it (CC 861, 862).'),
  trialDays: usual(Days, 60, 'Time to try whether it works as promised (CC 868, 870).'),
  prosecutionBy: choice(
    ['giver', 'taker'],
    'giver',
    'Who speaks with the patent office: the applicant until the register is changed.'
  ),
  prosecutionCost: choice(['giver', 'taker', 'shared'], 'giver', 'Follows who prosecutes.'),
  feeBeforeGrant: usual(Share, 500_000, 'Half of the running fee until grant: a right that may fail is worth less.'),
  refusalRefund: usual(Share, 0, 'What is paid back when the application fails after registration (SPC 23: nothing).'),

  optionUntil: open(Day, 'The last day on which the option can be used.'),
  optionCredit: usual(Share, 1_000_000, 'The fee counts towards the price of the contract that follows.'),
  optionTerms: open(LongText, 'The main terms of the contract that follows: kind, price or how it is found, scope.'),
  optionTalksDays: usual(Days, 90, 'Time to sign once it is used.'),
  evaluation: flag(true, 'The holder may try the technology for the decision, and for nothing else.'),
  optionExtension: open(Months, 'How long it can be prolonged, once, for a proportionate fee.'),

  materials: list(z.strictObject({ what: Text, quantity: maybe(Text), origin: maybe(Text) }), 'What is handed over.'),
  materialHazard: open(Text, 'What has to be known to handle it safely.'),
  materialCost: choice(['provider', 'recipient'], 'recipient', 'Who wants it pays the parcel.'),
  modifications: choice(
    ['recipient', 'joint', 'provider'],
    'recipient',
    'What the recipient makes is its own, the material in it stays the provider’s.'
  ),
  acknowledgement: flag(true, 'The provider is named in papers.'),

  openLicencePaper: choice(
    ['declaration', 'confirmation'],
    'declaration',
    'The declaration to everybody, or the paper between two once a notice and a payment have come (PL 50, 51).'
  ),
  evaluationReport: open(Line, 'The evaluation report of a utility model or design (PL 50).'),
  declarationNumber: open(Line, 'Number of the declaration published.'),
  licenceNotice: open(z.strictObject({ on: Day, paidOn: Day }), 'Notice and payment: the licence arises (PL 51).'),
  recordalNumber: open(Line, 'Number of the recordal (R.87).'),
}
