import english from 'i18n-iso-countries/langs/en.json' with { type: 'json' }
import chinese from 'i18n-iso-countries/langs/zh.json' with { type: 'json' }
import { z } from 'zod'
import type { Locale } from '../kernel/messages.ts'
import { quote } from '../kernel/resident-id.ts'
import { issue } from '../kernel/zod.ts'

type Names = Readonly<Record<string, string | readonly string[]>>
// Kosovo is no country of ISO 3166-1, only of the list.
const { XK: _, ...known } = english.countries as Names
const { XK: __, ...inChinese } = chinese.countries as Names

/** Names as Chinese authorities write them, where the list has others. */
const corrected: Names = {
  HK: '中国香港',
  MO: '中国澳门',
  EH: '西撒哈拉',
  FK: '马尔维纳斯群岛（福克兰）',
}
const names: Record<Locale, Names> = { 'zh-CN': { ...inChinese, ...corrected }, en: known }

/** ISO 3166-1 alpha-2. Not an office code: EP and WO are no countries. */
export const Country = z
  .string()
  .transform((code) => code.trim().toUpperCase())
  .pipe(
    z.string().check((context) => {
      if (!Object.hasOwn(names.en, context.value)) {
        context.issues.push(issue(context.value, 'input.country', { value: quote(context.value, 20) }))
      }
    })
  )
  .meta({ example: 'CN' })

/** 中国 / China; the code itself when the list does not have it. */
export function sayCountry(code: string, locale: Locale): string {
  const name = names[locale][code] ?? code
  return typeof name === 'string' ? name : name[0]!
}

// Those an office in China meets first stand ahead of the alphabet.
const ahead = ['CN', 'HK', 'MO', 'TW', 'US', 'DE', 'JP', 'KR', 'GB', 'FR', 'SG']

export function countries(locale: Locale): { value: string; label: string }[] {
  const option = (value: string) => ({ value, label: sayCountry(value, locale) })
  const rest = Object.keys(names[locale]).filter((code) => !ahead.includes(code))
  return [...ahead.map(option), ...rest.map(option).toSorted((a, b) => a.label.localeCompare(b.label, locale))]
}
