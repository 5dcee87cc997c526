import { expect, it } from 'vitest'
import { facesOf } from '../../src/pdf/faces.ts'
import { fonts } from './fonts.ts'

const letters = Array.from('ABDFHKLOPRTVWXYZabcdeghiklnoprstuvwyz0179.,:;-()’“”&/éÖ')

it.each(['latin', 'latinBold'] as const)('kerns every pair of %s as a shaping engine does', (name) => {
  const { font, kern, units } = facesOf(fonts)[name]
  for (const left of letters)
    for (const right of letters) {
      const { glyphs, positions } = font.layout(left + right)
      const [first, second] = glyphs
      if (!first || !second) continue // a ligature
      const expected = (positions[0]!.xAdvance - first.advanceWidth) / units
      expect(kern(first.id, second.id), left + right).toBeCloseTo(expected, 6)
    }
})
