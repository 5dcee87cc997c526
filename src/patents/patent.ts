import { z } from 'zod'
import { CalendarDate } from '../kernel/dates.ts'
import { type Fault, fault } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { line, Text } from '../kernel/text.ts'
import { Ipc } from './ipc.ts'

export const patentKinds = ['invention', 'utility_model', 'design'] as const
export type PatentKind = (typeof patentKinds)[number]

/** Own states with CNIPA's wording in the catalogue (lifecycle (b)). */
export const patentStatuses = [
  'preparing',
  'filed',
  'preliminary_examination',
  'published',
  'substantive_examination',
  'grant_notified',
  'granted',
  'fee_overdue',
  'lapsed_restorable',
  'lapsed',
  'expired',
  'surrendered',
  'withdrawn',
  'deemed_withdrawn',
  'deemed_abandoned',
  'rejected',
  'reexamination',
  'invalidation_pending',
  'invalidated',
  'partly_invalidated',
  'restored',
  'suspended',
] as const
export type PatentStatus = (typeof patentStatuses)[number]
/** While one of these holds, the right can be licensed or sold (CC 865). */
export const inForce: readonly PatentStatus[] = [
  'granted',
  'fee_overdue',
  'invalidation_pending',
  'partly_invalidated',
  'restored',
]

export const holderCapacities = ['applicant', 'patentee'] as const
export type HolderCapacity = (typeof holderCapacities)[number]

/** WIPO ST.3 codes an office meets; any two letters are taken. */
export const OfficeCode = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .pipe(z.string().regex(/^[A-Z]{2}$/))
  .meta({ example: 'CN' })

const facts = {
  officeCode: OfficeCode.default('CN'),
  kind: z.enum(patentKinds),
  status: z.enum(patentStatuses).default('preparing'),
  title: Text,
  applicationNumber: line(60).optional(),
  patentNumber: line(60).optional(),
  publicationNumber: line(60).optional(),
  /** Organisations of the address book, in the order of the register. */
  applicants: z.array(Id).max(30).default([]),
  patentees: z.array(Id).max(30).default([]),
  inventors: z.array(line(100)).max(60).default([]),
  ipc: z.array(Ipc).max(40).default([]),
  filingDate: CalendarDate.optional(),
  publicationDate: CalendarDate.optional(),
  grantDate: CalendarDate.optional(),
  expiryDate: CalendarDate.optional(),
  achievements: z.array(Id).max(50).default([]),
}

export const NewPatent = z.strictObject(facts).meta({ id: 'NewPatent' })
export type NewPatent = z.infer<typeof NewPatent>
export const PatentChange = z.strictObject(facts).omit({ status: true }).meta({ id: 'PatentChange' })
export type PatentChange = z.infer<typeof PatentChange>

const Holder = z.object({ organisationId: Id, name: Text })

export const Patent = z
  .object({
    id: Id,
    reference: z.string(),
    officeCode: z.string(),
    kind: z.enum(patentKinds),
    status: z.enum(patentStatuses),
    title: Text,
    applicationNumber: z.string().nullable(),
    patentNumber: z.string().nullable(),
    publicationNumber: z.string().nullable(),
    applicants: z.array(Holder),
    patentees: z.array(Holder),
    inventors: z.array(z.string()),
    ipc: z.array(z.string()),
    filingDate: z.string().nullable(),
    publicationDate: z.string().nullable(),
    grantDate: z.string().nullable(),
    expiryDate: z.string().nullable(),
    achievements: z.array(z.object({ id: Id, reference: z.string(), title: Text })),
    source: z.string().nullable(),
    sourceReference: z.string().nullable(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Patent' })
export type Patent = z.infer<typeof Patent>

/** What a list row shows. */
export const PatentItem = Patent.pick({
  id: true,
  reference: true,
  officeCode: true,
  kind: true,
  status: true,
  title: true,
  applicationNumber: true,
  patentNumber: true,
  filingDate: true,
  expiryDate: true,
  version: true,
  createdAt: true,
}).meta({ id: 'PatentItem' })
export type PatentItem = z.infer<typeof PatentItem>

type Facts = Pick<
  Patent,
  'status' | 'applicationNumber' | 'filingDate' | 'publicationDate' | 'grantDate' | 'expiryDate'
>

/** Facts that must agree across fields: what the status presupposes, and the order of the dates. */
export function patentFaults(patent: Facts & { readonly patentees?: readonly unknown[] }): Fault[] {
  const faults: Fault[] = []
  const need = (field: keyof Facts) => {
    if (patent[field] === null)
      faults.push(fault([field], null, 'patent.needed_for_status', { status: `@patent.status.${patent.status}` }))
  }
  if (patent.status !== 'preparing') {
    need('applicationNumber')
    need('filingDate')
  }
  if (inForce.includes(patent.status)) {
    need('grantDate')
    if (patent.patentees?.length === 0)
      faults.push(fault(['patentees'], [], 'patent.patentee_needed', { status: `@patent.status.${patent.status}` }))
  }
  const order = (earlier: keyof Facts, later: keyof Facts) => {
    const [a, b] = [patent[earlier], patent[later]]
    if (a !== null && b !== null && b < a) faults.push(fault([later], b, 'patent.date_before', { earlier: a }))
  }
  order('filingDate', 'publicationDate')
  order('filingDate', 'grantDate')
  order('grantDate', 'expiryDate')
  return faults
}
