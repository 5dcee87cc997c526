import { minorDigits, sayMoney, type Money } from '../kernel/money.ts'
import type { Locale } from '../kernel/messages.ts'

const upperDigits = '零壹贰叁肆伍陆柒捌玖'
const upperUnits = ['', '拾', '佰', '仟']
const upperGroups = ['', '万', '亿', '万亿']

// Four digits, without the zeros before the first and after the last.
function upperGroup(group: string): string {
  const said = [...group].map((digit, i) =>
    digit === '0' ? '零' : upperDigits[Number(digit)] + upperUnits[group.length - 1 - i]!
  )
  return said
    .join('')
    .replace(/零+/g, '零')
    .replace(/^零|零$/g, '')
}

/** 壹万零伍佰: a whole number below 10^16 as it stands on bills. */
export function upperNumber(number: number): string {
  const digits = String(number)
  const padded = digits.padStart(Math.ceil(digits.length / 4) * 4, '0')
  const groups = padded.match(/\d{4}/g) ?? []
  let text = ''
  groups.forEach((group, i) => {
    const said = upperGroup(group)
    if (said === '') return
    const gap = text !== '' && (group.startsWith('0') || groups[i - 1]?.endsWith('0'))
    text += (gap ? '零' : '') + said + upperGroups[groups.length - 1 - i]!
  })
  // A higher group keeps its 万 or 亿 even where the groups between are empty: 壹万亿, 壹亿.
  return text === '' ? '零' : text.replace('万亿', groups.length === 4 && groups[1] !== '0000' ? '万' : '万亿')
}

const [upper, plain] = ['壹贰叁肆伍陆柒捌玖拾佰仟', '一二三四五六七八九十百千']
/** 三十, 一百零五: a whole number as it stands in running text. */
export const chineseNumber = (number: number): string =>
  upperNumber(number)
    .replace(/[壹贰叁肆伍陆柒捌玖拾佰仟]/g, (digit) => plain[upper.indexOf(digit)]!)
    .replace(/^一十/, '十')

// Hundredths as 角 and 分; 整 when there are none (Rules on Payment and Settlement, annex 1).
function upperHundredths(minor: number, hasWhole: boolean): string {
  const [jiao, fen] = [Math.floor(minor / 10), minor % 10]
  if (minor === 0) return '整'
  const zero = jiao === 0 && hasWhole ? '零' : ''
  return `${jiao > 0 ? `${upperDigits[jiao]}角` : zero}${fen > 0 ? `${upperDigits[fen]}分` : '整'}`
}

const small =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen'.split(
    ' '
  )
const tens = ['', '', 'twenty', 'thirty', 'forty', 'fifty', 'sixty', 'seventy', 'eighty', 'ninety']
const thousands = ['', ' thousand', ' million', ' billion', ' trillion', ' quadrillion']

function underThousand(n: number): string {
  if (n < 20) return small[n]!
  if (n < 100) return tens[Math.floor(n / 10)]! + (n % 10 > 0 ? `-${small[n % 10]}` : '')
  return `${small[Math.floor(n / 100)]} hundred${n % 100 > 0 ? ` and ${underThousand(n % 100)}` : ''}`
}

/** one million two hundred thousand: a whole number below 10^16. */
export function englishNumber(number: number): string {
  if (number < 1000) return underThousand(number)
  const parts: string[] = []
  for (let rest = number, i = 0; rest > 0; rest = Math.floor(rest / 1000), i++) {
    const part = rest % 1000
    // "One thousand and five": the last part below a hundred is joined by "and".
    if (part > 0) parts.unshift(`${i === 0 && part < 100 ? 'and ' : ''}${underThousand(part)}${thousands[i]}`)
  }
  return parts.join(' ')
}

const names: Readonly<Record<string, readonly [zh: string, en: string]>> = {
  CNY: ['人民币', 'yuan renminbi'],
  USD: ['美元', 'US dollars'],
  EUR: ['欧元', 'euros'],
  GBP: ['英镑', 'pounds sterling'],
  JPY: ['日元', 'Japanese yen'],
  HKD: ['港币', 'Hong Kong dollars'],
}

/** 人民币壹佰贰拾万元整; one million two hundred thousand yuan renminbi only. */
export function amountInWords(money: Money, locale: Locale): string {
  const digits = minorDigits(money.currency)
  const scale = 10 ** digits
  const [whole, minor] = [Math.floor(money.amount / scale), money.amount % scale]
  const name = names[money.currency]?.[locale === 'en' ? 1 : 0] ?? money.currency
  const fraction = String(minor).padStart(digits, '0')
  if (locale === 'en') return `${englishNumber(whole)} ${name}${minor > 0 ? ` and ${fraction}/${scale}` : ''} only`
  if (digits === 2 && whole === 0 && minor > 0) return `${name}${upperHundredths(minor, false)}`
  const rest = digits === 2 ? upperHundredths(minor, true) : '整'
  const decimals =
    digits > 2 && minor > 0 ? `点${[...fraction].map((digit) => upperDigits[Number(digit)]).join('')}` : ''
  return `${name}${upperNumber(whole)}${decimals}元${rest}`
}

/** Figures, and the same in words, so that a misprint cannot hide. */
export function moneyWithWords(money: Money, locale: Locale): string {
  const figures = sayMoney(money, locale)
  const said = amountInWords(money, locale)
  return locale === 'en' ? `${figures} (in words: ${said})` : `${figures}（大写：${said}）`
}
