import type { Block } from './blocks.ts'
import type { LaidOut, Mark } from './laid-out.ts'
import { type Line, setLines, setOneLine } from './lines.ts'
import type { Place, Setting } from './setting.ts'
import { baseline } from './style.ts'

const padding = 3
const gutter = 16

/** Facts as a column of labels and a column of values, a hairline under each. A fact is never parted. */
export function layFacts(
  { lang, items }: Extract<Block, { role: 'facts' }>,
  setting: Setting,
  { block, before }: Place
): LaidOut[] {
  const { faces, measure } = setting
  const style = setting.style('cell', lang)
  const bold = { ...style, bold: true }
  const natural = items.map(({ label }) => setOneLine([{ text: label }], bold, faces).width)
  const column = Math.min(Math.max(0, ...natural), measure * 0.4)
  const left = column + gutter
  return items.map(({ label, value }, i): LaidOut => {
    const labels = setLines([{ text: label }], bold, column, faces)
    const values = setLines([{ text: value }], style, measure - left, faces)
    const height = Math.max(labels.length, values.length) * style.leading + 2 * padding
    const texts = (lines: readonly Line[], x: number, part: 'label' | 'text'): Mark[] =>
      lines.map((line, n) => ({
        kind: 'text',
        part,
        entry: i,
        x,
        baseline: padding + n * style.leading + baseline(style),
        line,
      }))
    const rule = (y: number): Mark => ({ kind: 'rule', from: [0, y], to: [measure, y], thickness: 0.4, grey: 0.7 })
    return {
      role: 'list',
      lang,
      block,
      height,
      before: i === 0 ? before : 0,
      together: i === 0 || i === items.length - 2,
      marks: [
        ...texts(labels, 0, 'label'),
        ...texts(values, left, 'text'),
        rule(height),
        ...(i === 0 ? [rule(0)] : []),
      ],
      whenFirst: i === 0 ? [] : [rule(0)],
    }
  })
}
