import { describe, expect, it } from 'vitest'
import { publicationNumberFault, readPublicationNumber } from '../../src/patents/publication-number.ts'
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

const kinds = [
  'cn-publication-number',
  'us-publication-number',
  'ep-publication-number',
  'wo-publication-number',
  'jp-publication-number',
  'kr-publication-number',
] as const

describe.each(kinds)('the examples of %s', (kind) => {
  it.each(vectors[kind].accepted)('accepts $typed', ({ typed }) => {
    const answer = readPublicationNumber(typed)
    expect(answer).toMatchObject({
      ok: true,
      value: typed.replace('/', ''),
      officeCode: kind.slice(0, 2).toUpperCase(),
    })
  })
  // What is "not normalised" is taken in and stored in the normal form; see below.
  const refused = vectors[kind].refused.filter(({ because }) => because !== 'not normalised')
  it.each(refused)('refuses $typed: $because', ({ typed, because }) => {
    expect(readPublicationNumber(typed)).toEqual({
      ok: false,
      why: /kind code missing|^no kind code/.test(because) ? 'kind' : 'format',
    })
  })
})

it.each([
  ['US 2018/0247475 A1', 'US20180247475A1', 'A1'],
  ['US 12,438,891 B1', 'US12438891B1', 'B1'],
  ['US RE43,880 E', 'USRE43880E', 'E'],
  ['EP 3 074 539 B1', 'EP3074539B1', 'B1'],
  ['WO 2019/123456 A1', 'WO2019123456A1', 'A1'],
  ['cn 112330675 b', 'CN112330675B', 'B'],
  ['ＣＮ１１２３３０６７５Ｂ', 'CN112330675B', 'B'],
  ['JP2018180366A', 'JP2018-180366A', 'A'],
  ['KR1020190123456A', 'KR10-2019-0123456A', 'A'],
  ['KR101234567B1', 'KR10-1234567B1', 'B1'],
  ['DE 10 2019 123 456 A1', 'DE102019123456A1', 'A1'],
])('stores %s as %s', (typed, value, kindCode) => {
  expect(readPublicationNumber(typed)).toEqual({ ok: true, value, officeCode: value.slice(0, 2), kindCode })
  expect(readPublicationNumber(value)).toMatchObject({ ok: true, value })
})

it('takes the number without the office’s code where the office is known, and no other office’s', () => {
  expect(readPublicationNumber('112330675B', 'CN')).toMatchObject({ ok: true, value: 'CN112330675B' })
  expect(readPublicationNumber('US6285999B1', 'CN')).toEqual({ ok: false, why: 'format' })
})

it('says when only the kind code is missing', () => {
  const at = ['publicationNumber']
  const key = (typed: string) => publicationNumberFault(typed, readPublicationNumber(typed), at)?.key
  expect(key('CN112330675')).toBe('input.publication_number_kind')
  expect(key('CN412330675B')).toBe('input.publication_number_format')
  expect(key('CN112330675B')).toBeUndefined()
})
