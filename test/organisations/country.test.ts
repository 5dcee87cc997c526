import { expect, it } from 'vitest'
import { countries, Country, sayCountry } from '../../src/organisations/country.ts'

it.each([
  ['HK', '中国香港'],
  ['MO', '中国澳门'],
  ['TW', '中国台湾省'],
  ['EH', '西撒哈拉'],
  ['FK', '马尔维纳斯群岛（福克兰）'],
])('calls %s %s', (code, name) => {
  expect(sayCountry(code, 'zh-CN')).toBe(name)
  expect(countries('zh-CN')).toContainEqual({ value: code, label: name })
})

it('has no country that ISO 3166-1 does not have', () => {
  for (const locale of ['zh-CN', 'en'] as const)
    expect(countries(locale).some(({ value }) => value === 'XK')).toBe(false)
  expect(Country.safeParse('XK').success).toBe(false)
})
