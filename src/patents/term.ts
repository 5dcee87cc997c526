import { addDays, addYears, type CalendarDate } from '../kernel/dates.ts'
import type { PatentKind } from './patent.ts'

/**
 * The day a Chinese right has ended: 20, 10 or 15 years after filing (Patent Law 2020 art. 42); a design filed up to
 * 2021-05-31 runs 10 years (CNIPA Interim Measures 2021 art. 10). It is the anniversary itself, holidays do not move
 * it, and the right is in force up to the day before. Null for other offices, whose laws count from other days and may
 * extend: that date is entered by hand.
 */
export function expiryOf(officeCode: string, kind: PatentKind, filingDate: CalendarDate): CalendarDate | null {
  if (officeCode !== 'CN') return null
  if (kind === 'invention') return addYears(filingDate, 20)
  if (kind === 'utility_model') return addYears(filingDate, 10)
  return addYears(filingDate, filingDate >= '2021-06-01' ? 15 : 10)
}

/** The last day on which a right is in force: a Chinese one has ended on the day the register holds. */
export const lastDay = (officeCode: string, expiryDate: CalendarDate): CalendarDate =>
  officeCode === 'CN' ? addDays(expiryDate, -1) : expiryDate
