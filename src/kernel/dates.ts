import { z } from 'zod'
import type { Locale } from './messages.ts'
import { quote } from './resident-id.ts'
import { issue } from './zod.ts'

/** A day on the calendar, `YYYY-MM-DD`; which day it is depends on the office's zone. */
export const CalendarDate = z
  .string()
  .check((context) => {
    if (!isDate(context.value))
      context.issues.push(issue(quote(context.value), 'input.date', { value: quote(context.value, 30) }))
  })
  .meta({ format: 'date', example: '2026-11-23' })
export type CalendarDate = z.infer<typeof CalendarDate>

/** A moment in UTC, ISO 8601 with milliseconds: `2026-11-23T06:05:00.000Z`. */
export const Moment = z
  .string()
  .check((context) => {
    if (!isMoment(context.value))
      context.issues.push(issue(quote(context.value), 'input.moment', { value: quote(context.value, 40) }))
  })
  .meta({ format: 'date-time' })

const pad = (value: number, length = 2): string => String(value).padStart(length, '0')
const partsOf = (date: string) => {
  const [year, month, day] = date.split('-').map(Number)
  return { year: year!, month: month!, day: day! }
}
const monthDays = (year: number, month: number): number => new Date(Date.UTC(year, month, 0)).getUTCDate()
const write = (year: number, month: number, day: number): CalendarDate => `${pad(year, 4)}-${pad(month)}-${pad(day)}`
const dayNumber = (date: CalendarDate): number => Date.parse(`${date}T00:00:00Z`) / 86_400_000

export function isDate(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false
  const { year, month, day } = partsOf(text)
  return year >= 1 && month >= 1 && month <= 12 && day >= 1 && day <= monthDays(year, month)
}

export function isMoment(text: string): boolean {
  if (!/^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text)) return false
  const time = Date.parse(text)
  return !Number.isNaN(time) && new Date(time).toISOString() === text
}

export function addDays(date: CalendarDate, days: number): CalendarDate {
  return new Date((dayNumber(date) + days) * 86_400_000).toISOString().slice(0, 10)
}

/** The corresponding day, else the last of the month: 2025-08-31 + 6 = 2026-02-28 (Implementing Rules R.5). */
export function addMonths(date: CalendarDate, months: number): CalendarDate {
  const { year, month, day } = partsOf(date)
  const index = year * 12 + month - 1 + months
  const [y, m] = [Math.floor(index / 12), (((index % 12) + 12) % 12) + 1]
  return write(y, m, Math.min(day, monthDays(y, m)))
}

export const addYears = (date: CalendarDate, years: number): CalendarDate => addMonths(date, years * 12)

/** Whole days from `from` to `to`; negative when `to` is earlier. */
export const daysBetween = (from: CalendarDate, to: CalendarDate): number => dayNumber(to) - dayNumber(from)

export const compareDates = (a: CalendarDate, b: CalendarDate): number => (a < b ? -1 : a > b ? 1 : 0)

const formatters = new Map<string, Intl.DateTimeFormat>()
function partsIn(zone: string, moment: string): Record<string, string> {
  let format = formatters.get(zone)
  if (format === undefined) {
    format = new Intl.DateTimeFormat('en-GB', {
      timeZone: zone,
      year: 'numeric',
      month: '2-digit',
      day: '2-digit',
      hour: '2-digit',
      minute: '2-digit',
      hourCycle: 'h23',
    })
    formatters.set(zone, format)
  }
  return Object.fromEntries(format.formatToParts(new Date(moment)).map(({ type, value }) => [type, value]))
}

/** Which day it is at a moment in an IANA zone. */
export function officeDay(moment: string, zone: string): CalendarDate {
  const { year, month, day } = partsIn(zone, moment)
  return `${year}-${month}-${day}`
}

const monthNames = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
]

/** A date in running text: 2026年11月23日, 23 November 2026. */
export function sayDate(date: CalendarDate, locale: Locale): string {
  const { year, month, day } = partsOf(date)
  return locale === 'en' ? `${day} ${monthNames[month - 1]} ${year}` : `${year}年${month}月${day}日`
}

/** A moment in lists, in the office's zone: 2026-11-23 14:05. The same in both languages. */
export function sayMoment(moment: string, zone: string, _locale?: Locale): string {
  const { year, month, day, hour, minute } = partsIn(zone, moment)
  return `${year}-${month}-${day} ${hour}:${minute}`
}

export function isZone(zone: string): boolean {
  try {
    return new Intl.DateTimeFormat('en', { timeZone: zone }).resolvedOptions().timeZone !== ''
  } catch {
    return false
  }
}
