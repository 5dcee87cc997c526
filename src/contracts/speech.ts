import type { Locale } from '../kernel/messages.ts'
import { fill, type MessageKey } from '../kernel/messages.ts'
import { sayDate } from '../kernel/dates.ts'
import { sayMoney, type Money } from '../kernel/money.ts'
import { say, type Text } from '../kernel/text.ts'
import { chineseNumber, englishNumber, moneyWithWords, upperNumber } from './amount-in-words.ts'
import { mark } from './marks.ts'

/** How facts are said in one language. Null is a fact still missing: a draft says so, an issue never holds one. */
export function speech(locale: Locale) {
  const english = locale === 'en'
  const word = (key: MessageKey) => fill(locale, key)
  const pending = word('wording.pending')
  const given =
    <T>(write: (value: T) => string) =>
    (value: T | null | undefined): string =>
      value === null || value === undefined ? pending : write(value)

  /** 三十日, thirty days: the periods filled in are said as those of the wording are. */
  const counted = (
    key: 'wording.days' | 'wording.working_days' | 'wording.person_days' | 'wording.months' | 'wording.years'
  ) =>
    given((count: number) =>
      fill(locale, key, { count }).replace(String(count), english ? englishNumber(count) : chineseNumber(count))
    )

  const text = given((value: Text | string) => {
    const said = typeof value === 'string' ? { text: value, lang: locale } : say(value, locale)
    // A name may end in a full stop of its own (Co., Ltd.), but in no Chinese sign.
    const clean = said.text
      .replace(/\s+/g, ' ')
      .replace(/[\s。；，、：]+$/u, '')
      .trim()
    const other = typeof value === 'string' ? /\p{Script=Han}/u.test(clean) && english : said.lang !== locale
    return other ? mark('foreign', clean) : clean
  })

  return {
    word,
    pending,
    text,
    /** Without the punctuation at its end: the wording goes on behind it. */
    phrase: (value: Text | string | null) => text(value).replace(/[\s.。;；,，、:：]+(?=\uFDD5?$)/u, ''),
    list: given((values: readonly (Text | string)[]) => {
      const said = values.map((value) => text(value))
      if (!english) return said.join('、')
      return said.length < 2 ? said.join('') : `${said.slice(0, -1).join(', ')} and ${said.at(-1)}`
    }),
    date: given((value: string) => sayDate(value, locale)),
    money: given((value: Money) => moneyWithWords(value, locale)),
    figures: given((value: Money) => sayMoney(value, locale)),
    percent: given((millionths: number) => `${trim(millionths / 10_000)}%`),
    /** 万分之三, 0.03%. */
    daily: given((millionths: number) => {
      const parts = millionths / 100
      return !english && Number.isInteger(parts) && parts > 0 && parts < 10
        ? `万分之${'一二三四五六七八九'[parts - 1]}`
        : `${trim(millionths / 10_000)}%`
    }),
    days: counted('wording.days'),
    working_days: counted('wording.working_days'),
    person_days: counted('wording.person_days'),
    months: counted('wording.months'),
    years: counted('wording.years'),
    /** 肆, four (4). */
    numeral: given((value: number) => (english ? `${englishNumber(value)} (${value})` : upperNumber(value))),
  }
}
export type Speech = ReturnType<typeof speech>

const trim = (value: number): string => String(Number(value.toFixed(4)))
