import type { Beside } from '../attachments/beside.ts'
import { getPatent, type PatentRow } from './queries.ts'

/** Files and notes beside a patent. */
export const shelf: Beside<PatentRow> = {
  kind: 'patent',
  room: 'patents',
  read: 'patent.read',
  edit: 'patent.edit',
  get: getPatent,
  title: ({ title }) => title,
}
