import { create, type Font } from 'fontkit'
import type { FontSet } from './blocks.ts'
import { type Kern, kernOf } from './kern.ts'
import { type Outline, outlinesOf, tablesOf } from './truetype.ts'

export const faceNames = [
  'han',
  'hanBold',
  'latin',
  'latinBold',
  'rare',
  'rareBold',
] as const satisfies (keyof FontSet)[]
export type FaceName = (typeof faceNames)[number]

/** A parsed font: its units in an em, and kerning in em. */
export type Face = {
  readonly name: FaceName
  readonly font: Font
  readonly units: number
  readonly kern: Kern
  readonly outlineOf: (glyph: number) => Outline
}
type Rare = 'rare' | 'rareBold'
export type Faces = Readonly<Record<Exclude<FaceName, Rare>, Face> & Partial<Record<Rare, Face>>>

const noKerning: Kern = () => 0
// Parsing is the dearest step of all, so each TTF is parsed once as long as its bytes live.
const parsed = new WeakMap<Uint8Array, Omit<Face, 'name'>>()
const sets = new WeakMap<FontSet, Faces>()

/** The faces of a document. The same FontSet gives the same Faces. */
export function facesOf(fonts: FontSet): Faces {
  const found = sets.get(fonts)
  if (found) return found
  const faces: Faces = {
    han: faceOf('han', fonts.han),
    hanBold: faceOf('hanBold', fonts.hanBold),
    latin: faceOf('latin', fonts.latin),
    latinBold: faceOf('latinBold', fonts.latinBold),
    ...(fonts.rare ? { rare: faceOf('rare', fonts.rare) } : {}),
    ...(fonts.rareBold ? { rareBold: faceOf('rareBold', fonts.rareBold) } : {}),
  }
  sets.set(fonts, faces)
  return faces
}

/** Whether a font has a glyph for this character (one code point). */
export const has = (face: Face | undefined, char: string): boolean =>
  face?.font.hasGlyphForCodePoint(char.codePointAt(0) ?? 0) ?? false

function faceOf(name: FaceName, bytes: Uint8Array): Face {
  const face = parsed.get(bytes) ?? parse(bytes)
  // Full-width characters are never kerned, and reading the Han fonts' tables would be wasted.
  return { ...face, name, kern: name.startsWith('latin') ? face.kern : noKerning }
}

function parse(bytes: Uint8Array): Omit<Face, 'name'> {
  const font = create(bytes)
  const units = font.unitsPerEm
  const kern = kernOf(bytes)
  const outlineOf = outlinesOf(tablesOf(bytes))
  const result = { font, units, kern: (left: number, right: number) => kern(left, right) / units, outlineOf }
  parsed.set(bytes, result)
  return result
}
