import type { Block, Runs } from './blocks.ts'
import type { LaidOut, Mark } from './laid-out.ts'
import { setLines, setOneLine } from './lines.ts'
import { type Place, type Setting, labelWidth, stack, withMarks } from './setting.ts'
import { type Style, baseline } from './style.ts'

type Of<R extends Block['role']> = Extract<Block, { role: R }>

/** A title or subtitle, centred; nothing is left alone below it. */
export function layTitle(
  { role, lang, runs }: Of<'title'> | Of<'subtitle'>,
  setting: Setting,
  place: Place
): LaidOut[] {
  const style = setting.style(role, lang)
  const width = setting.measure * 0.86 // a long title breaks before it touches both margins
  const lines = setLines(runs, style, width, setting.faces)
  const frame = { x: (setting.measure - width) / 2, width, style }
  return stack(lines, frame, { role: role === 'title' ? 'title' : 'paragraph', lang, ...place }, true)
}

/** A heading with its hanging label; always on the page of the next lines. `listed`: it stands in the outline. */
export function layHeading(block: Of<'heading'>, setting: Setting, place: Place, listed: boolean): LaidOut[] {
  const { level, lang, label, runs } = block
  const style = setting.style(level === 1 ? 'heading1' : 'heading2', lang)
  const hang = label === undefined ? 0 : labelWidth(label, style, setting.faces)
  const lines = setLines(runs, style, setting.measure - hang, setting.faces)
  const items = stack(
    lines,
    { x: hang, width: setting.measure - hang, style },
    { role: 'heading', lang, ...place },
    true
  )
  const title = [label, plain(runs)].filter(Boolean).join(lang === 'zh-CN' ? '　' : '  ')
  return withMarks(items, [
    { kind: 'bookmark', level, title, listed, ...(listed ? { destination: destinationOf(block, place.block) } : {}) },
    ...labelMarks(label, 0, style, setting),
  ])
}

/** Where a heading can be jumped to. */
export const destinationOf = ({ destination }: Of<'heading'>, block: number): string =>
  destination ?? `heading-${block}`

/** A paragraph; a numbered clause (level 1) and an item in it (level 2) hang their labels in the document's label columns. */
export function layParagraph(block: Of<'paragraph'>, setting: Setting, place: Place): LaidOut[] {
  const { level = 0, lang, label, runs } = block
  const style = setting.style('body', lang)
  const [clause, item] = setting.labels
  const x = level === 2 ? clause : 0
  const column = level === 0 ? 0 : level === 1 ? clause : item
  const hang = Math.max(column, label === undefined ? 0 : labelWidth(label, style, setting.faces))
  const width = setting.measure - x - hang
  const role = level === 0 && label === undefined ? 'paragraph' : 'list'
  const lines = setLines(runs, style, width, setting.faces)
  const items = stack(lines, { x: x + hang, width, style }, { role, lang, ...place }, false)
  return withMarks(items, labelMarks(label, x, style, setting))
}

function labelMarks(label: string | undefined, x: number, style: Style, { faces }: Setting): Mark[] {
  if (label === undefined) return []
  const line = setOneLine([{ text: label }], style, faces)
  return [{ kind: 'text', part: 'label', x, baseline: baseline(style), line }]
}

export const plain = (runs: Runs): string => runs.map(({ text }) => text).join('')
