import { addYears, type CalendarDate } from '../kernel/dates.ts'
import type { PatentKind } from './patent.ts'

/** The day a Chinese right has ended (PL 42): 20 / 10 / 15 years from filing; designs filed up to 2021-05-31: 10. In force up to the day before. */
export function expiryOf(officeCode: string, kind: PatentKind, filingDate: CalendarDate): CalendarDate | null {
  if (officeCode !== 'CN') return null // other laws count from other days and may extend: entered by hand
  if (kind === 'invention') return addYears(filingDate, 20)
  if (kind === 'utility_model') return addYears(filingDate, 10)
  return addYears(filingDate, filingDate >= '2021-06-01' ? 15 : 10)
}
