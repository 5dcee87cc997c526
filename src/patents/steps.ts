import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import type { Steps } from '../kernel/lifecycle.ts'
import { line, prose } from '../kernel/text.ts'
import type { PatentStatus } from './patent.ts'

const note = z.strictObject({ remark: prose(2_000).optional() })
const reason = z.strictObject({ remark: prose(2_000) })
const edit = 'patent.edit'
const pending: readonly PatentStatus[] = [
  'filed',
  'preliminary_examination',
  'published',
  'substantive_examination',
  'grant_notified',
]
const alive: readonly PatentStatus[] = ['granted', 'fee_overdue', 'restored', 'partly_invalidated']

/** Lifecycle (b): what the patent office or the calendar does, recorded by an officer until the register hears of it by itself. */
export const patentSteps = {
  filing: {
    from: ['preparing'],
    to: 'filed',
    permission: edit,
    input: z.strictObject({ applicationNumber: line(60), filingDate: CalendarDate }),
  },
  preliminary_examination: { from: ['filed'], to: 'preliminary_examination', permission: edit, input: note },
  publication: {
    from: ['filed', 'preliminary_examination'],
    to: 'published',
    permission: edit,
    input: z.strictObject({ publicationNumber: line(60).optional(), publicationDate: CalendarDate }),
  },
  examination: {
    from: ['filed', 'preliminary_examination', 'published'],
    to: 'substantive_examination',
    permission: edit,
    input: note,
  },
  grant_notice: {
    from: ['filed', 'preliminary_examination', 'substantive_examination', 'reexamination'],
    to: 'grant_notified',
    permission: edit,
    input: note,
  },
  grant: {
    from: ['grant_notified'],
    to: 'granted',
    permission: edit,
    input: z.strictObject({ grantDate: CalendarDate, patentNumber: line(60).optional() }),
  },
  rejection: {
    from: ['filed', 'preliminary_examination', 'substantive_examination'],
    to: 'rejected',
    permission: edit,
    harm: true,
    input: note,
  },
  reexamination: { from: ['rejected'], to: 'reexamination', permission: edit, input: note },
  rejection_upheld: { from: ['reexamination'], to: 'rejected', permission: edit, harm: true, input: note },
  fee_overdue: {
    from: ['granted', 'restored', 'partly_invalidated'],
    to: 'fee_overdue',
    setback: true,
    permission: edit,
    input: note,
    bridge: 'patent.bridge.deadlines',
  },
  fee_payment: {
    from: ['fee_overdue'],
    to: 'granted',
    permission: edit,
    input: note,
    bridge: 'patent.bridge.deadlines',
  },
  fee_lapse: {
    from: ['fee_overdue'],
    to: 'lapsed_restorable',
    permission: edit,
    harm: true,
    input: note,
    bridge: 'patent.bridge.deadlines',
  },
  restoration: {
    from: ['lapsed_restorable'],
    to: 'restored',
    permission: edit,
    input: note,
    bridge: 'patent.bridge.deadlines',
  },
  final_lapse: {
    from: ['lapsed_restorable'],
    to: 'lapsed',
    permission: edit,
    harm: true,
    input: note,
    bridge: 'patent.bridge.deadlines',
  },
  expiry: { from: alive, to: 'expired', permission: edit, harm: true, input: note, bridge: 'patent.bridge.deadlines' },
  surrender: { from: alive, to: 'surrendered', permission: edit, harm: true, input: reason },
  withdrawal: { from: pending, to: 'withdrawn', permission: edit, harm: true, input: reason },
  deemed_withdrawal: { from: pending, to: 'deemed_withdrawn', permission: edit, harm: true, input: note },
  deemed_abandonment: { from: ['grant_notified'], to: 'deemed_abandoned', permission: edit, harm: true, input: note },
  invalidation_request: { from: alive, to: 'invalidation_pending', setback: true, permission: edit, input: note },
  invalidation: { from: ['invalidation_pending'], to: 'invalidated', permission: edit, harm: true, input: reason },
  partial_invalidation: {
    from: ['invalidation_pending'],
    to: 'partly_invalidated',
    setback: true,
    permission: edit,
    input: reason,
  },
  invalidation_refused: { from: ['invalidation_pending'], to: 'granted', permission: edit, input: note },
  suspension: { from: [...pending, ...alive], to: 'suspended', permission: edit, harm: true, input: reason },
  resumption: { from: ['suspended'], to: 'resume', permission: edit, input: note },
} as const satisfies Steps<PatentStatus>

export type PatentStep = keyof typeof patentSteps
