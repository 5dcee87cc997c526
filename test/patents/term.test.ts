import { expect, it } from 'vitest'
import { expiryOf } from '../../src/patents/term.ts'

// Patent Law 2020 art. 42, CNIPA Interim Measures 2021 art. 10.
it.each([
  ['invention', '2006-03-15', '2026-03-15'],
  ['invention', '2020-02-29', '2040-02-29'],
  ['utility_model', '1999-09-06', '2009-09-06'],
  ['utility_model', '2020-02-29', '2030-02-28'],
  ['design', '2021-05-31', '2031-05-31'],
  ['design', '2021-06-01', '2036-06-01'],
] as const)('ends a Chinese %s filed on %s on %s', (kind, filed, expiry) => {
  expect(expiryOf('CN', kind, filed)).toBe(expiry)
})

it('does not guess the end of a right of another office', () => {
  expect(expiryOf('US', 'invention', '2006-03-15')).toBeNull()
})
