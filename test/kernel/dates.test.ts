import fc from 'fast-check'
import { expect, it } from 'vitest'
import {
  addDays,
  addMonths,
  addYears,
  CalendarDate,
  compareDates,
  daysBetween,
  isDate,
  isZone,
  Moment,
  officeDay,
  sayDate,
  sayMoment,
} from '../../src/kernel/dates.ts'

const day = fc
  .date({ min: new Date('1900-01-01'), max: new Date('2200-12-31'), noInvalidDate: true })
  .map((date) => date.toISOString().slice(0, 10))

it.each(['2024-02-29', '2000-02-29', '2026-11-23', '0001-01-01'])('takes %s for a day', (text) => {
  expect(CalendarDate.safeParse(text).success).toBe(true)
})

it.each(['2026-02-29', '1900-02-29', '2026-13-01', '2026-00-10', '2026-04-31', '2026-4-1', '20260401', ' 2026-04-01'])(
  'refuses “%s” as a day and repeats it',
  (text) => {
    const { error } = CalendarDate.safeParse(text)
    expect(error?.issues[0]).toMatchObject({ params: { key: 'input.date', params: { value: text } } })
  }
)

it('takes a moment in UTC with milliseconds alone', () => {
  expect(Moment.safeParse('2026-11-23T06:05:00.000Z').success).toBe(true)
  for (const text of ['2026-11-23T06:05:00Z', '2026-11-23T06:05:00.000+08:00', '2026-02-30T06:05:00.000Z'])
    expect(Moment.safeParse(text).success, text).toBe(false)
})

// Nominal dates of the worked examples for annuities, grace periods, PCT and Paris (Implementing Rules R.5).
it.each([
  ['1997-06-03', 60, '2002-06-03'],
  ['2002-06-03', 6, '2002-12-03'],
  ['2020-02-29', 60, '2025-02-28'],
  ['2020-02-29', 96, '2028-02-29'],
  ['2021-10-02', 12, '2022-10-02'],
  ['2020-08-31', 6, '2021-02-28'],
  ['2023-08-31', 30, '2026-02-28'],
  ['2023-08-31', 32, '2026-04-30'],
  ['2023-08-31', 31, '2026-03-31'],
  ['2024-02-29', 12, '2025-02-28'],
  ['2024-08-31', 6, '2025-02-28'],
  ['2025-08-31', 6, '2026-02-28'],
  ['2027-08-31', 6, '2028-02-29'],
  ['2026-01-31', -2, '2025-11-30'],
])('adds to %s %i months: %s', (from, months, to) => {
  expect(addMonths(from, months)).toBe(to)
})

it('lands in the month counted to, on the same day or the last of it', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -1200, max: 1200 }), (from, months) => {
      const to = addMonths(from, months)
      const index = (date: string) => Number(date.slice(0, 4)) * 12 + Number(date.slice(5, 7))
      expect(isDate(to)).toBe(true)
      expect(index(to)).toBe(index(from) + months)
      const sameDay = to.slice(8) === from.slice(8)
      expect(sameDay || addDays(to, 1).slice(8) === '01').toBe(true)
    })
  )
})

it('counts twelve months to the year and every day between', () => {
  fc.assert(
    fc.property(day, fc.integer({ min: -200, max: 200 }), fc.integer({ min: -80_000, max: 80_000 }), (from, y, d) => {
      expect(addYears(from, y)).toBe(addMonths(from, y * 12))
      expect(daysBetween(from, addDays(from, d))).toBe(d)
      expect(Math.sign(compareDates(addDays(from, d), from))).toBe(Math.sign(d))
    })
  )
})

it.each([
  ['2026-12-31T15:59:59.999Z', 'Asia/Shanghai', '2026-12-31', '2026-12-31 23:59'],
  ['2026-12-31T16:00:00.000Z', 'Asia/Shanghai', '2027-01-01', '2027-01-01 00:00'],
  ['2027-01-01T04:59:00.000Z', 'America/New_York', '2026-12-31', '2026-12-31 23:59'],
  ['2026-11-23T06:05:00.000Z', 'UTC', '2026-11-23', '2026-11-23 06:05'],
])('says which day %s is in %s', (moment, zone, date, said) => {
  expect(officeDay(moment, zone)).toBe(date)
  expect(sayMoment(moment, zone, 'zh-CN')).toBe(said)
})

it('says a day in both languages', () => {
  expect([sayDate('2026-11-23', 'zh-CN'), sayDate('2026-01-03', 'en')]).toEqual(['2026年11月23日', '3 January 2026'])
})

it('knows a zone from a word', () => {
  expect([isZone('Asia/Shanghai'), isZone('Beijing'), isZone('')]).toEqual([true, false, false])
})
