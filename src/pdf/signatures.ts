import type { Block } from './blocks.ts'
import type { LaidOut, Mark } from './laid-out.ts'
import { setLines } from './lines.ts'
import type { Place, Setting } from './setting.ts'
import { type Style, baseline, styleOf } from './style.ts'

type SignatureBlock = Extract<Block, { role: 'signatures' }>
type Party = SignatureBlock['parties'][number]
/** Marks one under the other, and how far down they reach. */
type Column = { readonly marks: readonly Mark[]; readonly height: number }

const gutter = 24
/** A company seal is at most 4.5 cm across (State Council, Guofa [1999] No. 25); its place leaves room for one. */
const seal = 128
const toWrite = 90 // pt of line that a signature or a date needs
const writing = 26 // pt between the lines to write on

/** Parties two abreast, each with its name, the place for its seal and lines to sign on; kept together. */
export function laySignatures(block: SignatureBlock, setting: Setting, place: Place): LaidOut[] {
  const width = (setting.measure - gutter) / 2
  const pairs = block.parties.flatMap((_, i) => (i % 2 === 0 ? [block.parties.slice(i, i + 2)] : []))
  return pairs.map((pair, i): LaidOut => {
    const starts = pair.map((_, c) => c * (width + gutter))
    const names = pair.map((party, c) => layName(party, starts[c] ?? 0, width, block, setting))
    const top = Math.max(...names.map(({ height }) => height)) + 6 // seals stand side by side
    const lines = pair.map((party, c) => layLines(party, starts[c] ?? 0, top + seal + 4, width, block, setting))
    const seals = pair.map((party, c) => laySeal(party, starts[c] ?? 0, top, block, setting))
    return {
      role: 'paragraph',
      lang: block.lang,
      block: place.block,
      height: Math.max(...lines.map(({ height }) => height)) + 4,
      before: i === 0 ? place.before : 22,
      together: i < pairs.length - 1,
      marks: pair.flatMap((_, c) => [...(names[c]?.marks ?? []), ...(seals[c] ?? []), ...(lines[c]?.marks ?? [])]),
    }
  })
}

function layName({ title, name }: Party, x: number, width: number, { lang }: SignatureBlock, setting: Setting): Column {
  const above = write(title, styleOf('small', lang), x, 0, width, setting, 0.35)
  const below = write(name, { ...styleOf('body', lang), bold: true }, x, above.height, width, setting)
  return { marks: [...above.marks, ...below.marks], height: below.height }
}

function laySeal({ seal: note }: Party, x: number, y: number, { lang }: SignatureBlock, setting: Setting): Mark[] {
  const corners = [
    [x, y],
    [x + seal, y],
    [x + seal, y + seal],
    [x, y + seal],
  ] as const
  const sides = corners.map((from, i): Mark => {
    const to = corners[(i + 1) % 4] ?? from
    return { kind: 'rule', from, to, thickness: 0.5, grey: 0.6, dash: [2, 2] }
  })
  return [...sides, ...write(note, styleOf('small', lang), x + 6, y + 4, seal - 12, setting, 0.5).marks]
}

/** Lines to fill in by hand: one that ends in a colon asks for something, and gets a rule to write on. */
function layLines(
  { lines }: Party,
  x: number,
  top: number,
  width: number,
  { lang }: SignatureBlock,
  setting: Setting
): Column {
  const style = styleOf('body', lang)
  const marks: Mark[] = []
  let y = top
  for (const text of lines) {
    const written = write(text, style, x, y + writing - style.leading, width, setting)
    marks.push(...written.marks)
    y = written.height
    if (!/[:：]\s*$/.test(text)) continue
    const used = lastWidth(written.marks)
    const cramped = width - used < toWrite
    if (cramped) y += writing
    const line = y - style.leading + baseline(style) + 2.5
    const from = cramped ? x : x + used + 3
    marks.push({ kind: 'rule', from: [from, line], to: [x + width, line], thickness: 0.5, grey: 0.2 })
  }
  return { marks, height: y }
}

const lastWidth = (marks: readonly Mark[]): number => {
  const last = marks.at(-1)
  return last?.kind === 'text' ? last.line.width : 0
}

/** Text from `y` downward; `height` is where it ends. */
function write(text: string, style: Style, x: number, y: number, width: number, { faces }: Setting, grey = 0): Column {
  const lines = setLines([{ text }], { ...style, align: 'left' }, width, faces)
  const marks = lines.map((line, i): Mark => ({
    kind: 'text',
    part: 'text',
    x,
    baseline: y + i * style.leading + baseline(style),
    line,
    grey,
  }))
  return { marks, height: y + lines.length * style.leading }
}
