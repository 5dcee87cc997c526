import { z } from 'zod'
import { type KindId, kindIds, kindOf } from '../contracts/kinds/index.ts'
import type { Part } from '../contracts/kinds/kind.ts'
import { Remuneration, remunerationFaults } from '../contracts/remuneration.ts'
import { exclusivities, type PartyRole, partyRoles } from '../contracts/roles.ts'
import { CalendarDate } from '../kernel/dates.ts'
import { type Fault, fault } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { Currency, Money } from '../kernel/money.ts'
import { LongText, Text } from '../kernel/text.ts'
import { orNull } from '../kernel/zod.ts'

export const agreementKinds = kindIds
export type AgreementKind = KindId

/** Who gives and who takes, by kind. */
export const sidesOf = (
  kind: AgreementKind
): { gives: PartyRole; takes: PartyRole | null; roles: readonly PartyRole[] } => {
  const { gives, takes, others = [] } = kindOf(kind)
  return { gives, takes, roles: [...new Set([gives, ...(takes === null ? [] : [takes]), ...others])] }
}

export const states = [
  'draft',
  'internal_review',
  'negotiation',
  'price_determination',
  'public_notice',
  'objection_handling',
  'price_fixed',
  'approved',
  'signed',
  'effective',
  'in_performance',
  'completed',
  'breached',
  'dispute',
  'terminated',
  'expired',
  'cancelled',
  'void',
  'rescinded',
] as const
export type State = (typeof states)[number]
/** Before the signatures everything may still change or be called off. */
export const beforeSigned: readonly State[] = [
  'draft',
  'internal_review',
  'negotiation',
  'price_determination',
  'public_notice',
  'objection_handling',
  'price_fixed',
  'approved',
]
/** While it is being drawn up its facts may be edited; from review on, only after it came back. */
export const editable: readonly State[] = ['draft', 'negotiation']

const Party = z.strictObject({ role: z.enum(partyRoles), organisationId: Id })

/** CC 470, Arbitration Law: one court or one named commission; "arbitration in China" alone fails. */
const Dispute = z.discriminatedUnion('way', [
  z.strictObject({ way: z.literal('court'), seat: z.enum(['licensor', 'licensee', 'defendant']) }),
  z.strictObject({ way: z.literal('arbitration'), commission: Text, place: Text.optional() }),
])

/**
 * Choices the wording needs that no list or rule asks about; contracts/gather.ts says what each means there. Whatever
 * else the wording can vary keeps its fair default (contracts/terms.ts).
 */
export const AgreementTerms = z.strictObject({
  dispute: Dispute.default({ way: 'court', seat: 'defendant' }),
  prevailingLanguage: z.enum(['zh-CN', 'en']).default('zh-CN'),
  copies: z.int().min(2).max(20).default(4),
  improvements: z.enum(['each_own', 'option']).default('each_own'),
  sublicence: z.boolean().default(false),
  /** Days of help by the licensor's or assignor's people that the price includes, and within how many months. */
  service: z.strictObject({ personDays: z.int().min(1).max(2_000), months: z.int().min(1).max(60) }).optional(),
  /** How long confidentiality lasts after the end. */
  secrecyYears: z.int().min(1).max(30).default(5),
  /** Damages of one side in millionths of the contract value, with the carve-outs of the law (CC 506). */
  liabilityCap: z.int().min(10_000).max(10_000_000).default(1_000_000),
  /** Whether the VAT exemption for technology transfer will be used: a choice with consequences for 36 months. */
  vat: z.enum(['taxable', 'exempt']).default('taxable'),
  /** What of the contract value is for technology, in minor units of its currency: tax and registration offices ask. */
  technologyValue: z.int().min(0).optional(),
  /** Result of the catalogue check; needed as soon as a party is outside the mainland (TIE 33-38). */
  exportControl: z.enum(['free', 'restricted']).optional(),
  special: LongText.optional(),
})
export type AgreementTerms = z.infer<typeof AgreementTerms>

const facts = {
  title: Text,
  parties: z.array(Party).max(20).default([]),
  patents: z.array(Id).max(100).default([]),
  exclusivity: z.enum(exclusivities).optional(),
  territory: Text.optional(),
  field: Text.optional(),
  termStart: CalendarDate.optional(),
  termEnd: CalendarDate.optional(),
  currency: Currency.default('CNY'),
  contractValue: Money.optional(),
  remuneration: Remuneration.optional(),
  terms: AgreementTerms.prefault({}),
}
export const NewAgreement = z.strictObject({ kind: z.enum(agreementKinds), ...facts }).meta({ id: 'NewAgreement' })
export type NewAgreement = z.infer<typeof NewAgreement>
export const AgreementChange = z.strictObject(facts).meta({ id: 'AgreementChange' })
export type AgreementChange = z.infer<typeof AgreementChange>

export const Agreement = z
  .object({
    id: Id,
    reference: z.string(),
    kind: z.enum(agreementKinds),
    state: z.enum(states),
    title: Text,
    parties: z.array(z.object({ role: z.enum(partyRoles), organisationId: Id, name: Text })),
    patents: z.array(
      z.object({
        id: Id,
        reference: z.string(),
        title: Text,
        applicationNumber: z.string().nullable(),
        status: z.string(),
      })
    ),
    exclusivity: z.enum(exclusivities).nullable(),
    territory: orNull(Text),
    field: orNull(Text),
    termStart: z.string().nullable(),
    termEnd: z.string().nullable(),
    currency: z.string(),
    contractValue: orNull(Money),
    remuneration: orNull(Remuneration),
    terms: AgreementTerms,
    pricingMethod: z.string().nullable(),
    noticePostedOn: z.string().nullable(),
    signedOn: z.string().nullable(),
    remark: z.string().nullable(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Agreement' })
export type Agreement = z.infer<typeof Agreement>

export const AgreementItem = Agreement.pick({
  id: true,
  reference: true,
  kind: true,
  state: true,
  title: true,
  exclusivity: true,
  termStart: true,
  termEnd: true,
  contractValue: true,
  version: true,
  createdAt: true,
}).meta({ id: 'AgreementItem' })
export type AgreementItem = z.infer<typeof AgreementItem>

type Draft = AgreementChange & { readonly kind: AgreementKind }

/** What must hold whenever the agreement is written: money and dates agree across fields, roles fit the kind. */
export function draftFaults(draft: Draft): Fault[] {
  const faults: Fault[] = []
  const { gives, takes, roles } = sidesOf(draft.kind)
  draft.parties.forEach((party, i) => {
    if (!roles.includes(party.role))
      faults.push(
        fault(['parties', i, 'role'], party.role, 'agreement.role_does_not_fit', {
          gives: `@wording.role.${gives}`,
          takes: `@wording.role.${takes ?? gives}`,
        })
      )
    if (draft.parties.findIndex((other) => other.organisationId === party.organisationId) < i) {
      faults.push(fault(['parties', i, 'organisationId'], party.organisationId, 'agreement.party_twice'))
    }
  })
  if (draft.termStart !== undefined && draft.termEnd !== undefined && draft.termEnd < draft.termStart) {
    faults.push(fault(['termEnd'], draft.termEnd, 'agreement.term_ends_before', { start: draft.termStart }))
  }
  if (kindOf(draft.kind).parts.exclusivity === undefined && draft.exclusivity !== undefined) {
    faults.push(fault(['exclusivity'], draft.exclusivity, 'agreement.no_exclusivity_in_transfer'))
  }
  if (draft.contractValue !== undefined && draft.contractValue.currency !== draft.currency) {
    faults.push(
      fault(['contractValue', 'currency'], draft.contractValue.currency, 'agreement.other_currency', {
        currency: draft.currency,
      })
    )
  }
  if (draft.remuneration !== undefined) faults.push(...moneyFaults(draft))
  return faults
}

function moneyFaults(draft: Draft): Fault[] {
  if (draft.remuneration === undefined) return []
  return remunerationFaults(draft.remuneration, draft.contractValue ?? null, draft.exclusivity ?? null).map(
    (found) => ({ ...found, path: ['remuneration', ...found.path] })
  )
}

/** The fields of an agreement in which the parts of its kind stand. */
const places: readonly { readonly part: Part; readonly fields: readonly (keyof Draft)[] }[] = [
  { part: 'value', fields: ['contractValue'] },
  { part: 'remuneration', fields: ['remuneration'] },
  { part: 'exclusivity', fields: ['exclusivity'] },
  { part: 'territory', fields: ['territory'] },
  { part: 'field', fields: ['field'] },
  { part: 'term', fields: ['termStart', 'termEnd'] },
]

/** Whether its kind says how far the right goes: where, for what, how long. */
export const isScoped = (kind: AgreementKind): boolean => kindOf(kind).parts.territory !== undefined

/** What an agreement needs before others look at it (draft → internal_review), all of it at once. */
export function reviewFaults(draft: Draft): Fault[] {
  const faults = draftFaults(draft)
  const { gives, takes } = sidesOf(draft.kind)
  for (const role of takes === null ? [gives] : [gives, takes]) {
    if (!draft.parties.some((party) => party.role === role))
      faults.push(fault(['parties'], null, 'agreement.party_needed', { role: `@wording.role.${role}` }))
  }
  const { parts } = kindOf(draft.kind)
  if (parts.patents === 'required' && draft.patents.length === 0)
    faults.push(fault(['patents'], [], 'agreement.patents_needed'))
  for (const { part, fields } of places)
    if (parts[part] === 'required')
      for (const field of fields) if (draft[field] === undefined) faults.push(fault([field], null, 'input.required'))
  return faults
}
