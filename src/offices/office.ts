import { z } from 'zod'
import { CalendarDate, isZone } from '../kernel/dates.ts'
import { Email } from '../kernel/email.ts'
import { Id } from '../kernel/ids.ts'
import { locales } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import { quote } from '../kernel/resident-id.ts'
import { line, Text } from '../kernel/text.ts'
import { issue } from '../kernel/zod.ts'
import { Uscc } from '../organisations/uscc.ts'

/** An IANA time zone: which day it is in the office. */
export const Zone = z
  .string()
  .check((context) => {
    const value = quote(context.value, 60)
    if (!isZone(context.value)) context.issues.push(issue(value, 'office.zone_unknown', { value }))
  })
  .meta({ example: 'Asia/Shanghai' })

/** A new office with its first head; with the administrator's own address, the administrator becomes it. */
export const NewOffice = z
  .strictObject({
    name: Text,
    uscc: Uscc.optional(),
    address: Text.optional(),
    legalRepresentative: line(100).optional(),
    zone: Zone.default('Asia/Shanghai'),
    locale: z.enum(locales).default('zh-CN'),
    headName: line(100),
    headEmail: Email,
  })
  .meta({ id: 'NewOffice' })
export type NewOffice = z.infer<typeof NewOffice>

export const Office = z
  .object({
    id: Id,
    name: Text,
    uscc: z.string().nullable(),
    zone: z.string(),
    locale: z.enum(locales),
    version: z.int(),
    createdAt: z.string(),
  })
  .meta({ id: 'Office' })

/** Roles a head may give in the own office, and those an enterprise's head may give there. */
export const officeRoles = [
  'officer',
  'office_head',
  'legal',
  'finance',
  'leadership',
  'inventor',
  'reviewer',
] as const satisfies readonly Role[]
export const enterpriseRoles = ['enterprise_member', 'enterprise_head'] as const satisfies readonly Role[]
export const givenRoles = [...officeRoles, ...enterpriseRoles]

export const NewColleague = z
  .strictObject({ name: line(100), email: Email, roles: z.array(z.enum(givenRoles)).min(1) })
  .meta({ id: 'NewColleague' })
export type NewColleague = z.infer<typeof NewColleague>

export const Roles = z.strictObject({ roles: z.array(z.enum(givenRoles)).min(1) }).meta({ id: 'Roles' })

export const NewDeputy = z
  .strictObject({ absentId: Id, deputyId: Id, fromDay: CalendarDate, toDay: CalendarDate })
  .meta({ id: 'NewDeputy' })

/** Somebody of an enterprise in the address book. */
export const NewEnterpriseMember = z
  .strictObject({ organisationId: Id, name: line(100), email: Email })
  .meta({ id: 'NewEnterpriseMember' })
export type NewEnterpriseMember = z.infer<typeof NewEnterpriseMember>

export const NewKey = z
  .strictObject({
    name: line(100),
    roles: z.array(z.enum(officeRoles)).min(1),
    days: z.coerce.number().int().min(1).max(730),
  })
  .meta({ id: 'NewKey' })
