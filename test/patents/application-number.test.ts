import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { fill } from '../../src/kernel/messages.ts'
import {
  applicationNumberFault,
  readApplicationNumber,
  readChineseNumber,
} from '../../src/patents/application-number.ts'
import numbers from '../fixtures/cn-application-numbers.json' with { type: 'json' }
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

const kinds = ['cn-application-number-2003', 'cn-application-number-1985'] as const
const fullWidth = (text: string) => text.replace(/\d/g, (digit) => String.fromCodePoint(Number(digit) + 0xff10))
const kindOf: Readonly<Record<string, string>> = {
  invention: 'invention',
  'PCT invention': 'invention',
  'utility model': 'utility_model',
  design: 'design',
}

describe.each(kinds)('the examples of %s', (kind) => {
  it.each(vectors[kind].accepted)('stores $typed as $stored', ({ typed, stored }) => {
    expect(readChineseNumber(typed)).toMatchObject({ ok: true, value: stored, granted: typed.startsWith('ZL') })
  })
  it.each(vectors[kind].refused)('refuses $typed: $because', ({ typed, because }) => {
    const answer = readChineseNumber(typed)
    const expected = /^check (?:character|digit) must be (.)/.exec(because)?.[1]
    if (expected !== undefined) expect(answer).toMatchObject({ why: 'check', expected })
    else expect(answer.ok).toBe(false)
  })
})

it.each(numbers.numbers)(
  'finds $typed, as written by a holder, $verdict',
  ({ typed, digits, type, check, verdict }) => {
    const answer = readChineseNumber(typed)
    if (verdict === 'valid')
      expect(answer).toEqual({
        ok: true,
        value: `${digits.slice(0, 12)}.${digits.slice(12)}`,
        kind: kindOf[type],
        year: Number(digits.slice(0, 4)),
        granted: typed.startsWith('ZL'),
      })
    else if (verdict === 'check digit wrong')
      expect(answer).toEqual({
        ok: false,
        why: 'check',
        expected: check,
        suggestion: `${digits.slice(0, 12)}.${check}`,
      })
    else expect(answer).toEqual({ ok: false, why: 'format' })
  }
)

it.each([
  'ZL 2020 1 1472880.4',
  'ZL2020114728804',
  'CN202011472880.4',
  'CN ZL202011472880.4',
  'zl202011472880.4',
  '专利号：ZL202011472880.4',
  '申请号: 202011472880.4',
  '202011472880·4',
  '202011472880-4',
  '２０２０１１４７２８８０．４',
])('reads %s as one and the same number', (typed) => {
  expect(readChineseNumber(typed)).toMatchObject({ ok: true, value: '202011472880.4', kind: 'invention', year: 2020 })
})

it.each([
  ['95115608.X', 'invention', 1995],
  ['85100001.0', 'invention', 1985],
])('reads the kind and year of the old number %s', (typed, kind, year) => {
  expect(readChineseNumber(typed)).toMatchObject({ kind, year })
})

it('says what would be right', () => {
  const said = (typed: string) => {
    const found = applicationNumberFault(typed, readChineseNumber(typed), ['applicationNumber'])
    return found && fill('zh-CN', found.key, found.params)
  }
  expect(said('ZL201810123456.7')).toBe('申请号“ZL201810123456.7”的校验位不对，应为 201810123456.5')
  expect(said('202411074110')).toMatch(/缺少最后的校验位。完整的号码是 202411074110\.\w，请核对/)
  expect(said('ZL20101061327.6')).toMatch(/^“ZL20101061327.6”不是申请号/)
  expect(said('202011472880.4')).toBeNull()
})

it('catches every single wrong digit', () => {
  const valid = numbers.numbers.filter(({ verdict }) => verdict === 'valid').map(({ digits }) => digits)
  fc.assert(
    fc.property(fc.constantFrom(...valid), fc.nat(12), fc.constantFrom(...'0123456789'), (number, at, digit) => {
      fc.pre(number[at] !== digit)
      expect(readChineseNumber(number.slice(0, at) + digit + number.slice(at + 1)).ok).toBe(false)
    })
  )
})

it('accepts every number it suggests, and reads its own form unchanged', () => {
  const serial = fc.tuple(
    fc.integer({ min: 2003, max: 2099 }),
    fc.constantFrom(...'12389'),
    fc.integer({ min: 0, max: 9_999_999 })
  )
  fc.assert(
    fc.property(serial, ([year, type, count]) => {
      const answer = readChineseNumber(`${year}${type}${String(count).padStart(7, '0')}`)
      if (answer.ok || answer.why !== 'format' || answer.suggestion === undefined) throw new Error('no suggestion')
      const value = answer.suggestion
      expect(readChineseNumber(value)).toMatchObject({ ok: true, value })
      expect(readChineseNumber(fullWidth(`ZL ${value}`))).toMatchObject({ ok: true, value })
    })
  )
})

describe('the numbers of other offices', () => {
  it.each([
    ['US', '13/573,920', '13/573920'],
    ['US', '13/573920', '13/573920'],
    ['US', 'US 13573920', '13/573920'],
    ['US', '14/ 033725', '14/033725'],
    ['US', '12/533/258', '12/533258'],
    ['US', '9/364,919', '09/364919'],
    ['US', '20375014', '20375014'],
    ['EP', 'EP16000312.7', '16000312.7'],
    ['EP', '160003127', '16000312.7'],
    ['WO', 'PCT/US2018/017252', 'PCT/US2018/017252'],
    ['WO', 'PCTUS2018017252', 'PCT/US2018/017252'],
    ['WO', 'pct/cn2018/017252', 'PCT/CN2018/017252'],
    ['WO', 'PCT/US98/12345', 'PCT/US98/12345'],
    ['JP', '特願2018-180366', '2018-180366'],
    ['JP', 'JP2018180366', '2018-180366'],
    ['JP', '特願平10-123456', 'H10-123456'],
    ['KR', '10-2019-0123456', '10-2019-0123456'],
    ['KR', 'KR1020190123456', '10-2019-0123456'],
    ['DE', '10 2019 123 456.7', '102019123456.7'],
  ])('stores %s %s as %s', (office, typed, value) => {
    expect(readApplicationNumber(office, typed)).toEqual({ ok: true, value, kind: null, granted: false, year: null })
    expect(readApplicationNumber(office, value)).toMatchObject({ value })
  })

  it.each(vectors['pct-application-number'].accepted)('stores $typed as it is', ({ typed }) => {
    expect(readApplicationNumber('WO', typed)).toMatchObject({ ok: true, value: typed })
  })

  it.each(['', '/0', '/', 'none', '申请中', 'x'.repeat(60), '<b>13</b>573920'])('refuses “%s”', (typed) => {
    expect(readApplicationNumber('US', typed)).toEqual({ ok: false, why: 'format' })
  })
})
