import type { Beside } from '../attachments/beside.ts'
import { getOrganisation, type OrganisationRow } from './queries.ts'

/** Files and notes beside an entry of the address book. */
export const shelf: Beside<OrganisationRow> = {
  kind: 'organisation',
  room: 'organisations',
  read: 'organisation.read',
  edit: 'organisation.edit',
  get: getOrganisation,
  title: ({ name }) => name,
}
