import { daysBetween } from '../kernel/dates.ts'
import type { Words } from '../kernel/messages.ts'

/** "in 12 days", "today", "3 days ago": stands beside a date and never in its place. */
export function relativeDay(t: Words, today: string, date: string): string {
  const days = daysBetween(today, date)
  if (days === 0) return t('date.today')
  return days > 0 ? t('date.in_days', { days }) : t('date.days_ago', { days: -days })
}
