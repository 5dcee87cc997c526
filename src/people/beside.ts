import type { Beside } from '../attachments/beside.ts'
import { getPerson, type PersonRow } from './queries.ts'

/** Files and notes beside a person. */
export const shelf: Beside<PersonRow> = {
  kind: 'person',
  room: 'people',
  read: 'person.read',
  edit: 'person.edit',
  get: getPerson,
  title: ({ name }) => name,
}
