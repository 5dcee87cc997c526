import type { Language, Runs } from './blocks.ts'
import { type FaceName, type Faces, has } from './faces.ts'

/**
 * han: an ideograph; open, close: full-width brackets and stops, half of whose cell is blank; wide: other full-width
 * signs; word: Latin letters, digits and signs that belong to them; mark: half-width punctuation; part: a combining
 * mark, which never leaves the character before it.
 */
export type Kind = 'han' | 'open' | 'close' | 'wide' | 'word' | 'mark' | 'space' | 'newline' | 'part'

/** One glyph to be set. Lengths in em. `text` is what it means when copied out of the document. */
export type Item = {
  readonly kind: Kind
  readonly text: string
  readonly lang: Language
  readonly face: FaceName
  readonly glyph: number
  readonly advance: number
  readonly dx: number
  readonly dy: number
}

const opening = '「『（【《〈〔〖［｛'
const closing = '」』）】》〉〕〗］｝。，、；：！？．'
// Characters that exist once in Unicode but are half-width in English and full-width in Chinese (GB/T 15834-2011).
const ambiguous = '“”‘’…—·'
const fullWidth = /[⺀-〿぀-鿿豈-﫿︰-﹏＀-￯\u{20000}-\u{3ffff}]/u
const ideograph = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u
const wordLike = /[\p{L}\p{N}%‰¥$€£°+±=<>@&#]/u
// Soft hyphens, joiners and zero-width characters show nothing.
const invisible = /[\u00ad\u200b-\u200f\u2060\ufeff]/u
const combining = /^\p{M}$/u

/** How a character is set: its weight, its language, and whether ambiguous signs are full-width. */
type Manner = { readonly bold: boolean; readonly lang: Language; readonly chinese: boolean }
type Known = Map<string, Item>[]
const known = new WeakMap<Faces, Known>()

/** Runs as glyphs: the Han font for ideographs and full-width characters, the Latin font for the rest. */
export function itemise(runs: Runs, lang: Language, faces: Faces): Item[] {
  const items: Item[] = []
  let before = ''
  for (const run of runs) {
    const language = run.lang ?? lang
    const manner: Manner = { bold: run.bold ?? false, lang: language, chinese: language === 'zh-CN' }
    const clusters = clustersOf(run.text)
    clusters.forEach((cluster, i) => {
      const latin = cluster === '’' && isApostrophe(before, clusters[i + 1] ?? '')
      addItems(items, cluster, latin ? { ...manner, chinese: false } : manner, faces)
      before = cluster
    })
  }
  return items
}

/** Licensee’s in a Chinese sentence keeps its half-width apostrophe. */
const isApostrophe = (before: string, after: string): boolean => /[A-Za-z]/.test(before) && /[A-Za-z]/.test(after)

/** Characters with their combining marks, composed where Unicode has the composed one. */
function clustersOf(text: string): string[] {
  const clusters: string[] = []
  for (const char of text.normalize('NFC').replace(/\r\n?/g, '\n')) {
    if (combining.test(char) && clusters.length > 0) clusters.push((clusters.pop() ?? '') + char)
    else if (!invisible.test(char)) clusters.push(char)
  }
  return clusters
}

function addItems(items: Item[], cluster: string, manner: Manner, faces: Faces): void {
  if (cluster.length > 1 && Array.from(cluster).length > 1) items.push(...shaped(cluster, manner, faces))
  else items.push(single(cluster, manner, faces))
}

function single(char: string, manner: Manner, faces: Faces): Item {
  const tables: Known = known.get(faces) ?? Array.from({ length: 8 }, () => new Map<string, Item>())
  known.set(faces, tables)
  const table = tables[(manner.bold ? 1 : 0) + (manner.chinese ? 2 : 0) + (manner.lang === 'en' ? 4 : 0)]!
  const found = table.get(char) ?? made(char, manner, faces)
  table.set(char, found)
  return found
}

function made(char: string, { bold, lang, chinese }: Manner, faces: Faces): Item {
  const kind = kindOf(char, chinese)
  const name = faceFor(char, bold, chinese, faces)
  const { font, units } = faces[name]!
  const glyph = font.glyphForCodePoint(codePoint(drawnAs(char, kind)))
  const advance = kind === 'newline' ? 0 : glyph.advanceWidth / units
  return { kind, text: char, lang, face: name, glyph: glyph.id, advance, dx: 0, dy: 0 }
}

/** A character with marks that have no composed form is placed by the font's own mark positions. */
function shaped(cluster: string, { bold, lang, chinese }: Manner, faces: Faces): Item[] {
  const name = faceFor(Array.from(cluster)[0] ?? '', bold, chinese, faces)
  const { font, units } = faces[name]!
  const { glyphs, positions } = font.layout(cluster)
  // The font takes ê̄ apart into e and its two marks: each glyph then means one of them.
  const decomposed = Array.from(cluster.normalize('NFD'))
  const meanings = decomposed.length === glyphs.length ? decomposed : [cluster]
  return glyphs.map((glyph, i): Item => {
    const text = meanings[i] ?? '\u200b'
    const position = positions[i] ?? { xAdvance: glyph.advanceWidth, xOffset: 0, yOffset: 0 }
    return {
      kind: i === 0 ? kindOf(decomposed[0] ?? '', chinese) : 'part',
      text,
      lang,
      face: name,
      glyph: glyph.id,
      advance: position.xAdvance / units,
      dx: position.xOffset / units,
      dy: position.yOffset / units,
    }
  })
}

function kindOf(char: string, chinese: boolean): Kind {
  if (char === '\n') return 'newline'
  if (/\s/u.test(char)) return 'space'
  if (opening.includes(char) || (chinese && '“‘'.includes(char))) return 'open'
  if (closing.includes(char) || (chinese && '”’'.includes(char))) return 'close'
  if (ideograph.test(char)) return 'han'
  if (fullWidth.test(char) || (chinese && '…—'.includes(char))) return 'wide'
  return wordLike.test(char) ? 'word' : 'mark'
}

/** The font the language asks for; where it lacks the character, the other one, and last the one for rare characters. */
function faceFor(char: string, bold: boolean, chinese: boolean, faces: Faces): FaceName {
  const han: FaceName = bold ? 'hanBold' : 'han'
  const latin: FaceName = bold ? 'latinBold' : 'latin'
  const wanted = fullWidth.test(char) || (chinese && ambiguous.includes(char)) ? han : latin
  const other = wanted === han ? latin : han
  const drawn = drawnAs(char, kindOf(char, chinese))
  const rare: FaceName = bold ? 'rareBold' : 'rare'
  return [wanted, other, rare].find((name) => has(faces[name], drawn)) ?? wanted
}

/**
 * The character whose glyph is shown. A line feed and a tab look like a space. The Chinese dash is two characters that
 * must look like one line of two em: the box-drawing line fills its cell, the dash of the font does not.
 */
function drawnAs(char: string, kind: Kind): string {
  if (char === '\n' || char === '\t') return ' '
  return char === '—' && kind === 'wide' ? '─' : char
}

const codePoint = (char: string): number => char.codePointAt(0) ?? 0
