import type { LaidOut, Mark, Page } from './laid-out.ts'
import type { Doc, Outline } from './pdfkit.ts'
import { sheet } from './style.ts'
import type { Pen } from './text.ts'

/** Draws the content of a page. Every item passes here with its role: the place where tagging is switched on. */
export function drawPage(doc: Doc, pen: Pen, page: Page): void {
  page.forEach(({ item, y }, i) => {
    const marks = [
      ...item.marks,
      ...(i === 0 ? (item.whenFirst ?? []) : []),
      ...(i === page.length - 1 ? (item.whenLast ?? []) : []),
    ]
    drawItem(doc, pen, item, marks, sheet.top + y)
  })
}

function drawItem(doc: Doc, pen: Pen, { role }: LaidOut, marks: readonly Mark[], top: number): void {
  const ornaments = marks.filter(({ kind }) => kind !== 'text' && kind !== 'link' && kind !== 'bookmark')
  const content = marks.filter((mark) => !ornaments.includes(mark))
  // Rules and shades say nothing by themselves; a figure's squares are what it is.
  const meaningful = role === 'figure' ? [...ornaments, ...content] : content
  if (role !== 'figure') artifact(doc, 'Layout', () => drawMarks(doc, pen, ornaments, top))
  if (role === 'artifact') artifact(doc, 'Pagination', () => drawMarks(doc, pen, meaningful, top))
  else drawMarks(doc, pen, meaningful, top)
}

/** What is drawn inside is no content of the document (ISO 32000-1, 14.8.2.2). */
export function artifact(doc: Doc, type: 'Pagination' | 'Layout', draw: () => void): void {
  doc.markContent('Artifact', { type })
  draw()
  doc.endMarkedContent()
}

/** Draws marks whose tops lie at `top` pt from the page's upper edge. */
export function drawMarks(doc: Doc, pen: Pen, marks: readonly Mark[], top: number): void {
  for (const mark of marks) drawMark(doc, pen, mark, sheet.left, top)
}

function drawMark(doc: Doc, pen: Pen, mark: Mark, left: number, top: number): void {
  switch (mark.kind) {
    case 'text':
      return pen(mark.line, left + mark.x, top + mark.baseline, mark.grey ?? 0)
    case 'rule': {
      const [x1, y1, x2, y2] = [left + mark.from[0], top + mark.from[1], left + mark.to[0], top + mark.to[1]]
      const dash = mark.dash ? `[${mark.dash.join(' ')}] 0 d` : '[] 0 d'
      doc.addContent(`${mark.grey ?? 0} G ${mark.thickness} w ${dash} ${n(x1)} ${n(y1)} m ${n(x2)} ${n(y2)} l S`)
      return
    }
    case 'fill':
      doc.addContent(`${mark.grey} g ${n(left + mark.x)} ${n(top + mark.y)} ${n(mark.width)} ${n(mark.height)} re f`)
      return
    case 'squares':
      doc.addContent(`0 g ${squares(mark.rows, left + mark.x, top + mark.y, mark.side)} f`)
      return
    case 'link':
      doc.link(left + mark.x, top + mark.y, mark.width, mark.height, mark.url)
      return
    case 'bookmark':
      bookmark(doc, mark, top)
      return
  }
}

/** Black squares that touch in a row are one rectangle: no hairlines between them on screen, and a fifth of the bytes. */
function squares(rows: readonly (readonly boolean[])[], x: number, y: number, side: number): string {
  const rectangles = rows.flatMap((row, r) =>
    row.flatMap((black, c) => {
      if (!black || row[c - 1]) return []
      const white = row.indexOf(false, c)
      const length = (white < 0 ? row.length : white) - c
      return [`${n(x + c * side)} ${n(y + r * side)} ${n(length * side)} ${n(side)} re`]
    })
  )
  return rectangles.join(' ')
}

const outlines = new WeakMap<Doc, Outline>()

/** An entry of the outline; a heading of level 2 stands under the last one of level 1. */
function bookmark(doc: Doc, mark: Extract<Mark, { kind: 'bookmark' }>, y: number): void {
  if (mark.destination !== undefined) doc.addNamedDestination(mark.destination, 'XYZ', 0, y, null)
  if (!mark.listed) return
  // pdfkit takes `left` from the right edge, and leaves out the root's Count unless its options say expanded.
  const at = { left: doc.page.width, top: y }
  doc.outline.options = { ...doc.outline.options, expanded: true }
  const parent = mark.level === 2 ? outlines.get(doc) : undefined
  const item = (parent ?? doc.outline).addItem(mark.title, at)
  if (mark.level === 1) outlines.set(doc, item)
}

const n = (value: number): string => String(Math.round(value * 1000) / 1000)
