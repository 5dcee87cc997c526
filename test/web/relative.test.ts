import { expect, it } from 'vitest'
import { words } from '../../src/kernel/messages.ts'
import { relativeDay } from '../../src/web/relative.ts'

it.each([
  ['2026-11-23', '今天', 'today'],
  ['2026-11-24', '明天', 'tomorrow'],
  ['2026-11-22', '昨天', 'yesterday'],
  ['2026-12-05', '12 天后', 'in 12 days'],
  ['2026-11-21', '2 天前', '2 days ago'],
  ['2027-02-23', '92 天后', 'in 92 days'],
  ['2027-02-24', '3 个月后', 'in 3 months'],
  // Never rounded up: one day before two years are 23 months.
  ['2028-11-22', '23 个月后', 'in 23 months'],
  ['2028-11-23', '2 年后', 'in 2 years'],
  ['2024-11-23', '2 年前', '2 years ago'],
  ['2026-08-01', '3 个月前', '3 months ago'],
  ['2041-11-22', '14 年后', 'in 14 years'],
])('says how far %s is from 2026-11-23', (date, zh, en) => {
  expect(relativeDay(words('zh-CN'), '2026-11-23', date)).toBe(zh)
  expect(relativeDay(words('en'), '2026-11-23', date)).toBe(en)
})

it('counts months as the calendar does', () => {
  expect(relativeDay(words('en'), '2026-08-31', '2027-02-28')).toBe('in 6 months')
  expect(relativeDay(words('en'), '2026-08-31', '2027-02-27')).toBe('in 5 months')
})
