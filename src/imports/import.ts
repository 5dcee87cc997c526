import type { Fault } from '../kernel/errors.ts'
import { quote } from '../kernel/resident-id.ts'

/** One thing to tell about a cell. `stored`: the row is in the register all the same. */
export type ImportFault = Omit<Fault, 'path'> & {
  /** As a spreadsheet counts: the head is row 1. */
  readonly row: number
  readonly column: string
  readonly value: string
  readonly stored: boolean
}

/** Of `rows`, each is stored, unchanged (it was here already), repeated (in the file itself) or refused. */
export type ImportReport = {
  readonly rows: number
  readonly stored: number
  readonly unchanged: number
  readonly repeated: number
  readonly refused: number
  /** New patents, and links to patents that were here already. */
  readonly patents: number
  readonly linked: number
  readonly faults: readonly ImportFault[]
}

type About = Pick<ImportFault, 'row' | 'column' | 'stored'>

/** What a rule of the register or a reader found wrong, said of a cell. */
export const cellFault = (about: About, cell: string, { key, params }: Pick<Fault, 'key' | 'params'>): ImportFault => ({
  ...about,
  value: quote(cell, 80),
  key,
  params,
})
