import type { Block, Language } from './blocks.ts'
import type { LaidOut, Mark } from './laid-out.ts'
import { setLines } from './lines.ts'
import type { Place, Setting } from './setting.ts'
import { type Style, baseline } from './style.ts'

type SignatureBlock = Extract<Block, { role: 'signatures' }>
type Party = SignatureBlock['parties'][number]
/** Marks one under the other, and how far down they reach. */
type Column = { readonly marks: readonly Mark[]; readonly height: number }

const gutter = 24
/** A company seal is at most 4.5 cm across (State Council, Guofa [1999] No. 25); its place leaves room for one. */
const seal = 128
const toWrite = 90 // pt of line that a signature or a date needs
const writing = 26 // pt between the lines to write on

/** The column of one party: where it stands, how wide it is, and which party of the block it is. */
type Box = { readonly x: number; readonly width: number; readonly party: number; readonly setting: Setting }

/** Parties two abreast, each with its name, the place for its seal and lines to sign on; kept together. */
export function laySignatures({ lang, parties }: SignatureBlock, setting: Setting, place: Place): LaidOut[] {
  const width = (setting.measure - gutter) / 2
  const pairs = parties.flatMap((_, i) => (i % 2 === 0 ? [parties.slice(i, i + 2)] : []))
  return pairs.map((pair, i): LaidOut => {
    const boxes = pair.map((_, c): Box => ({ x: c * (width + gutter), width, party: 2 * i + c, setting }))
    const names = pair.map((party, c) => layName(party, lang, boxes[c]!))
    const top = Math.max(...names.map(({ height }) => height)) + 6 // seals stand side by side
    // Who has no seal, as a natural person, signs at the same height as who has one.
    const below = pair.some((party) => party.seal !== undefined) ? top + seal + 4 : top
    const seals = pair.map((party, c) => laySeal(party, lang, top, boxes[c]!))
    const lines = pair.map((party, c) => layLines(party, lang, below, boxes[c]!))
    return {
      role: 'paragraph',
      lang,
      block: place.block,
      height: Math.max(...lines.map(({ height }) => height)) + 4,
      before: i === 0 ? place.before : 22,
      together: i < pairs.length - 1,
      marks: pair.flatMap((_, c) => [...(names[c]?.marks ?? []), ...(seals[c] ?? []), ...(lines[c]?.marks ?? [])]),
    }
  })
}

function layName({ title, name }: Party, lang: Language, box: Box): Column {
  const above = write(title, box.setting.style('small', lang), 0, 0, box, 0.35)
  const below = write(name, { ...box.setting.style('body', lang), bold: true }, above.height, 1, box)
  return { marks: [...above.marks, ...below.marks], height: below.height }
}

function laySeal({ seal: note }: Party, lang: Language, y: number, box: Box): Mark[] {
  if (note === undefined) return []
  const corners = [
    [box.x, y],
    [box.x + seal, y],
    [box.x + seal, y + seal],
    [box.x, y + seal],
  ] as const
  const sides = corners.map((from, i): Mark => {
    const to = corners[(i + 1) % 4] ?? from
    return { kind: 'rule', from, to, thickness: 0.5, grey: 0.6, dash: [2, 2] }
  })
  const inside = { ...box, x: box.x + 6, width: seal - 12 }
  return [...sides, ...write(note, box.setting.style('small', lang), y + 4, 2, inside, 0.4).marks]
}

/** Lines to fill in by hand: one that ends in a colon asks for something, and gets a rule to write on. */
function layLines({ lines }: Party, lang: Language, top: number, box: Box): Column {
  const style = box.setting.style('body', lang)
  const marks: Mark[] = []
  let y = top
  lines.forEach((text, i) => {
    const written = write(text, style, y + writing - style.leading, 3 + i, box)
    marks.push(...written.marks)
    y = written.height
    if (!/[:：]\s*$/.test(text)) return
    const used = lastWidth(written.marks)
    const cramped = box.width - used < toWrite
    if (cramped) y += writing
    const line = y - style.leading + baseline(style) + 2.5
    const from = cramped ? box.x : box.x + used + 3
    marks.push({ kind: 'rule', from: [from, line], to: [box.x + box.width, line], thickness: 0.5, grey: 0.2 })
  })
  return { marks, height: y }
}

const lastWidth = (marks: readonly Mark[]): number => {
  const last = marks.at(-1)
  return last?.kind === 'text' ? last.line.width : 0
}

/** Text from `y` downward, the party's n-th; `height` is where it ends. */
function write(text: string, style: Style, y: number, n: number, box: Box, grey = 0): Column {
  const lines = setLines([{ text }], { ...style, align: 'left' }, box.width, box.setting.faces)
  const marks = lines.map((line, i): Mark => ({
    kind: 'text',
    part: 'text',
    x: box.x,
    baseline: y + i * style.leading + baseline(style),
    line,
    grey,
    signer: { party: box.party, line: n },
  }))
  return { marks, height: y + lines.length * style.leading }
}
