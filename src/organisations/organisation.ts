import { z } from 'zod'
import { Email } from '../kernel/email.ts'
import { Id } from '../kernel/ids.ts'
import { line, Text } from '../kernel/text.ts'
import { orNull } from '../kernel/zod.ts'
import { Country } from './country.ts'
import { Uscc } from './uscc.ts'

export const organisationKinds = [
  'university',
  'institute',
  'hospital',
  'enterprise',
  'government',
  'intermediary',
  'investor',
  'unincorporated',
  'other',
] as const
export type OrganisationKind = (typeof organisationKinds)[number]
export type TenantKind = 'office' | 'enterprise' | 'government'
/** What an organisation decides for itself; what it leaves out is as the product has it. */
export type TenantSettings = {
  /** From this contract value on (minor units of the yuan) the head alone does not approve, by agreement kind. */
  readonly leadershipFrom?: Readonly<Partial<Record<string, number>>>
  /** How references are written, by kind: `{year}` and `{number}` stand for what is counted. */
  readonly numberPatterns?: Readonly<Partial<Record<string, string>>>
  /** The rules of a province that apply beside the national ones. */
  readonly province?: string
}
/** What merging two entries changed: both rows as they were, and where the dropped one was named. */
export type MergeBefore = {
  readonly kept: Readonly<Record<string, unknown>>
  readonly dropped: Readonly<Record<string, unknown>>
  readonly moved: Readonly<Record<string, readonly unknown[]>>
}
export type TenantState = 'invited' | 'active' | 'suspended'

export const Contact = z.strictObject({
  name: line(100),
  email: Email.optional(),
  phone: line(40).optional(),
  duty: line(100).optional(),
})
export type Contact = z.infer<typeof Contact>

/** An entry in the office's address book, as it is written. Persons by name and duty contact only. */
export const NewOrganisation = z
  .strictObject({
    kind: z.enum(organisationKinds),
    name: Text,
    uscc: Uscc.optional(),
    country: Country.default('CN'),
    address: Text.optional(),
    legalRepresentative: line(100).optional(),
    contacts: z.array(Contact).max(20).default([]),
  })
  .meta({ id: 'NewOrganisation' })
export type NewOrganisation = z.infer<typeof NewOrganisation>

export const Organisation = z
  .object({
    id: Id,
    reference: z.string(),
    kind: z.enum(organisationKinds),
    name: Text,
    uscc: z.string().nullable(),
    country: z.string(),
    address: orNull(Text),
    legalRepresentative: z.string().nullable(),
    contacts: z.array(Contact),
    tenantId: z.string().nullable(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Organisation' })
export type Organisation = z.infer<typeof Organisation>

// Words of legal form and place that two spellings of one name may differ in.
const legalForm =
  /股份有限公司|有限责任公司|有限公司|集团|公司|(?<![a-z])(?:co|ltd|limited|inc|incorporated|corp|corporation|llc|gmbh|ag|plc)(?![a-z])/g

/** What is left of a name when spelling no longer matters: how doubles are found. */
export function nameKey(name: Text): string {
  const text = (name.zh ?? name.en ?? '').normalize('NFKC').toLowerCase()
  const key = text.replace(legalForm, '').replace(/[^\p{L}\p{N}]/gu, '')
  return key === '' ? text.replace(/\s/g, '') : key
}

/** The keys of a name in each of its languages: an entry is a double of another that shares one. */
export function nameKeys({ zh, en }: Text): string[] {
  const keys = [zh, en].flatMap((name) => (name === undefined ? [] : [nameKey({ zh: name })]))
  return [...new Set(keys)]
}
