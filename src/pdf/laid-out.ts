import type { Language } from './blocks.ts'
import type { Line } from './lines.ts'

/** The block's role as a structure tree would name it. `artifact` is what a reader aloud leaves out: headers, watermarks, repeated heads. */
export type Role = 'title' | 'heading' | 'paragraph' | 'list' | 'table' | 'figure' | 'artifact'

/** What a text is within its block: the label of a list item or heading, a table's cell, or simply its text. */
export type Part = 'text' | 'label' | 'head_cell' | 'cell' | 'caption'

/** A line of text. Where its block has many texts it says which one it belongs to. */
export type TextMark = {
  readonly kind: 'text'
  readonly part: Part
  readonly x: number
  readonly baseline: number
  readonly line: Line
  readonly grey?: number
  /** Row -1 is the head. */
  readonly cell?: { readonly row: number; readonly column: number; readonly paragraph: number }
  readonly entry?: number
  readonly signer?: { readonly party: number; readonly line: number }
}

/** Black squares of `side` pt: rows of a QR code, `true` for black. `alt` says what it is to those who cannot see it. */
export type SquaresMark = {
  readonly kind: 'squares'
  readonly alt: string
  readonly x: number
  readonly y: number
  readonly side: number
  readonly rows: readonly (readonly boolean[])[]
}

/** A place to click on, over a text or a figure; `title` is what it is called by those who cannot see where it lies. */
export type LinkMark = {
  readonly kind: 'link'
  readonly over: 'text' | 'figure'
  readonly entry?: number
  readonly title: string
  readonly x: number
  readonly y: number
  readonly width: number
  readonly height: number
} & ({ readonly url: string } | { readonly destination: string })

/** What belongs to an element of the structure. */
export type TaggedMark = TextMark | SquaresMark | LinkMark

/** Something drawn. All lengths in pt, x from the left margin, y downward from the top of its item; grey 0 is black. */
export type Mark =
  | TextMark
  | {
      readonly kind: 'rule'
      readonly from: readonly [x: number, y: number]
      readonly to: readonly [x: number, y: number]
      readonly thickness: number
      readonly grey?: number
      readonly dash?: readonly [on: number, off: number]
    }
  | {
      readonly kind: 'fill'
      readonly x: number
      readonly y: number
      readonly width: number
      readonly height: number
      readonly grey: number
    }
  | SquaresMark
  | LinkMark
  | {
      readonly kind: 'bookmark'
      readonly level: 1 | 2
      readonly title: string
      readonly destination?: string
      readonly listed: boolean
    }

/** The smallest thing that is placed on a page: a line, a line of a table row, a whole signature box. */
export type LaidOut = {
  readonly role: Role
  readonly lang: Language
  /** Number of the block it belongs to: all items of one block are one element of the structure. */
  readonly block: number
  readonly height: number
  /** Space before it, in pt; none at the top of a page. */
  readonly before: number
  /** No page ends right after it. */
  readonly together: boolean
  readonly marks: readonly Mark[]
  /** Begins a new page. */
  readonly newPage?: boolean
  /** Stands again above it when a page begins with it (a table's head). */
  readonly head?: readonly LaidOut[]
  /** Drawn only when it is the first (without a head) or the last on its page: rules that close a parted table. */
  readonly whenFirst?: readonly Mark[]
  readonly whenLast?: readonly Mark[]
}

export type Placed = { readonly item: LaidOut; readonly y: number }
export type Page = readonly Placed[]
