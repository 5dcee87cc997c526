import type { Faces } from './faces.ts'
import type { Item } from './itemise.ts'

/** What lies between two glyphs, in em: its natural width, and how far it may grow or give way before it shows. */
export type Gap = { readonly width: number; readonly grow: number; readonly give: number }

const nothing: Gap = { width: 0, grow: 0, give: 0 }
const wide = new Set(['han', 'open', 'close', 'wide'])

/**
 * Chinese typesetting (GB/T 15834-2011 and the W3C's Requirements for Chinese Text Layout): a fifth of an em between
 * ideographs and Latin letters or digits; where two punctuation marks meet, one blank half cell goes.
 */
export function gapBetween(left: Item, right: Item, faces: Faces): Gap {
  if (right.kind === 'part' || right.kind === 'newline') return nothing
  const [a, b] = [left.kind, right.kind]
  // A space beside a blank half cell would make a hole.
  if (a === 'space') return { width: b === 'open' ? -0.2 : 0, grow: 0.25, give: 0.07 }
  if (a === 'close' && b === 'space') return { ...nothing, width: -0.2 }
  if ((a === 'han' && b === 'word') || (a === 'word' && b === 'han')) return { width: 0.2, grow: 0.12, give: 0.08 }
  if (wide.has(a) && wide.has(b)) return betweenWide(left, right)
  if (wide.has(a) || wide.has(b)) return { width: 0, grow: b === 'space' ? 0 : 0.03, give: 0 }
  return left.face === right.face ? { ...nothing, width: faces[left.face].kern(left.glyph, right.glyph) } : nothing
}

function betweenWide({ kind: a, text: left }: Item, { kind: b, text: right }: Item): Gap {
  if (left === right && '—…'.includes(left)) return nothing // one sign written with two characters
  const squeezed = (a === 'close' && (b === 'open' || b === 'close')) || (a === 'open' && b === 'open')
  const blank = !squeezed && (a === 'close' || b === 'open')
  return { width: squeezed ? -0.5 : 0, grow: 0.05, give: blank ? 0.15 : 0 }
}

/** Blank half cell, in em, that falls away at the start of a line (opening bracket) or at its end (closing mark). */
export const trimAtStart = (item: Item | undefined): number => (item?.kind === 'open' && item.advance >= 1 ? 0.5 : 0)
export const trimAtEnd = (item: Item | undefined): number => (item?.kind === 'close' && item.advance >= 1 ? 0.5 : 0)
