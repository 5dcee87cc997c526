import { type Break, breaksAfter, isAllowed } from './break.ts'
import type { Faces } from './faces.ts'
import type { Item } from './itemise.ts'
import { type Gap, gapBetween, trimAtEnd, trimAtStart } from './spacing.ts'

/** A paragraph ready to be broken: items, the gap after each, where lines may end, and running sums for quick widths. */
export type Measured = {
  readonly items: readonly Item[]
  readonly gaps: readonly Gap[]
  readonly breaks: readonly Break[]
  /** Sums over the items before i, in em: advance and gap, growth, give. */
  readonly width: Float64Array
  readonly grow: Float64Array
  readonly give: Float64Array
}

/** Width of a line without justification, and how far it can grow or give; in em. `end` is after its last visible item. */
export type Extent = { readonly width: number; readonly grow: number; readonly give: number; readonly end: number }

const sums = (items: readonly Item[]): Float64Array => new Float64Array(items.length + 1)
const last: Gap = { width: 0, grow: 0, give: 0 }

/** Measures items for lines of at most `limit` em; words longer than that get breaks of last resort. */
export function measure(items: readonly Item[], limit: number, faces: Faces): Measured {
  const gaps = items.map((item, i) => {
    const next = items[i + 1]
    return next ? gapBetween(item, next, faces) : last
  })
  const [width, grow, give] = [sums(items), sums(items), sums(items)]
  items.forEach((item, i) => {
    const gap = gaps[i] ?? last
    width[i + 1] = width[i]! + item.advance + gap.width
    grow[i + 1] = grow[i]! + gap.grow
    give[i + 1] = give[i]! + gap.give
  })
  const measured: Measured = { items, gaps, breaks: breaksAfter(items), width, grow, give }
  return { ...measured, breaks: withLastResorts(measured, limit) }
}

/** Items [from, to) as one line: spaces at its end and blank half cells at both ends do not count. */
export function extent({ items, gaps, width, grow, give }: Measured, from: number, to: number): Extent {
  let end = to
  while (end > from && (items[end - 1]?.kind === 'space' || items[end - 1]?.kind === 'newline')) end--
  if (end === from) return { width: 0, grow: 0, give: 0, end }
  const gap = gaps[end - 1] ?? last
  const trimmed = trimAtStart(items[from]) + trimAtEnd(items[end - 1])
  return {
    width: width[end]! - width[from]! - gap.width - trimmed,
    grow: grow[end]! - grow[from]! - gap.grow,
    give: give[end]! - give[from]! - gap.give,
    end,
  }
}

/** Text is never cut: a stretch without a break that is wider than the line may be broken between any two characters. */
function withLastResorts(measured: Measured, limit: number): Break[] {
  const breaks = [...measured.breaks]
  let from = 0
  measured.breaks.forEach((kind, i) => {
    if (kind === 'never') return
    if (extent(measured, from, i + 1).width > limit) loosen(measured, breaks, from, i)
    from = i + 1
  })
  return breaks
}

function loosen({ items }: Measured, breaks: Break[], from: number, to: number): void {
  const inside = Array.from({ length: to - from }, (_, i) => from + i).filter((i) => items[i + 1]?.kind !== 'part')
  const allowed = inside.filter((i) => isAllowed(items, i))
  // Only when the marks leave no choice at all (a line of nothing but brackets) are they themselves parted.
  for (const i of allowed.length > 0 ? allowed : inside) breaks[i] = 'last_resort'
}
