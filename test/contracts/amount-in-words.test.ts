import fc from 'fast-check'
import { expect, it } from 'vitest'
import { amountInWords, englishNumber, moneyWithWords, upperNumber } from '../../src/contracts/amount-in-words.ts'

// The first rows are the examples of the Rules on Payment and Settlement, annex 1.
it.each([
  [1409_50, '人民币壹仟肆佰零玖元伍角整', 'one thousand four hundred and nine yuan renminbi and 50/100 only'],
  [6007_14, '人民币陆仟零柒元壹角肆分', 'six thousand and seven yuan renminbi and 14/100 only'],
  [325_04, '人民币叁佰贰拾伍元零肆分', 'three hundred and twenty-five yuan renminbi and 04/100 only'],
  [16409_02, '人民币壹万陆仟肆佰零玖元零贰分', 'sixteen thousand four hundred and nine yuan renminbi and 02/100 only'],
  [1_200_000_00, '人民币壹佰贰拾万元整', 'one million two hundred thousand yuan renminbi only'],
  [10_005_00, '人民币壹万零伍元整', 'ten thousand and five yuan renminbi only'],
  [100_000_000_00, '人民币壹亿元整', 'one hundred million yuan renminbi only'],
  [100_010_000_00, '人民币壹亿零壹万元整', 'one hundred million ten thousand yuan renminbi only'],
  [1_000_000_000_000_00, '人民币壹万亿元整', 'one trillion yuan renminbi only'],
  [1_000_100_000_000_00, '人民币壹万零壹亿元整', 'one trillion one hundred million yuan renminbi only'],
  [50_500_005_00, '人民币伍仟零伍拾万零伍元整', 'fifty million five hundred thousand and five yuan renminbi only'],
  [53, '人民币伍角叁分', 'zero yuan renminbi and 53/100 only'],
  [4, '人民币肆分', 'zero yuan renminbi and 04/100 only'],
  [0, '人民币零元整', 'zero yuan renminbi only'],
])('%i fen', (amount, zh, en) => {
  const money = { amount, currency: 'CNY' }
  expect([amountInWords(money, 'zh-CN'), amountInWords(money, 'en')]).toEqual([zh, en])
})

it.each([
  ['USD', 1_500_000_50, '美元壹佰伍拾万元伍角整', 'one million five hundred thousand US dollars and 50/100 only'],
  ['JPY', 20_001, '日元贰万零壹元整', 'twenty thousand and one Japanese yen only'],
  ['KWD', 1_005, 'KWD壹点零零伍元整', 'one KWD and 005/1000 only'],
])('%s has its own name and minor unit', (currency, amount, zh, en) => {
  expect([amountInWords({ amount, currency }, 'zh-CN'), amountInWords({ amount, currency }, 'en')]).toEqual([zh, en])
})

it('stands behind the figures', () => {
  const money = { amount: 120_000_000, currency: 'CNY' }
  expect(moneyWithWords(money, 'zh-CN')).toBe('¥1,200,000.00（大写：人民币壹佰贰拾万元整）')
  expect(moneyWithWords(money, 'en')).toBe(
    'CNY 1,200,000.00 (in words: one million two hundred thousand yuan renminbi only)'
  )
})

const chineseValue: Record<string, number> = { 拾: 10, 佰: 100, 仟: 1000 }
function readUpper(text: string): number {
  let [total, section, digit] = [0, 0, 0]
  for (const sign of text) {
    const value = '零壹贰叁肆伍陆柒捌玖'.indexOf(sign)
    if (value >= 0) digit = value
    else if (sign === '万') [total, section, digit] = [total + (section + digit) * 10_000, 0, 0]
    else if (sign === '亿') [total, section, digit] = [(total + section + digit) * 100_000_000, 0, 0]
    else [section, digit] = [section + digit * chineseValue[sign]!, 0]
  }
  return total + section + digit
}

it('reads back as the same number, with no two zeros in a row', () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999_999_999 }), (number) => {
      const said = upperNumber(number)
      expect(readUpper(said)).toBe(number)
      expect(said).not.toMatch(/零零|零[拾佰仟万亿]|.零$/)
      expect(englishNumber(number)).toMatch(/^[a-z -]+$/)
    })
  )
})
