import type { DocumentSpec, Language } from './blocks.ts'
import { artifact, ornament, writeAt } from './draw.ts'
import type { Faces } from './faces.ts'
import type { TextMark } from './laid-out.ts'
import { type Line, setOneLine } from './lines.ts'
import { sheet, styleOf } from './style.ts'
import type { Pen } from './text.ts'

const grey = 0.35
const gutter = 18
const note = (line: Line, x: number, y: number): TextMark => ({
  kind: 'text',
  part: 'text',
  x,
  baseline: y,
  line,
  grey,
})

/** Header and footer of one page: artifacts, said once by the document itself. `page` counts from 1. */
export function furniture(pen: Pen, spec: DocumentSpec, faces: Faces, page: number, pages: number): string[] {
  const footer = small(spec.footer(page, pages), spec.lang, faces)
  const below = writeAt(pen, note(footer, (sheet.measure - footer.width) / 2, sheet.footer), 0)
  return [header(pen, spec, faces), artifact('/Type /Pagination /Subtype /Footer', below)]
}

function header(pen: Pen, spec: DocumentSpec, faces: Faces): string {
  if (!spec.header) return ''
  const right = small(spec.header.right, spec.lang, faces)
  const left = shortened(spec.header.left, spec.lang, faces, sheet.measure - right.width - gutter)
  const y = sheet.header + 6
  const under = ornament(
    { kind: 'rule', from: [0, y], to: [sheet.measure, y], thickness: 0.4, grey: 0.6 },
    sheet.left,
    0
  )
  const texts = [note(left, 0, sheet.header), note(right, sheet.measure - right.width, sheet.header)]
  const operators = [...texts.map((mark) => writeAt(pen, mark, 0)), under].join('\n')
  return artifact('/Type /Pagination /Subtype /Header', operators)
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
export function watermark(pen: Pen, text: string, lang: Language, faces: Faces): string {
  const probe = setOneLine([{ text }], { lang, size: 100, align: 'left', bold: true }, faces)
  const size = Math.min(140, (100 * 620) / probe.width) // 620 pt of the page's diagonal of 1031
  const line = { ...probe, size, width: (probe.width * size) / 100 }
  const angle = Math.atan2(sheet.height, sheet.width)
  const [cos, sin] = [round(Math.cos(angle)), round(-Math.sin(angle))]
  const turned = `q ${cos} ${sin} ${-sin} ${cos} ${sheet.width / 2} ${sheet.height / 2} cm`
  const operators = `${turned}\n${pen(line, -line.width / 2, size * 0.36, 0.925)}\nQ`
  return artifact('/Type /Pagination /Subtype /Watermark', operators)
}
