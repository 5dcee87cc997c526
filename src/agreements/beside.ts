import type { Beside } from '../attachments/beside.ts'
import { type AgreementRow, getAgreement } from './queries.ts'

/** Files and notes beside an agreement: each party has its own beside the common ones. */
export const shelf: Beside<AgreementRow> = {
  kind: 'agreement',
  room: 'agreements',
  read: 'agreement.read',
  edit: 'agreement.edit',
  get: getAgreement,
  title: ({ title }) => title,
}
