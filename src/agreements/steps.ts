import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import type { Steps } from '../kernel/lifecycle.ts'
import { prose } from '../kernel/text.ts'
import { beforeSigned, type State } from './agreement.ts'

const none = z.strictObject({})
const note = z.strictObject({ remark: prose(4_000).optional() })
const reason = z.strictObject({ remark: prose(4_000) })
export const pricingMethods = ['agreement', 'listing', 'auction', 'exempt'] as const
export type PricingMethod = (typeof pricingMethods)[number]

const advance = 'agreement.advance'
const sign = 'agreement.sign'
/** Signed or later: a court may still find it void, or rescind it. */
const concluded: readonly State[] = [
  'signed',
  'effective',
  'in_performance',
  'breached',
  'dispute',
  'completed',
  'terminated',
  'expired',
]

/**
 * Lifecycle (c) of the domain notes. Registrations with authorities are records of their own, not states. Of the steps
 * from one state those that lead on stand before those that lead back: so are they offered.
 */
export const agreementSteps = {
  review: { from: ['draft'], to: 'internal_review', permission: advance, input: none },
  clearance: { from: ['internal_review'], to: 'negotiation', permission: sign, checker: true, input: note },
  return: { from: ['internal_review'], to: 'draft', setback: true, permission: sign, input: reason },
  pricing: {
    from: ['negotiation'],
    to: 'price_determination',
    permission: advance,
    input: z.strictObject({ method: z.enum(pricingMethods), remark: prose(4_000).optional() }),
  },
  // PTL 18: name and intended price inside the unit for at least 15 days.
  notice: {
    from: ['price_determination'],
    to: 'public_notice',
    permission: advance,
    input: z.strictObject({ postedOn: CalendarDate, evidence: prose(1_000) }),
    bridge: 'agreement.bridge.notice',
  },
  notice_end: {
    from: ['public_notice'],
    to: 'price_fixed',
    permission: advance,
    input: note,
    bridge: 'agreement.bridge.notice',
  },
  objection: {
    from: ['public_notice'],
    to: 'objection_handling',
    setback: true,
    permission: advance,
    input: reason,
    bridge: 'agreement.bridge.objection',
  },
  answer: {
    from: ['objection_handling'],
    to: 'negotiation',
    permission: 'agreement.approve',
    input: reason,
    bridge: 'agreement.bridge.objection',
  },
  dismissal: {
    from: ['objection_handling'],
    to: 'public_notice',
    permission: 'agreement.approve',
    input: reason,
    bridge: 'agreement.bridge.objection',
  },
  price: {
    from: ['price_determination'],
    to: 'price_fixed',
    permission: advance,
    input: z.strictObject({ evidence: prose(1_000) }),
    bridge: 'agreement.bridge.price',
  },
  approval: { from: ['price_fixed'], to: 'approved', permission: 'agreement.approve', checker: true, input: note },
  signature: {
    from: ['approved'],
    to: 'signed',
    permission: sign,
    input: z.strictObject({ signedOn: CalendarDate, remark: prose(4_000).optional() }),
  },
  reopening: {
    from: ['price_determination', 'public_notice', 'price_fixed', 'approved'],
    to: 'negotiation',
    setback: true,
    permission: advance,
    input: reason,
  },
  effect: { from: ['signed'], to: 'effective', permission: advance, input: note, bridge: 'agreement.bridge.effect' },
  performance: {
    from: ['effective'],
    to: 'in_performance',
    permission: advance,
    input: note,
    bridge: 'agreement.bridge.performance',
  },
  completion: {
    from: ['in_performance'],
    to: 'completed',
    permission: advance,
    input: note,
    bridge: 'agreement.bridge.performance',
  },
  breach: {
    from: ['in_performance'],
    to: 'breached',
    permission: sign,
    harm: true,
    input: reason,
    bridge: 'agreement.bridge.dispute',
  },
  cure: { from: ['breached'], to: 'in_performance', permission: sign, input: note, bridge: 'agreement.bridge.dispute' },
  dispute: {
    from: ['breached'],
    to: 'dispute',
    permission: sign,
    harm: true,
    input: reason,
    bridge: 'agreement.bridge.dispute',
  },
  termination: {
    from: ['breached', 'dispute'],
    to: 'terminated',
    permission: sign,
    harm: true,
    input: reason,
    bridge: 'agreement.bridge.dispute',
  },
  expiry: {
    from: ['in_performance'],
    to: 'expired',
    permission: advance,
    input: note,
    bridge: 'agreement.bridge.performance',
  },
  cancellation: { from: beforeSigned, to: 'cancelled', permission: 'agreement.approve', harm: true, input: reason },
  voidance: {
    from: concluded,
    to: 'void',
    permission: sign,
    harm: true,
    input: reason,
    bridge: 'agreement.bridge.dispute',
  },
  rescission: {
    from: concluded,
    to: 'rescinded',
    permission: sign,
    harm: true,
    input: reason,
    bridge: 'agreement.bridge.dispute',
  },
} as const satisfies Steps<State>

export type AgreementStep = keyof typeof agreementSteps
