import type { AgreementKind } from '../../agreements/agreement.ts'
import type { ContractKind } from './kind.ts'
import { licencePatent } from './licence_patent.ts'
import { transferPatentRight } from './transfer_patent_right.ts'

/** Every kind of contract the office can draw up: one line each. */
export const contractKinds = {
  licence_patent: licencePatent,
  transfer_patent_right: transferPatentRight,
} as const satisfies Record<AgreementKind, ContractKind>
