import { isDate } from '../kernel/dates.ts'
import { usSerial } from '../patents/foreign-number.ts'

/** `mended`: digits were added or moved, so whoever gave the file should look. `value` null: the cell says "none". */
export type CellAnswer =
  { readonly ok: true; readonly value: string | null; readonly mended: boolean } | { readonly ok: false }

const none: CellAnswer = { ok: true, value: null, mended: false }
const taken = (value: string | null, mended = false): CellAnswer =>
  value === null ? { ok: false } : { ok: true, value, mended }

/**
 * A US application number as the portfolio writes it: `10/099,247`, `10/758611`, `12/533/258`; with a group that lost
 * its leading zeros, `11/1,465`; with the series behind and no stroke, `20375014` for 14/203750. `/`, `/0` and nothing
 * are none.
 */
export function readSerial(cell: string): CellAnswer {
  const text = cell.replace(/\s/g, '')
  if (/^\/?0?$/.test(text)) return none
  const grouped = /^(\d{2})\/(\d{1,3})[,/](\d{3})$/.exec(text)
  if (grouped) {
    const [, series, group = '', rest] = grouped
    return taken(usSerial(`${series}/${group.padStart(3, '0')}${rest}`), group.length < 3)
  }
  if (/^\d{2}\/\d{6}$/.test(text)) return taken(usSerial(text))
  const behind = /^(\d{6})(\d{2})$/.exec(text)
  if (behind && usSerial(text) === null) return taken(usSerial(`${behind[2]}/${behind[1]}`), true)
  return { ok: false }
}

/** A US patent number without its commas: `7438030`, reissues as `RE43880`, designs as `D464750`; `0` is none. */
export function readPatentNumber(cell: string): CellAnswer {
  const text = cell.replace(/[\s,]/g, '').toUpperCase()
  if (/^0*$/.test(text)) return none
  return /^(?:\d{7,8}|RE\d{5,6}|PP\d{4,5}|D\d{6,7}|H\d{1,4})$/.test(text) ? taken(text) : { ok: false }
}

/** `2019-11-30 00:00:00`; the beginning of Unix time and of nothing stand for none. */
export function readExpiry(cell: string): CellAnswer {
  const date = cell.trim().replace(/ 00:00:00$/, '')
  if (date === '' || date === '1970-01-01' || date === '0000-00-00') return none
  return isDate(date) ? taken(date) : { ok: false }
}
