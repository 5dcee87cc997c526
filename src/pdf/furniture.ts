import type { DocumentSpec, Language } from './blocks.ts'
import { artifact, ornament, writeAt } from './draw.ts'
import type { Faces } from './faces.ts'
import type { TextMark } from './laid-out.ts'
import { type Line, setOneLine } from './lines.ts'
import { sheet, styleOf } from './style.ts'
import type { Pen } from './text.ts'

const grey = 0.35
const gutter = 18
const toWrite = 45 // pt of rule that initials need
const note = (line: Line, x: number, y: number): TextMark => ({
  kind: 'text',
  part: 'text',
  x,
  baseline: y,
  line,
  grey,
})

/** Which page it is, counted from 1. Of the header a cover bears only the right: its title stands below in large letters. */
type At = { readonly page: number; readonly pages: number; readonly cover: boolean }

/** Header and footer of one page: artifacts, said once by the document itself. */
export function furniture(pen: Pen, spec: DocumentSpec, faces: Faces, at: At): string[] {
  const footer = small(spec.footer(at.page, at.pages), spec.lang, faces)
  const below = writeAt(pen, note(footer, (sheet.measure - footer.width) / 2, sheet.footer), 0)
  const initials = initialsLine(pen, spec, faces)
  return [
    header(pen, spec, faces, at.cover),
    artifact('/Type /Pagination /Subtype /Footer', [...initials, below].join('\n')),
  ]
}

function header(pen: Pen, spec: DocumentSpec, faces: Faces, cover: boolean): string {
  if (!spec.header) return ''
  const right = small(spec.header.right, spec.lang, faces)
  const end = note(right, sheet.measure - right.width, sheet.header)
  const room = sheet.measure - right.width - gutter
  const start = cover ? [] : [note(shortened(spec.header.left, spec.lang, faces, room), 0, sheet.header)]
  const y = sheet.header + 6
  const under = ornament({ ...rule, from: [0, y], to: [sheet.measure, y] }, sheet.left, 0)
  const operators = [...[...start, end].map((mark) => writeAt(pen, mark, 0)), ...(cover ? [] : [under])].join('\n')
  return artifact('/Type /Pagination /Subtype /Header', operators)
}

const rule = { kind: 'rule', thickness: 0.4, grey: 0.35 } as const

/** A place a party to put initials, side by side above the page number. */
function initialsLine(pen: Pen, { initials = [], lang }: DocumentSpec, faces: Faces): string[] {
  const width = (sheet.measure - gutter * (initials.length - 1)) / initials.length
  return initials.flatMap((text, i) => {
    const line = shortened(text, lang, faces, width - toWrite)
    const x = i * (width + gutter)
    const from = [x + line.width + 4, sheet.initials + 2] as const
    const under = ornament({ ...rule, from, to: [x + Math.min(width, line.width + 90), from[1]] }, sheet.left, 0)
    return [writeAt(pen, note(line, x, sheet.initials), 0), under]
  })
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
