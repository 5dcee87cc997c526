import { create, type Font } from 'fontkit'
import type { FontSet } from './blocks.ts'
import { type Kern, kernOf } from './kern.ts'

export type FaceName = keyof FontSet

/** A parsed font. Kerning in em; parsing is the dearest step of all, so each TTF is parsed once as long as its bytes live. */
export type Face = { readonly name: FaceName; readonly font: Font; readonly kern: Kern }
export type Faces = Readonly<Record<FaceName, Face>>

const noKerning: Kern = () => 0
const parsed = new WeakMap<Uint8Array, { font: Font; kern: Kern }>()
const sets = new WeakMap<FontSet, Faces>()

/** The four faces of a document. The same FontSet gives the same Faces. */
export function facesOf(fonts: FontSet): Faces {
  const found = sets.get(fonts)
  if (found) return found
  const faces: Faces = {
    han: face('han', fonts.han),
    hanBold: face('hanBold', fonts.hanBold),
    latin: face('latin', fonts.latin),
    latinBold: face('latinBold', fonts.latinBold),
  }
  sets.set(fonts, faces)
  return faces
}

/** Whether a font has a glyph for this character (one code point). */
export const has = ({ font }: Face, char: string): boolean => font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0)

function face(name: FaceName, bytes: Uint8Array): Face {
  const { font, kern } = parsed.get(bytes) ?? parse(bytes)
  // Full-width characters are never kerned, and reading the Han fonts' tables would be wasted.
  return { name, font, kern: name.startsWith('han') ? noKerning : kern }
}

function parse(bytes: Uint8Array): { font: Font; kern: Kern } {
  const font = create(bytes)
  const units = kernOf(bytes)
  const result = { font, kern: (left: number, right: number) => units(left, right) / font.unitsPerEm }
  parsed.set(bytes, result)
  return result
}
