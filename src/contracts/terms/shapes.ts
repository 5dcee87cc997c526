import { z } from 'zod'
import { CalendarDate } from '../../kernel/dates.ts'
import { line, LongText, Text } from '../../kernel/text.ts'

/** What a figure counts; forms and tables are made by it. Amounts are minor units of the contract's currency. */
export type Unit = 'share' | 'days' | 'months' | 'years' | 'amount' | 'count' | 'person_days' | 'party' | 'hours'
const figure = (unit: Unit, min: number, max: number) => z.int().min(min).max(max).meta({ unit })

/** Millionths of a whole; above one only where a figure is held against the contract value. */
export const Share = figure('share', 0, 1_000_000)
export const ShareOfValue = figure('share', 0, 10_000_000)
export const Days = figure('days', 1, 730)
export const Months = figure('months', 1, 120)
export const Years = figure('years', 1, 50)
export const Amount = figure('amount', 0, Number.MAX_SAFE_INTEGER)
export const Count = figure('count', 1, 100_000)
export const PersonDays = figure('person_days', 1, 2_000)
export const Hours = figure('hours', 1, 10_000)
/** A party by its place in the list of the parties, from 1. */
export const PartyNumber = figure('party', 1, 20)
export const Day = CalendarDate.meta({ unit: 'date' })
export const Line = line(200)
export { LongText, Text }

/** A choice with its default; `reason`: why that is fair between a university and a firm. */
export const choice = <const T extends readonly [string, ...string[]]>(values: T, usual: T[number], reason: string) =>
  z
    .enum(values)
    .default(usual as never)
    .describe(reason)
export const flag = (value: boolean, reason: string) => z.boolean().default(value).describe(reason)
export const usual = <T extends z.ZodInt>(shape: T, value: number, reason: string) =>
  shape.default(value as never).describe(reason)
/** Nothing unless it is said. */
export const open = <T extends z.ZodType>(shape: T, reason: string) => shape.nullable().default(null).describe(reason)
export const list = <T extends z.ZodType>(shape: T, reason: string) =>
  z.array(shape).max(200).default([]).describe(reason)
/** A field of a row that may be left empty. */
export const maybe = <T extends z.ZodType>(shape: T) => shape.nullable().default(null)
