import { z } from 'zod'
import { Email } from '../kernel/email.ts'
import { Id } from '../kernel/ids.ts'
import { line, Text } from '../kernel/text.ts'
import { Orcid } from './orcid.ts'

/** A person as the office knows them. */
export const NewPerson = z
  .strictObject({
    name: Text,
    orcid: Orcid.optional(),
    organisationId: Id.optional(),
    unit: line(200).optional(),
    email: Email.optional(),
  })
  .meta({ id: 'NewPerson' })
export type NewPerson = z.infer<typeof NewPerson>

export const Person = z
  .object({
    id: Id,
    reference: z.string(),
    name: Text,
    orcid: z.string().nullable(),
    organisationId: Id.nullable(),
    unit: z.string().nullable(),
    email: z.string().nullable(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'Person' })
export type Person = z.infer<typeof Person>
