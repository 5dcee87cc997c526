import fc from 'fast-check'
import { expect, it } from 'vitest'
import { Orcid, readOrcid } from '../../src/people/orcid.ts'
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

it.each(vectors.orcid.accepted)('accepts $typed', ({ typed, stored }) => {
  expect(readOrcid(typed)).toEqual({ ok: true, value: stored })
})
it.each(vectors.orcid.refused)('refuses $typed: $because', ({ typed }) => {
  expect(readOrcid(typed).ok).toBe(false)
})

it('accepts it bare, as its address, full-width and in small letters', () => {
  for (const typed of [
    '000000021694233x',
    'https://orcid.org/0000-0002-1694-233X',
    'orcid.org/0000-0002-1694-233X/',
    'ORCID: 0000-0002-1694-233X',
    '００００－０００２－１６９４－２３３Ｘ',
  ])
    expect(readOrcid(typed), typed).toEqual({ ok: true, value: '0000-0002-1694-233X' })
})

it('says which check digit would be right', () => {
  expect(Orcid.safeParse('0000-0002-1825-0098').error?.issues[0]).toMatchObject({
    params: { key: 'input.orcid_check', params: { value: '0000-0002-1825-0098', expected: '7' } },
  })
})

it('catches every single wrong digit', () => {
  const valid = vectors.orcid.accepted.map(({ stored }) => stored.replaceAll('-', ''))
  fc.assert(
    fc.property(fc.constantFrom(...valid), fc.nat(15), fc.constantFrom(...'0123456789'), (id, at, digit) => {
      fc.pre(id[at] !== digit)
      expect(readOrcid(id.slice(0, at) + digit + id.slice(at + 1)).ok).toBe(false)
    })
  )
})
