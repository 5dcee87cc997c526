import type { LaidOut, Mark, Page, TaggedMark, TextMark } from './laid-out.ts'
import type { Doc, Outline } from './pdfkit.ts'
import { type Element, type Structure, text } from './structure.ts'
import { sheet } from './style.ts'
import type { Tagger } from './tags.ts'
import type { Pen } from './text.ts'

/** What one document is drawn with. */
export type Studio = {
  readonly doc: Doc
  readonly pen: Pen
  readonly structure: Structure
  readonly tagFor: Tagger
}

/** Operators that belong to an element, in the order in which it is read. */
type Content = { readonly element: Element; readonly operators: string[] }

/**
 * The content of a page as operators. Rules and shades come first, for they lie under the text and are read by nobody;
 * then the text in the order of the document: cell by cell, where lines of several cells stand side by side.
 */
export function drawPage(studio: Studio, page: Page): string {
  const ornaments: string[] = []
  const repeated: string[] = []
  const contents = new Map<Element, Content>()
  const add = (element: Element, operators: string) => {
    const content = contents.get(element) ?? { element, operators: [] }
    contents.set(element, content)
    content.operators.push(operators)
  }
  page.forEach(({ item, y }, i) => {
    const top = sheet.top + y
    const draw = (mark: Mark) => {
      if (mark.kind === 'rule' || mark.kind === 'fill') ornaments.push(ornament(mark, sheet.left, top))
      else if (mark.kind === 'bookmark') bookmark(studio.doc, mark, top)
      else if (item.role !== 'artifact') drawContent(studio, item, mark, top, add)
      else if (mark.kind === 'text') repeated.push(writeAt(studio.pen, mark, top))
    }
    item.marks.forEach(draw)
    if (i === 0) item.whenFirst?.forEach(draw)
    if (i === page.length - 1) item.whenLast?.forEach(draw)
  })
  const inOrder = [...contents.values()].toSorted((a, b) => a.element.order - b.element.order)
  return [
    artifact('/Type /Layout', ornaments.join('\n')),
    artifact('/Type /Pagination', repeated.join('\n')),
    ...inOrder.map(({ element, operators }) => studio.structure.mark(element, operators.join('\n'))),
  ]
    .filter((part) => part !== '')
    .join('\n')
}

/** What is drawn by these operators is no content of the document (ISO 32000-1, 14.8.2.2). */
export const artifact = (type: string, operators: string): string =>
  operators === '' ? '' : `/Artifact <<${type}>> BDC\n${operators}\nEMC`

/** A line of an artifact, `top` pt from the page's upper edge. */
export const writeAt = (pen: Pen, mark: TextMark, top: number): string =>
  pen(mark.line, sheet.left + mark.x, top + mark.baseline, mark.grey ?? 0)

/** A rule or a shade at `left` and `top` pt from the page's upper left corner. */
export function ornament(mark: Extract<Mark, { kind: 'rule' | 'fill' }>, left: number, top: number): string {
  if (mark.kind === 'fill')
    return `${mark.grey} g ${n(left + mark.x)} ${n(top + mark.y)} ${n(mark.width)} ${n(mark.height)} re f`
  const [x1, y1, x2, y2] = [left + mark.from[0], top + mark.from[1], left + mark.to[0], top + mark.to[1]]
  const dash = mark.dash ? `[${mark.dash.join(' ')}] 0 d` : '[] 0 d'
  return `${mark.grey ?? 0} G ${mark.thickness} w ${dash} ${n(x1)} ${n(y1)} m ${n(x2)} ${n(y2)} l S`
}

function drawContent(
  { doc, pen, structure, tagFor }: Studio,
  item: LaidOut,
  mark: TaggedMark,
  top: number,
  add: (element: Element, operators: string) => void
): void {
  const element = tagFor(item, mark)
  const [left, height] = [sheet.left + mark.x, doc.page.height]
  switch (mark.kind) {
    case 'text':
      return add(element, pen(mark.line, left, top + mark.baseline, mark.grey ?? 0, element.lang))
    case 'squares': {
      const [y, size] = [top + mark.y, mark.side * mark.rows.length]
      element.box = [left, height - y - size, left + size, height - y]
      return add(element, `0 g ${squares(mark.rows, left, y, mark.side)} f`)
    }
    case 'link': {
      const options = { structParent: structure.annotated(element), Contents: text(mark.title) }
      const at = [left, top + mark.y, mark.width, mark.height] as const
      if ('url' in mark) doc.link(...at, mark.url, options)
      else doc.goTo(...at, mark.destination, options)
      return
    }
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
