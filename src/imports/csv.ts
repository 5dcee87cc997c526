import { CsvError, parse } from 'csv-parse/sync'

/** `cells` by the head's names; `row` as a spreadsheet counts, the head being row 1. `odd`: not as long as the head. */
export type CsvRow = {
  readonly row: number
  readonly cells: Readonly<Record<string, string>>
  readonly odd?: { readonly count: number; readonly expected: number }
}

/** Why a file cannot be read at all, in one sentence for whoever gave it. */
export class CsvProblem extends Error {}

/** Reads a file of UTF-8 with or without byte-order mark (RFC 4180); throws CsvProblem when it is no such file. */
export function readCsv(bytes: Uint8Array, columns: readonly string[]): CsvRow[] {
  const [head = [], ...records] = recordsOf(textOf(bytes))
  const missing = columns.filter((column) => !head.includes(column))
  if (missing.length > 0) throw new CsvProblem(`the head lacks the column ${missing.join(', ')}`)
  return records.flatMap((record, i): CsvRow[] => {
    if (record.length === 1 && record[0] === '') return []
    const cells = Object.fromEntries(head.map((name, at) => [name, record[at] ?? '']))
    const odd = record.length === head.length ? undefined : { count: record.length, expected: head.length }
    return [{ row: i + 2, cells, ...(odd && { odd }) }]
  })
}

function textOf(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes)
  } catch {
    throw new CsvProblem('the file is not UTF-8: save it as CSV UTF-8')
  }
}

function recordsOf(text: string): string[][] {
  try {
    return parse(text, { relax_column_count: true, skip_empty_lines: false })
  } catch (error) {
    if (!(error instanceof CsvError)) throw error
    throw new CsvProblem(`the file is not CSV: ${error.message}`)
  }
}
