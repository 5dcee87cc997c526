import { z } from 'zod'
import { line } from '../../kernel/text.ts'
import { partyRoles } from '../roles.ts'
import { Day, Days, flag, Line, list, LongText, maybe, open, Share, ShareOfValue, Text, Years } from './shapes.ts'

/** CC 470, Arbitration Law: one court or one named commission. "Arbitration in China" alone fails. */
export const Dispute = z.discriminatedUnion('way', [
  z.strictObject({
    way: z.literal('court'),
    /** A side by its role, or whoever is sued. */
    seat: z.enum(['defendant', ...partyRoles]),
  }),
  z.strictObject({
    way: z.literal('arbitration'),
    commission: Text,
    place: maybe(Text),
    arbitrators: z.literal([1, 3]).default(3),
  }),
])

/** A right of a third party on the patents: goes on (SPC 24) unless it is released by a date. */
const Encumbrance = z.strictObject({
  kind: z.enum(['licence', 'pledge', 'preservation', 'dispute', 'other']),
  holder: Text,
  scope: Text,
  reference: maybe(Line),
  releaseBy: maybe(Day),
})
/** PTL 18: a price by agreement is posted inside the unit; a listing or an auction says when where it is known. */
const Pricing = z.discriminatedUnion('method', [
  z.strictObject({ method: z.literal('agreement'), from: Day, to: Day }),
  z.strictObject({
    method: z.enum(['listing', 'auction']),
    venue: maybe(Text),
    from: maybe(Day),
    to: maybe(Day),
  }),
])

/** What every kind may say. */
export const commonTerms = {
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
  liabilityCap: ShareOfValue.default(1_000_000).describe(
    'Once the contract value, both ways, with carve-outs (CC 506).'
  ),
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
    z.strictObject({ title: Text, sha256: maybe(line(64)) }),
    'Feasibility study, task book, drawings: part of the contract only when named (CC 845).'
  ),
  special: open(LongText, 'What the parties agreed beyond the wording.'),
}
