import { AchievementChange } from '../achievements/achievement.ts'
import { fault } from '../kernel/errors.ts'
import type { NewOrganisation } from '../organisations/organisation.ts'
import type { PatentStatus } from '../patents/patent.ts'
import { faultsOf } from '../web/issues.ts'
import type { CsvRow } from './csv.ts'
import { cellFault, type ImportFault } from './import.ts'
import { centres, fieldOf } from './nasa-words.ts'
import { type CellAnswer, readExpiry, readPatentNumber, readSerial } from './us-numbers.ts'

/** The portfolio of technology.nasa.gov (public domain), one technology a row. */
export const nasaSource = 'nasa-t2'
export const nasaColumns = [
  'Category',
  'Abstract',
  'Title',
  'Reference Number',
  'Center',
  'Patent Number',
  'Serial Number',
  'Expiration Date',
  'Facility',
] as const

export type PlannedPatent = {
  /** The row that brought it. */
  readonly row: number
  readonly serialCell: string
  applicationNumber: string | null
  patentNumber: string | null
  expiryDate: string | null
  status: PatentStatus
}
/** A row as it will stand in the register. Two rows that name one application hold the same patent. */
export type Planned = {
  readonly row: number
  readonly sourceReference: string
  readonly achievement: AchievementChange
  readonly centre: NewOrganisation | null
  readonly patent: PlannedPatent | null
}
export type Plan = {
  readonly rows: number
  readonly repeated: number
  readonly refused: number
  readonly records: readonly Planned[]
  readonly faults: readonly ImportFault[]
}

/** What the whole file says, before anything is written. `today` decides which rights have ended. */
export function planNasa(rows: readonly CsvRow[], today: string): Plan {
  const faults: ImportFault[] = []
  const records: Planned[] = []
  const first = new Map<string, CsvRow>()
  const patents = new Map<string, PlannedPatent>()
  let [repeated, refused] = [0, 0]
  for (const row of rows) {
    const reference = cellOf(row, 'Reference Number')
    const earlier = first.get(reference)
    if (earlier !== undefined) {
      repeated += 1
      faults.push(repetition(row, earlier))
      continue
    }
    const wrong = row.odd === undefined ? unnamed(row) : oddRow(row)
    const achievement = wrong.length === 0 ? readAchievement(row, wrong) : null
    if (achievement === null) {
      refused += 1
      faults.push(...wrong)
      continue
    }
    first.set(reference, row)
    const patent = readPatent(row, today, faults)
    faults.push(...wrong)
    records.push({
      row: row.row,
      sourceReference: reference,
      achievement,
      centre: centreOf(row),
      patent: patent === null ? null : sharedPatent(patent, patents, today, faults),
    })
  }
  return { rows: rows.length, repeated, refused, records, faults }
}

const cellOf = ({ cells }: CsvRow, column: string): string => (cells[column] ?? '').trim()

function repetition(row: CsvRow, earlier: CsvRow): ImportFault {
  const column = Object.keys(row.cells).find((name) => row.cells[name] !== earlier.cells[name])
  const key = column === undefined ? 'imports.repeats' : 'imports.repeats_otherwise'
  const about = { row: row.row, column: column ?? 'Reference Number', stored: false }
  return cellFault(about, cellOf(row, about.column), { key, params: { row: earlier.row } })
}

/** A row cut short or grown too long may have any cell anywhere: it is told at the first column that is in doubt. */
function oddRow({ row, cells, odd }: CsvRow): ImportFault[] {
  if (odd === undefined) return []
  const column = Object.keys(cells)[Math.min(odd.count, odd.expected - 1)] ?? ''
  return [cellFault({ row, column, stored: false }, cells[column] ?? '', { key: 'imports.row_length', params: odd })]
}

const unnamed = (row: CsvRow): ImportFault[] =>
  (['Reference Number', 'Title'] as const)
    .filter((column) => cellOf(row, column) === '')
    .map((column) => cellFault({ row: row.row, column, stored: false }, '', { key: 'input.required', params: {} }))

const entities: Readonly<Record<string, string>> = { quot: '"', amp: '&', lt: '<', gt: '>', apos: "'", nbsp: ' ' }
/** The file carries what a page once escaped. */
const plain = (text: string): string =>
  text.replace(/&(?:#(\d{1,6})|([a-z]{2,4}));/g, (whole, code?: string, name?: string) =>
    name === undefined ? String.fromCodePoint(Number(code)) : (entities[name] ?? whole)
  )

const columnOf: Readonly<Record<string, string>> = { title: 'Title', abstract: 'Abstract', keywords: 'Category' }

/** The record of a row; null when a rule of the register refuses it, which `wrong` then says. */
function readAchievement(row: CsvRow, wrong: ImportFault[]): AchievementChange | null {
  const [category, abstract] = [cellOf(row, 'Category'), plain(cellOf(row, 'Abstract'))]
  const field = fieldOf[category.toLowerCase()]
  const candidate = {
    title: { en: plain(cellOf(row, 'Title')) },
    ...(abstract !== '' && { abstract: { en: abstract } }),
    keywords: category === '' ? [] : [category],
    field: field ?? 'other',
    confidentiality: 'open',
  }
  const read = AchievementChange.safeParse(candidate)
  if (!read.success) {
    for (const found of faultsOf(read.error.issues, candidate)) {
      const column = columnOf[String(found.path[0])] ?? 'Title'
      wrong.push(cellFault({ row: row.row, column, stored: false }, cellOf(row, column), found))
    }
    return null
  }
  if (field === undefined) wrong.push(told(row, 'Category', fault([], category, 'imports.category_unknown')))
  return read.data
}

const told = (row: CsvRow, column: string, found: Pick<ImportFault, 'key' | 'params'>): ImportFault =>
  cellFault({ row: row.row, column, stored: true }, row.cells[column] ?? '', found)

const readers = [
  ['Serial Number', readSerial, 'imports.serial_unreadable'],
  ['Patent Number', readPatentNumber, 'imports.patent_number_unreadable'],
  ['Expiration Date', readExpiry, 'imports.date_unreadable'],
] as const satisfies readonly (readonly [string, (cell: string) => CellAnswer, ImportFault['key']])[]

/** What is known of the right; null when the row names none. A cell that cannot be read is told and left out. */
function readPatent(row: CsvRow, today: string, faults: ImportFault[]): PlannedPatent | null {
  const [applicationNumber, patentNumber, expiryDate] = readers.map(([column, read, key]) => {
    const answer = read(row.cells[column] ?? '')
    if (!answer.ok) faults.push(told(row, column, { key, params: {} }))
    else if (answer.mended && answer.value !== null)
      faults.push(told(row, column, fault([], null, 'imports.number_mended', { value: answer.value })))
    return answer.ok ? answer.value : null
  }) as [string | null, string | null, string | null]
  if (applicationNumber === null && patentNumber === null) {
    if (expiryDate !== null) faults.push(told(row, 'Expiration Date', { key: 'imports.expiry_unused', params: {} }))
    return null
  }
  const known = {
    row: row.row,
    serialCell: row.cells['Serial Number'] ?? '',
    applicationNumber,
    patentNumber,
    expiryDate,
  }
  return { ...known, status: statusOf(known, today) }
}

/** Only what the file shows: a patent number is a grant, a date gone by its end; an application may still be pending. */
const statusOf = (patent: Pick<PlannedPatent, 'patentNumber' | 'expiryDate'>, today: string): PatentStatus =>
  patent.patentNumber === null
    ? 'filed'
    : patent.expiryDate !== null && patent.expiryDate <= today
      ? 'expired'
      : 'granted'

/** The patent of an earlier row with the same application, completed by this one; or this one itself. */
function sharedPatent(
  own: PlannedPatent,
  patents: Map<string, PlannedPatent>,
  today: string,
  faults: ImportFault[]
): PlannedPatent {
  const other = own.applicationNumber === null ? undefined : patents.get(own.applicationNumber)
  if (other === undefined) {
    if (own.applicationNumber !== null) patents.set(own.applicationNumber, own)
    return own
  }
  const about = { row: own.row, stored: true }
  if (other.patentNumber !== null && own.patentNumber !== null && other.patentNumber !== own.patentNumber) {
    const taken = fault([], null, 'imports.serial_taken', { row: other.row })
    faults.push(cellFault({ ...about, column: 'Serial Number' }, own.serialCell, taken))
    return { ...own, applicationNumber: null }
  }
  if (other.expiryDate !== null && own.expiryDate !== null && other.expiryDate !== own.expiryDate) {
    const kept = fault([], null, 'imports.other_expiry', { row: other.row, value: other.expiryDate })
    faults.push(cellFault({ ...about, column: 'Expiration Date' }, own.expiryDate, kept))
  }
  other.patentNumber ??= own.patentNumber
  other.expiryDate ??= own.expiryDate
  other.status = statusOf(other, today)
  return other
}

function centreOf(row: CsvRow): NewOrganisation | null {
  const [letters, facility] = [cellOf(row, 'Center'), cellOf(row, 'Facility')]
  const known = centres[letters.toUpperCase()]
  if (known === undefined && facility === '') return null
  const lines = ['Address1', 'Address2', 'City State Zip'].map((column) => cellOf(row, column))
  const address = lines.filter((text, i) => text !== '' && !lines.slice(i + 1).some((later) => later.startsWith(text)))
  return {
    ...(known ?? { kind: 'other' as const, name: { en: facility } }),
    country: 'US',
    ...(address.length > 0 && { address: { en: address.join(', ') } }),
    contacts: [],
  }
}
