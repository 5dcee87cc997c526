import type { DocumentSpec, Language } from './blocks.ts'
import { artifact, drawMarks } from './draw.ts'
import type { Faces } from './faces.ts'
import type { Mark } from './laid-out.ts'
import { type Line, setOneLine } from './lines.ts'
import type { Doc } from './pdfkit.ts'
import { sheet, styleOf } from './style.ts'
import type { Pen } from './text.ts'

const grey = 0.35
const gutter = 18
const note = (line: Line, x: number, y: number): Mark => ({ kind: 'text', part: 'text', x, baseline: y, line, grey })

/** Header and footer of one page: artifacts, said once by the document itself. `page` counts from 1. */
export function drawFurniture(doc: Doc, pen: Pen, spec: DocumentSpec, faces: Faces, page: number, pages: number): void {
  const footer = small(spec.footer(page, pages), spec.lang, faces)
  const marks: Mark[] = [note(footer, (sheet.measure - footer.width) / 2, sheet.footer)]
  if (spec.header) {
    const right = small(spec.header.right, spec.lang, faces)
    const left = shortened(spec.header.left, spec.lang, faces, sheet.measure - right.width - gutter)
    const under = sheet.header + 6
    marks.push(note(left, 0, sheet.header), note(right, sheet.measure - right.width, sheet.header))
    marks.push({ kind: 'rule', from: [0, under], to: [sheet.measure, under], thickness: 0.4, grey: 0.6 })
  }
  artifact(doc, 'Pagination', () => drawMarks(doc, pen, marks, 0))
}

const round = (value: number): number => Math.round(value * 1e5) / 1e5

const small = (text: string, lang: Language, faces: Faces): Line =>
  setOneLine([{ text }], styleOf('small', lang), faces)

/** A running title is a reminder, not content: the only text that may be shortened. */
function shortened(text: string, lang: Language, faces: Faces, room: number): Line {
  const whole = small(text, lang, faces)
  if (whole.width <= room) return whole
  const chars = Array.from(text)
  let keep = chars.length
  let line = whole
  while (keep > 0 && line.width > room) line = small(`${chars.slice(0, --keep).join('').trimEnd()}…`, lang, faces)
  return line
}

/** The watermark of a draft, light grey across the page and under its text. */
export function drawWatermark(doc: Doc, pen: Pen, text: string, lang: Language, faces: Faces): void {
  const probe = setOneLine([{ text }], { lang, size: 100, align: 'left', bold: true }, faces)
  const size = Math.min(140, (100 * 620) / probe.width) // 620 pt of the page's diagonal of 1031
  const line = { ...probe, size, width: (probe.width * size) / 100 }
  artifact(doc, 'Pagination', () => {
    const angle = Math.atan2(sheet.height, sheet.width)
    const [cos, sin] = [round(Math.cos(angle)), round(-Math.sin(angle))]
    doc.addContent(`q ${cos} ${sin} ${-sin} ${cos} ${sheet.width / 2} ${sheet.height / 2} cm`)
    pen(line, -line.width / 2, size * 0.36, 0.925)
    doc.addContent('Q')
  })
}
