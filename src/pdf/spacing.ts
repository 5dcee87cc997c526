import type { Faces } from './faces.ts'
import type { Item } from './itemise.ts'

/** What lies between two glyphs, in em: its natural width, and how far it may grow or give way before it shows. */
export type Gap = { readonly width: number; readonly grow: number; readonly give: number }

const gap = (width: number, grow: number, give: number): Gap => ({ width, grow, give })
const nothing = gap(0, 0, 0)
const space = gap(0, 0.25, 0.07)
// A space beside a blank half cell would make a hole.
const spaceBeforeOpen = gap(-0.2, 0.25, 0.07)
const spaceAfterClose = gap(-0.2, 0, 0)
const hanAndWord = gap(0.2, 0.06, 0.08)
const wideAndNarrow = gap(0, 0.03, 0)
const squeezed = gap(-0.5, 0.05, 0)
const blank = gap(0, 0.05, 0.15)
const cells = gap(0, 0.05, 0)

const noKerning = () => 0
const wide = new Set(['han', 'open', 'close', 'wide'])

/**
 * Chinese typesetting (GB/T 15834-2011 and the W3C's Requirements for Chinese Text Layout): a fifth of an em between
 * ideographs and Latin letters or digits; where two punctuation marks meet, one blank half cell goes.
 */
export function gapBetween(left: Item, right: Item, faces: Faces): Gap {
  if (right.kind === 'part' || right.kind === 'newline') return nothing
  const [a, b] = [left.kind, right.kind]
  if (a === 'space') return b === 'open' ? spaceBeforeOpen : space
  if (b === 'space') return a === 'close' ? spaceAfterClose : nothing
  if ((a === 'han' && b === 'word') || (a === 'word' && b === 'han')) return hanAndWord
  if (wide.has(a) && wide.has(b)) return betweenWide(left, right)
  if (wide.has(a) || wide.has(b)) return wideAndNarrow
  const kern = left.face === right.face ? (faces[left.face]?.kern ?? noKerning)(left.glyph, right.glyph) : 0
  return kern === 0 ? nothing : gap(kern, 0, 0)
}

function betweenWide({ kind: a, text: left }: Item, { kind: b, text: right }: Item): Gap {
  if (left === right && '—…'.includes(left)) return nothing // one sign written with two characters
  if ((a === 'close' && (b === 'open' || b === 'close')) || (a === 'open' && b === 'open')) return squeezed
  return a === 'close' || b === 'open' ? blank : cells
}

/** Blank half cell, in em, that falls away at the start of a line (opening bracket) or at its end (closing mark). */
export const trimAtStart = (item: Item | undefined): number => (item?.kind === 'open' && item.advance >= 1 ? 0.5 : 0)
export const trimAtEnd = (item: Item | undefined): number => (item?.kind === 'close' && item.advance >= 1 ? 0.5 : 0)
