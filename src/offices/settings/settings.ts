import { z } from 'zod'
import { type Prefix, prefixes } from '../../db/references.ts'
import { locales } from '../../kernel/messages.ts'
import { quote } from '../../kernel/resident-id.ts'
import { issue } from '../../kernel/zod.ts'
import { Zone } from '../office.ts'

/** Provinces whose rules the product knows to differ from the national ones. */
export const provinces = ['national', 'liaoning', 'beijing', 'shanghai', 'zhejiang', 'guangdong'] as const
/** Kinds of agreement that a threshold may be set for. */
export const thresholdKinds = ['licence_patent', 'transfer_patent_right'] as const

/** A way to write references: YYYY and NNNN once each, else nothing that an address or a file name could trip over. */
const Pattern = z.string().check((context) => {
  const { value } = context
  const once = (part: string) => value.split(part).length === 2
  if (value.length > 40 || !once('YYYY') || !once('NNNN') || !/^[A-Za-z0-9\-/.]+$/.test(value))
    context.issues.push(issue(quote(value, 60), 'settings.number_pattern', { value: quote(value, 60) }))
})

/** An optional field for each of these names. */
const oneEach = <N extends string, S extends z.ZodType>(names: readonly N[], schema: S) =>
  z.strictObject(Object.fromEntries(names.map((name) => [name, schema.optional()])) as Record<N, z.ZodOptional<S>>)

export const OfficeSettings = z
  .strictObject({
    zone: Zone,
    locale: z.enum(locales),
    /** Minor units of the yuan: from this value on the leadership approves. */
    leadershipFrom: oneEach(thresholdKinds, z.int().min(0)).default({}),
    numberPatterns: oneEach(prefixes, Pattern).default({}),
    province: z.enum(provinces).default('national'),
  })
  .meta({ id: 'OfficeSettings' })
export type OfficeSettings = z.infer<typeof OfficeSettings>

export const patternOf = (prefix: Prefix, settings: { numberPatterns?: Partial<Record<string, string>> }): string =>
  settings.numberPatterns?.[prefix] ?? `${prefix}-YYYY-NNNN`
