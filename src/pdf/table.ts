import type { Block, Cell, Language } from './blocks.ts'
import { columnWidths, isAmounts } from './columns.ts'
import type { LaidOut, Mark } from './laid-out.ts'
import { type Align, type Line, setLines, unbreakableWidth } from './lines.ts'
import { plain } from './prose.ts'
import { type Place, type Setting, lineStart, stack } from './setting.ts'
import { type Style, baseline } from './style.ts'

type TableBlock = Extract<Block, { role: 'table' }>
type CellLine = { readonly line: Line; readonly paragraph: number }
type SetCell = { readonly lines: readonly CellLine[]; readonly align: Align }
type Grid = {
  readonly block: TableBlock
  readonly style: Style
  readonly edges: readonly number[]
  readonly place: Place
}

const side = 5 // left and right of a cell's text, pt
const pad = 3.5 // above and below it
const rule = { thickness: 0.5, grey: 0.45 } as const
/** Rows up to this many lines stay whole; taller ones may be parted between lines. */
const wholeRow = 16

/** A table that runs over pages: the head stands again on each, rows are parted only when they are long, nothing is cut. */
export function layTable(block: TableBlock, setting: Setting, place: Place): LaidOut[] {
  const caption = layCaption(block, setting, place)
  const style = setting.style('cell', block.lang)
  const edges = edgesOf(block, setting)
  const grid: Grid = { block, style, edges, place: { ...place, before: caption.length > 0 ? 4 : place.before } }
  const aligns = block.columns.map(
    ({ align }, c): Align => align ?? (isAmounts(block.rows.map((row) => textOf(row[c]))) ? 'right' : 'left')
  )
  const set = (cells: readonly Cell[], bold: boolean) =>
    block.columns.map((_, c) => setCell(cells[c], aligns[c] ?? 'left', c, grid, setting, bold))
  const hasHead = block.head.some((cell) => textOf(cell) !== '')
  const head = hasHead ? layRow(set(block.head, true), -1, grid, []) : []
  const repeated = head.map((item): LaidOut => ({ ...item, role: 'artifact', before: 0 }))
  const rows = block.rows.map((row, r) => layRow(set(row, false), r, grid, repeated))
  return [...caption, ...head, ...rows.flatMap((row, r) => (staysWithNext(rows, r) ? joined(row) : row))]
}

/** The first two and the last two rows stay together: no row stands alone. */
const staysWithNext = (rows: readonly LaidOut[][], r: number): boolean =>
  (r === 0 || r === rows.length - 2) &&
  r < rows.length - 1 &&
  (rows[r]?.length ?? 0) + (rows[r + 1]?.length ?? 0) <= wholeRow

const joined = (row: readonly LaidOut[]): LaidOut[] =>
  row.map((item, i) => (i === row.length - 1 ? { ...item, together: true } : item))

function layCaption(
  { caption, lang }: TableBlock,
  { faces, measure, style: styleOf }: Setting,
  place: Place
): LaidOut[] {
  if (!caption || plain(caption) === '') return []
  const style = { ...styleOf('cell', lang), bold: true }
  const lines = setLines(caption, style, measure, faces)
  return stack(lines, { x: 0, width: measure, style, part: 'caption' }, { role: 'table', lang, ...place }, true)
}

/** x of the columns' edges, one more than there are columns. */
function edgesOf(block: TableBlock, { faces, measure, style }: Setting): number[] {
  const needs = block.columns.map((_, c) => {
    const cells = [block.head[c], ...block.rows.map((row) => row[c])]
    const widths = cells.flatMap((cell, i) =>
      (cell?.paragraphs ?? []).map(({ runs, lang }) =>
        unbreakableWidth(runs, { ...style('cell', lang ?? block.lang), bold: i === 0 }, faces)
      )
    )
    return Math.max(0, ...widths) + 2 * side + 0.5
  })
  let edge = 0
  return [0, ...columnWidths(block.columns, needs, measure).map((width) => (edge += width))]
}

function setCell(
  cell: Cell | undefined,
  align: Align,
  column: number,
  { block, edges }: Grid,
  { faces, style }: Setting,
  bold: boolean
): SetCell {
  const width = edges[column + 1]! - edges[column]! - 2 * side
  const languageOf = (lang: Language | undefined) => style('cell', lang ?? block.lang)
  const lines = (cell?.paragraphs ?? []).flatMap(({ runs, lang }, paragraph) =>
    setLines(runs, { ...languageOf(lang), align, bold }, width, faces).map((line) => ({ line, paragraph }))
  )
  return { lines, align }
}

/** One row as one item a line of text. Row -1 is the head. */
function layRow(cells: readonly SetCell[], row: number, grid: Grid, head: readonly LaidOut[]): LaidOut[] {
  const { block, style, edges, place } = grid
  const count = Math.max(1, ...cells.map(({ lines }) => lines.length))
  const [isHead, right] = [row < 0, edges.at(-1) ?? 0]
  const first = row === (block.head.some((cell) => textOf(cell) !== '') ? -1 : 0)
  return Array.from({ length: count }, (_, n): LaidOut => {
    const [top, bottom] = [n === 0 ? pad : 0, n === count - 1 ? pad : 0]
    const height = style.leading + top + bottom
    const across = (y: number): Mark => ({ kind: 'rule', from: [0, y], to: [right, y], ...rule })
    const shade: Mark[] = isHead ? [{ kind: 'fill', x: 0, y: 0, width: right, height, grey: 0.93 }] : []
    const texts = cells.flatMap((cell, c) => textMark(cell, n, row, c, top + baseline(style), edges))
    return {
      role: 'table',
      lang: block.lang,
      block: place.block,
      height,
      before: first && n === 0 ? place.before : 0,
      together: isHead || (n < count - 1 && (count <= wholeRow || n === 0 || n === count - 2)),
      marks: [
        ...shade,
        ...edges.map((x) => upright(x, 0, height)),
        ...(first && n === 0 ? [across(0)] : []),
        ...(bottom ? [across(height)] : []),
        ...texts,
      ],
      whenFirst: first && n === 0 ? [] : [across(0)],
      // A parted row is closed with the air below its text that a whole one has.
      whenLast: n === count - 1 ? [] : [...edges.map((x) => upright(x, height, height + pad)), across(height + pad)],
      head,
    }
  })
}

const upright = (x: number, from: number, to: number): Mark => ({ kind: 'rule', from: [x, from], to: [x, to], ...rule })

function textMark(cell: SetCell, n: number, row: number, column: number, y: number, edges: readonly number[]): Mark[] {
  const { line, paragraph } = cell.lines[n] ?? {}
  if (!line || paragraph === undefined) return []
  const [left, right] = [edges[column]! + side, edges[column + 1]! - side]
  const x = lineStart(line, cell.align, left, right - left)
  return [
    { kind: 'text', part: row < 0 ? 'head_cell' : 'cell', x, baseline: y, line, cell: { row, column, paragraph } },
  ]
}

const textOf = (cell: Cell | undefined): string => (cell?.paragraphs ?? []).map(({ runs }) => plain(runs)).join('\n')
