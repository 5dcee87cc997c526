import type { Block, Language, Runs } from './blocks.ts'
import type { LaidOut, Mark } from './laid-out.ts'
import { type Line, setLines, setOneLine } from './lines.ts'
import { destinationOf, plain } from './prose.ts'
import { type Setting, labelWidth } from './setting.ts'
import { baseline, isTranslation } from './style.ts'

type Heading = Extract<Block, { role: 'heading' }>
/** A heading with its translation, and where it stands. */
export type Entry = { readonly heading: Heading; readonly block: number; readonly translation?: Heading }

/** What a table of contents lists: each heading once, in the first of its languages. */
export function entriesOf(blocks: readonly Block[]): Entry[] {
  return blocks.flatMap((block, i) => {
    const next = blocks[i + 1]
    if (block.role !== 'heading' || isTranslation(block, blocks[i - 1])) return []
    const translated = next?.role === 'heading' && isTranslation(next, block)
    return [{ heading: block, block: i, ...(translated ? { translation: next } : {}) }]
  })
}

const room = 34 // pt for the page number and the space before it
const indent = 18
const gutter = 16

/** x of what stands side by side in each entry: the title after its label, and the translation. */
type Columns = { readonly title: number; readonly translation: number; readonly end: number }

/** The table of contents: an item an entry, each a link; dots lead to the page number. */
export function layContents(
  title: string,
  entries: readonly Entry[],
  pageOf: (block: number) => number,
  block: number,
  lang: Language,
  setting: Setting
): LaidOut[] {
  const { faces, measure } = setting
  const style = setting.style('heading1', lang)
  const line = setOneLine([{ text: title }], style, faces)
  const head: Mark = { kind: 'text', part: 'caption', x: (measure - line.width) / 2, baseline: baseline(style), line }
  const columns = columnsFor(entries, setting)
  return [
    { role: 'paragraph', lang, block, height: style.leading + 12, before: 0, together: true, marks: [head] },
    ...entries.map((entry, n) => layEntry(entry, n, String(pageOf(entry.block)), columns, block, setting)),
  ]
}

function columnsFor(entries: readonly Entry[], setting: Setting): Columns {
  const { faces, measure } = setting
  const first = entries.filter(({ heading }) => heading.level === 1)
  const labels = first.map(({ heading: { label, lang } }) =>
    label === undefined ? 0 : labelWidth(label, setting.style('body', lang), faces)
  )
  const title = Math.max(0, ...labels)
  const widths = entries.map(
    ({ heading: { runs, lang } }) => setOneLine(runs, setting.style('body', lang), faces).width
  )
  const end = measure - room
  // Originals have at most half of the line, so that their translations keep the other.
  const translated = entries.some(({ translation }) => translation !== undefined)
  return { title, translation: translated ? Math.min(title + Math.max(...widths) + gutter, end / 2) : end, end }
}

function layEntry(
  { heading, translation, block: at }: Entry,
  entry: number,
  page: string,
  columns: Columns,
  block: number,
  setting: Setting
): LaidOut {
  const { faces, measure } = setting
  const style = { ...setting.style('body', heading.lang), align: 'left' as const }
  const left = heading.level === 1 ? 0 : indent
  const hang = Math.max(
    heading.level === 1 ? columns.title : 0,
    heading.label === undefined ? 0 : labelWidth(heading.label, style, faces)
  )
  const label = heading.label === undefined ? [] : [setOneLine([{ text: heading.label }], style, faces)]
  const titles = setLines(light(heading.runs), style, columns.translation - gutter - left - hang, faces)
  const other = { ...setting.style('cell', translation?.lang ?? 'en'), align: 'left' as const }
  const said = translation
    ? light([{ text: translation.label ? `${translation.label}  ` : '' }, ...translation.runs])
    : []
  const others = translation ? setLines(said, other, columns.end - columns.translation, faces) : []
  const height = Math.max(titles.length, others.length) * style.leading
  const last = others.length > 0 ? others : titles
  const lastX = others.length > 0 ? columns.translation : left + hang
  const number = setOneLine([{ text: page, lang: 'en' }], style, faces)
  const lineOf = (line: Line, x: number, n: number): Mark => ({
    kind: 'text',
    part: 'text',
    entry,
    x,
    baseline: n * style.leading + baseline(style),
    line,
  })
  const end = (last.length - 1) * style.leading + baseline(style)
  const from = lastX + (last.at(-1)?.width ?? 0) + 5
  const marks: Mark[] = [
    ...label.map((line) => lineOf(line, left, 0)),
    ...titles.map((line, n) => lineOf(line, left + hang, n)),
    ...others.map((line, n) => lineOf(line, columns.translation, n)),
    lineOf(number, measure - number.width, last.length - 1),
    {
      kind: 'rule',
      from: [from, end - 1],
      to: [Math.max(from, measure - number.width - 5), end - 1],
      thickness: 0.7,
      grey: 0.5,
      dash: [0.7, 3],
    },
    {
      kind: 'link',
      over: 'text',
      entry,
      title: [heading.label, plain(heading.runs)].filter(Boolean).join(' '),
      x: left,
      y: 0,
      width: measure - left,
      height,
      destination: destinationOf(heading, at),
    },
  ]
  return {
    role: 'paragraph',
    lang: heading.lang,
    block,
    height,
    before: entry === 0 ? 0 : 5,
    together: false,
    marks,
  }
}

const light = (runs: Runs): Runs => runs.map((run) => ({ ...run, bold: false }))
