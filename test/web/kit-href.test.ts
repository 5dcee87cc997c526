import * as fc from 'fast-check'
import { expect, it } from 'vitest'
import { safeHref } from '../../src/web/kit/href.ts'

it.each([
  ['https://example.edu.cn/a?b=1#c', 'https://example.edu.cn/a?b=1#c'],
  ['HTTP://example.edu.cn', 'HTTP://example.edu.cn'],
  ['mailto:tto@example.edu.cn', 'mailto:tto@example.edu.cn'],
  [' /achievements/1 ', '/achievements/1'],
  ['?sort=title', '?sort=title'],
  ['#history', '#history'],
])('lets %j through', (address, href) => {
  expect(safeHref(address)).toBe(href)
})

it.each([
  'javascript:alert(1)',
  'JavaScript:alert(1)',
  ' \u0001javascript:alert(1)',
  'java\nscript:alert(1)',
  'java\tscript\r:alert(1)',
  'data:text/html,<script>',
  'vbscript:x',
  'file:///etc/passwd',
  'blob:https://example.org/1',
  '//evil.example',
  '/\t/evil.example',
  '/\\evil.example',
  '\\\\evil.example',
  '',
  '  ',
])('turns %j into a link to nowhere', (address) => {
  expect(safeHref(address)).toBe('#')
})

it('V1.2.2 never yields an address that a browser reads as another scheme, or as another site without one', () => {
  const pieces = fc.constantFrom(
    'javascript',
    'http',
    ':',
    '/',
    '\\',
    '\t',
    '\n',
    ' ',
    '\u0000',
    'a',
    '.',
    '?',
    '#',
    '@',
    'mailto'
  )
  fc.assert(
    fc.property(fc.array(pieces, { maxLength: 12 }), (parts) => {
      const href = safeHref(parts.join(''))
      if (!URL.canParse(href, 'https://us.example/page')) return
      const url = new URL(href, 'https://us.example/page')
      expect(['https:', 'http:', 'mailto:']).toContain(url.protocol)
      if (!/^\s*(https?|mailto):/i.test(href)) expect(url.origin).toBe('https://us.example')
    }),
    { numRuns: 2000 }
  )
})
