import { addMonths, type CalendarDate, daysBetween, officeDay } from '../kernel/dates.ts'
import type { Words } from '../kernel/messages.ts'
import type { C } from './env.ts'
import type { When } from './kit/text.tsx'

/** So far ahead and back days are counted: a quarter. */
const inDays = 92

/** Whole months between two days, the earlier first. */
function monthsBetween(from: CalendarDate, to: CalendarDate): number {
  const between =
    (Number(to.slice(0, 4)) - Number(from.slice(0, 4))) * 12 + Number(to.slice(5, 7)) - Number(from.slice(5, 7))
  return addMonths(from, between) > to ? between - 1 : between
}

/**
 * "in 12 days", "3 years ago": days up to three months, months up to two years, then years, never rounded up. Stands
 * beside the date, never instead of it.
 */
export function relativeDay(t: Words, today: CalendarDate, date: CalendarDate): string {
  const days = daysBetween(today, date)
  if (days === 0) return t('date.today')
  if (days === 1) return t('date.tomorrow')
  if (days === -1) return t('date.yesterday')
  const ahead = days > 0
  if (Math.abs(days) <= inDays) return t(ahead ? 'date.in_days' : 'date.days_ago', { days: Math.abs(days) })
  const months = ahead ? monthsBetween(today, date) : monthsBetween(date, today)
  if (months < 24) return t(ahead ? 'date.in_months' : 'date.months_ago', { months })
  return t(ahead ? 'date.in_years' : 'date.years_ago', { years: Math.floor(months / 12) })
}

const today = (c: C): CalendarDate => officeDay(c.var.ctx.now, c.var.ctx.zone)

/** A day with its distance from today. */
export const whenOf = (c: C, date: CalendarDate): When => ({ date, relative: relativeDay(c.var.t, today(c), date) })

/** The same for a day by which something must have happened: said louder from `soon` days before, red once it is past. */
export function dueOf(c: C, date: CalendarDate, soon = 30): When {
  const days = daysBetween(today(c), date)
  return { ...whenOf(c, date), tone: days < 0 ? 'overdue' : days <= soon ? 'soon' : undefined }
}
