import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import type { Contact } from '../organisations/organisation.ts'

export type MergeKind = 'organisation' | 'person'

/** What may be taken from either entry. Contacts are no choice: those of both stay. */
export const choosable = {
  organisation: ['name', 'kind', 'uscc', 'country', 'address', 'legalRepresentative'],
  person: ['name', 'organisationId', 'unit', 'email', 'orcid'],
} as const satisfies Record<MergeKind, readonly string[]>

const Side = z.enum(['kept', 'dropped'])
const takes = (fields: readonly string[]) =>
  z.strictObject(Object.fromEntries(fields.map((field) => [field, Side.optional()])))

/** `otherId`: the double. What is not chosen stays as the kept entry has it. */
export const OrganisationMerge = z
  .strictObject({ otherId: Id, take: takes(choosable.organisation).default({}) })
  .meta({ id: 'OrganisationMerge' })
export const PersonMerge = z
  .strictObject({ otherId: Id, take: takes(choosable.person).default({}) })
  .meta({ id: 'PersonMerge' })
export type MergeInput = {
  readonly otherId: string
  readonly take: Readonly<Partial<Record<string, 'kept' | 'dropped' | undefined>>>
}

export const Merge = z
  .object({
    id: Id,
    kind: z.enum(['organisation', 'person']),
    keptId: Id,
    droppedId: Id,
    createdAt: z.string(),
    undoneAt: z.string().nullable(),
  })
  .meta({ id: 'Merge' })

/** The chosen values, field by field, from the entry each is taken from. */
export function chosen<R extends object, F extends keyof R & string>(
  fields: readonly F[],
  kept: R,
  dropped: R,
  take: MergeInput['take']
): Pick<R, F> {
  return Object.fromEntries(
    fields.map((field) => [field, (take[field] === 'dropped' ? dropped : kept)[field]])
  ) as Pick<R, F> // the fields named, and no other
}

const same = (a: unknown, b: unknown): boolean => JSON.stringify(a ?? null) === JSON.stringify(b ?? null)

/** The fields that somebody has to choose in. */
export const differing = <R extends object, F extends keyof R & string>(
  fields: readonly F[],
  kept: R,
  dropped: R
): F[] => fields.filter((field) => !same(kept[field], dropped[field]))

/** The same name with the same address, or with nothing to tell them apart, is the same contact. */
const sameContact = (a: Contact, b: Contact): boolean =>
  a.name === b.name && (a.email === undefined || b.email === undefined || a.email === b.email)

/** The contacts of both, each of them once; of a double the one that says more about it. */
export function joinContacts(kept: readonly Contact[], dropped: readonly Contact[]): Contact[] {
  const joined = [...kept]
  for (const contact of dropped) {
    const at = joined.findIndex((one) => sameContact(one, contact))
    if (at === -1) joined.push(contact)
    else joined[at] = { ...contact, ...joined[at]! }
  }
  return joined
}
