import type { Language, Runs } from './blocks.ts'
import type { Faces } from './faces.ts'
import { fillLines } from './fill.ts'
import { type Item, itemise } from './itemise.ts'
import { type Measured, extent, measure } from './measure.ts'
import { trimAtStart } from './spacing.ts'

/** One line of text as it will be drawn. `shift` (em) moves it left by a trimmed bracket; `gaps` (em) follow each item. */
export type Line = {
  readonly items: readonly Item[]
  readonly gaps: readonly number[]
  /** The space at which the line was broken: it takes no room, but keeps its words apart when they are read aloud. */
  readonly space?: Item
  readonly shift: number
  /** pt */
  readonly size: number
  /** Visible width in pt. */
  readonly width: number
}

export type Align = 'justify' | 'left' | 'right' | 'center'
export type TextStyle = {
  readonly lang: Language
  readonly size: number
  readonly align: Align
  readonly bold?: boolean
}

/** A gap grown beyond this many times its comfort would tear the line apart; then it stays short. */
const tornApart = 7

/** Lines that were set, and of how many items they are. */
type Kept = { readonly lines: Map<string, readonly Line[]>; items: number }
const kept = new WeakMap<Faces, Kept>()
/** Some hundred pages. Beyond that all are forgotten at once: what is set again is the same. */
const most = 150_000

/**
 * Breaks text into lines no wider than `width` pt. Empty text gives one empty line, so that a cell keeps its height.
 * Contracts share most of their wording, so paragraphs that were set before are remembered: breaking is the dearest step.
 */
export function setLines(runs: Runs, style: TextStyle, width: number, faces: Faces): readonly Line[] {
  const memory: Kept = kept.get(faces) ?? { lines: new Map(), items: 0 }
  kept.set(faces, memory)
  const key = keyOf(runs, style, width)
  const known = memory.lines.get(key)
  if (known) return known
  const lines = breakLines(runs, style, width, faces)
  const count = lines.reduce((sum, { items }) => sum + items.length, 1)
  if (memory.items + count > most) {
    memory.lines.clear()
    memory.items = 0
  }
  memory.items += count
  memory.lines.set(key, lines)
  return lines
}

function keyOf(runs: Runs, { lang, size, align, bold }: TextStyle, width: number): string {
  let key = `${lang} ${size} ${align} ${bold === true} ${width}`
  for (const run of runs) key += `\u0000${run.lang ?? ''}${run.bold === true ? '+' : '-'}${run.text}`
  return key
}

function breakLines(runs: Runs, style: TextStyle, width: number, faces: Faces): Line[] {
  const items = itemise(
    runs.map((run) => ({ ...run, bold: style.bold === true || run.bold === true })),
    style.lang,
    faces
  )
  // A hair of tolerance, or text measured to set a column's width would not fit into that column.
  const limit = (width + 0.01) / style.size
  const measured = measure(items, limit, faces)
  const spans = fillLines(measured, limit, style.align === 'justify')
  if (spans.length === 0) return [{ items: [], gaps: [], shift: 0, size: style.size, width: 0 }]
  return spans.map(({ from, to }) => setLine(measured, from, to, limit, style))
}

/** Text on one line, however long. */
export function setOneLine(runs: Runs, style: TextStyle, faces: Faces): Line {
  const [line] = setLines(
    runs.map((run) => ({ ...run, text: run.text.replaceAll('\n', ' ') })),
    { ...style, align: 'left' },
    Number.MAX_SAFE_INTEGER,
    faces
  )
  return line ?? { items: [], gaps: [], shift: 0, size: style.size, width: 0 }
}

function setLine(measured: Measured, from: number, to: number, limit: number, { align, size }: TextStyle): Line {
  const { width, grow, give, end } = extent(measured, from, to)
  const stretch = align === 'justify' ? stretchOf(limit - width, grow, give, measured.breaks[to - 1] === 'must') : 0
  const items = measured.items.slice(from, end)
  const gaps = items.map((_, i) => {
    const gap = measured.gaps[from + i]
    return gap && i < items.length - 1 ? gap.width + stretch * (stretch > 0 ? gap.grow : gap.give) : 0
  })
  const broken = measured.items[end]
  const space = end < to && broken?.kind === 'space' ? { space: broken } : {}
  const set = width + stretch * (stretch > 0 ? grow : give)
  return { items, gaps, ...space, shift: trimAtStart(items[0]), size, width: set * size }
}

/** How much of the growth (> 0) or of the give (< 0) each gap takes. The last line of a paragraph is only ever squeezed. */
function stretchOf(slack: number, grow: number, give: number, last: boolean): number {
  if (slack < 0) return give > 0 ? Math.max(slack / give, -1) : 0
  if (last || grow === 0) return 0
  const stretch = slack / grow
  return stretch > tornApart ? 0 : stretch
}

/** Width in pt of the longest stretch that cannot be broken: no column may be narrower. */
export function unbreakableWidth(runs: Runs, style: TextStyle, faces: Faces): number {
  const measured = measure(itemise(runs, style.lang, faces), Number.MAX_SAFE_INTEGER, faces)
  let [widest, from] = [0, 0]
  measured.breaks.forEach((kind, i) => {
    if (kind === 'never') return
    widest = Math.max(widest, extent(measured, from, i + 1).width)
    from = i + 1
  })
  return widest * style.size
}
