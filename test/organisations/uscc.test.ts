import fc from 'fast-check'
import { expect, it } from 'vitest'
import { readUscc, Uscc } from '../../src/organisations/uscc.ts'
import codes from '../fixtures/cn-uscc.json' with { type: 'json' }
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

it.each(vectors.uscc.accepted)('accepts $typed', ({ typed, stored }) => {
  expect(readUscc(typed)).toEqual({ ok: true, value: stored })
})
it.each(vectors.uscc.refused)('refuses $typed: $because', ({ typed }) => {
  expect(readUscc(typed).ok).toBe(false)
})
it.each(codes.codes)('finds $uscc of $name $verdict', ({ uscc, verdict }) => {
  const expected = /expected (.)/.exec(verdict)?.[1]
  expect(readUscc(uscc)).toEqual(expected ? { ok: false, why: 'check', expected } : { ok: true, value: uscc })
})

it('tells a wrong check character from a wrong shape', () => {
  const said = (typed: string) => Uscc.safeParse(typed).error?.issues[0]
  expect(said('12100000400000624E')).toMatchObject({
    params: { key: 'input.uscc_check', params: { value: '12100000400000624E', expected: 'D' } },
  })
  expect(said('1210000O400000624D')).toMatchObject({ params: { key: 'input.uscc_format', params: { length: 18 } } })
  expect(said('12100000400000624')).toMatchObject({ params: { key: 'input.uscc_format', params: { length: 17 } } })
})

it('accepts it spaced, hyphenated, full-width, in small letters and with its name before it', () => {
  for (const typed of [
    '1210 0000 4000 0062 4D',
    '12100000-400000624d',
    '１２１００００００４０００００６２４Ｄ'.replace('００００００', '０００００'),
    '统一社会信用代码：12100000400000624D',
  ])
    expect(readUscc(typed), typed).toEqual({ ok: true, value: '12100000400000624D' })
})

it('accepts a valid one whose digits pass as a resident-ID number, for the field is a credit code’s', () => {
  const digits = Array.from({ length: 1000 }, (_, i) => `11010519900101${String(i).padStart(3, '0')}`)
  const both = digits.flatMap((start) =>
    Array.from('0123456789X', (check) => start + check).filter((code) => readUscc(code).ok)
  )
  expect(both.length).toBeGreaterThan(0)
  for (const code of both) expect(Uscc.parse(code)).toBe(code)
})

it('catches every single wrong character', () => {
  const alphabet = '0123456789ABCDEFGHJKLMNPQRTUWXY'
  const valid = vectors.uscc.accepted.map(({ stored }) => stored)
  fc.assert(
    fc.property(fc.constantFrom(...valid), fc.nat(17), fc.constantFrom(...alphabet), (code, at, character) => {
      fc.pre(code[at] !== character)
      expect(readUscc(code.slice(0, at) + character + code.slice(at + 1)).ok).toBe(false)
    })
  )
})
