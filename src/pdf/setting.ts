import type { Block, Language } from './blocks.ts'
import type { Faces } from './faces.ts'
import type { LaidOut, Mark, Part, Role } from './laid-out.ts'
import { type Line, setOneLine } from './lines.ts'
import { type Print, type Style, type StyleName, baseline, styleOf } from './style.ts'

/** What every block is set with. `labels` are the columns, in pt, in which the labels of clauses and their items hang. */
export type Setting = {
  readonly faces: Faces
  readonly measure: number
  readonly style: (name: StyleName, lang: Language) => Style
  readonly labels: readonly [clause: number, item: number]
}

/** Where a block comes from and what stands before it. */
export type Place = { readonly block: number; readonly before: number }

/** The label columns: as wide as the widest label of the document, so that all clauses begin on one line. */
export function settingFor(blocks: readonly Block[], faces: Faces, measure: number, print?: Print): Setting {
  const style = (name: StyleName, lang: Language) => styleOf(name, lang, print)
  const column = (level: 1 | 2) => {
    const widths = blocks.flatMap((block) =>
      block.role === 'paragraph' && block.level === level && block.label !== undefined
        ? [labelWidth(block.label, style('body', block.lang), faces)]
        : []
    )
    return Math.min(Math.max(26, ...widths), measure / 5)
  }
  return { faces, measure, style, labels: [column(1), column(2)] }
}

/** Width of a hanging label with the space after it, in pt. */
export const labelWidth = (label: string, style: Style, faces: Faces): number =>
  setOneLine([{ text: label }], style, faces).width + style.size * (style.lang === 'zh-CN' ? 0.9 : 0.75)

/** Where a line begins so that it stands left, centred or right in a column of `width` pt at `x`. */
export function lineStart(line: Line, align: Style['align'], x: number, width: number): number {
  if (align === 'center') return x + (width - line.width) / 2
  return align === 'right' ? x + width - line.width : x
}

export type TextFrame = { readonly x: number; readonly width: number; readonly style: Style; readonly part?: Part }

/** Lines one under the other as items. At least two stay together at either end of a page (no widows, no orphans). */
export function stack(
  lines: readonly Line[],
  { x, width, style, part = 'text' }: TextFrame,
  { role, lang, block, before }: { role: Role; lang: Language } & Place,
  together: boolean
): LaidOut[] {
  return lines.map((line, i) => ({
    role,
    lang,
    block,
    height: style.leading,
    before: i === 0 ? before : 0,
    together: i === lines.length - 1 ? together : i === 0 || i === lines.length - 2,
    marks: [{ kind: 'text', part, x: lineStart(line, style.align, x, width), baseline: baseline(style), line }],
  }))
}

/** The items with more marks on the first of them. */
export function withMarks(items: readonly LaidOut[], marks: readonly Mark[]): LaidOut[] {
  return items.map((item, i) => (i === 0 ? { ...item, marks: [...marks, ...item.marks] } : item))
}
