import { create } from 'fontkit'
import { type Outline, outlinesOf, table, type Tables, tablesOf } from './truetype.ts'

/** A TrueType font and the characters that are wanted of it. */
export type FontPart = { readonly bytes: Uint8Array; readonly characters: readonly number[] }

type Source = {
  readonly tables: Tables
  readonly outlineOf: (glyph: number) => Outline
  readonly glyphs: Map<number, number>
}

/**
 * One TrueType font (OpenType 1.9) of parts that were cut from the same font for the web: their outlines one after the
 * other, under a new character map. Layout tables and hints are left out.
 */
export function mergeFonts(parts: readonly FontPart[]): Uint8Array {
  const outlines: Outline[] = []
  const characters = new Map<number, number>()
  const sources = parts.map(({ bytes }): Source => {
    const tables = tablesOf(bytes)
    return { tables, outlineOf: outlinesOf(tables), glyphs: new Map() }
  })
  const [first] = sources
  if (!first) throw new Error('there is no font to merge')
  takeGlyph(first, 0, outlines) // what stands for all that is missing
  parts.forEach((part, i) => {
    const font = create(part.bytes)
    for (const char of part.characters)
      if (!characters.has(char) && font.hasGlyphForCodePoint(char))
        characters.set(char, takeGlyph(sources[i]!, font.glyphForCodePoint(char).id, outlines))
  })
  const all = sources.map(({ tables }) => tables)
  return write([
    ['OS/2', copy(table(first.tables, 'OS/2'))],
    ['cmap', characterMap(characters)],
    ...outlineTables(outlines, first.tables),
    ['head', patched(table(first.tables, 'head'), (view) => view.setInt16(50, 1))],
    ['hhea', patched(table(first.tables, 'hhea'), (view) => view.setUint16(34, outlines.length))],
    ['maxp', largest(all, outlines.length)],
    ['name', copy(table(first.tables, 'name'))],
    ['post', patched(table(first.tables, 'post'), (view) => view.setUint32(0, 0x30000), 32)],
  ])
}

const copy = ({ buffer, byteOffset, byteLength }: DataView): Uint8Array =>
  new Uint8Array(buffer.slice(byteOffset, byteOffset + byteLength) as ArrayBuffer)

function patched(view: DataView, change: (view: DataView) => void, length = view.byteLength): Uint8Array {
  const bytes = copy(view).slice(0, length)
  change(new DataView(bytes.buffer))
  return bytes
}

/** Its number in the new font; a glyph made of others brings them along. */
function takeGlyph(source: Source, id: number, outlines: Outline[]): number {
  const taken = source.glyphs.get(id)
  if (taken !== undefined) return taken
  const outline = source.outlineOf(id)
  const data = outline.data.slice()
  const number = outlines.push({ ...outline, data }) - 1
  source.glyphs.set(id, number)
  const view = new DataView(data.buffer)
  for (const at of outline.composite ? componentsOf(view) : [])
    view.setUint16(at, takeGlyph(source, view.getUint16(at), outlines))
  return number
}

/** Where a composite glyph names its parts (glyf, “Composite glyph description”). */
function componentsOf(view: DataView): number[] {
  const places: number[] = []
  for (let [at, more] = [10, true]; more;) {
    const flags = view.getUint16(at)
    places.push(at + 2)
    at += 4 + (flags & 0x1 ? 4 : 2) + (flags & 0x8 ? 2 : flags & 0x40 ? 4 : flags & 0x80 ? 8 : 0)
    more = (flags & 0x20) !== 0
  }
  return places
}

type Written = readonly [name: string, bytes: Uint8Array]

function outlineTables(outlines: readonly Outline[], tables: Tables): Written[] {
  const lengths = outlines.map(({ data }) => (data.length + 3) & ~3)
  const glyf = new Uint8Array(lengths.reduce((sum, length) => sum + length, 0))
  const loca = new DataView(new ArrayBuffer(4 * (outlines.length + 1)))
  const hmtx = new DataView(new ArrayBuffer(4 * outlines.length))
  let at = 0
  outlines.forEach(({ data, advance, bearing }, i) => {
    glyf.set(data, at)
    loca.setUint32(4 * i, at)
    hmtx.setUint16(4 * i, advance)
    hmtx.setInt16(4 * i + 2, bearing)
    at += lengths[i]!
  })
  loca.setUint32(4 * outlines.length, at)
  const gasp = tables.get('gasp')
  return [...(gasp ? [['gasp', copy(gasp)] as const] : []), ['glyf', glyf], ['hmtx', copy(hmtx)], ['loca', copy(loca)]]
}

/** Each field of maxp is the largest that any part needs. */
function largest(all: readonly Tables[], glyphs: number): Uint8Array {
  return patched(table(all[0]!, 'maxp'), (view) => {
    for (let at = 6; at + 1 < view.byteLength; at += 2)
      view.setUint16(at, Math.max(...all.map((tables) => table(tables, 'maxp').getUint16(at))))
    view.setUint16(4, glyphs)
  })
}

/** Format 12 (segmented coverage), for characters beyond the Basic Multilingual Plane too. */
function characterMap(characters: ReadonlyMap<number, number>): Uint8Array {
  const sorted = [...characters].toSorted(([a], [b]) => a - b)
  const view = new DataView(new ArrayBuffer(12 + 16 + 12 * sorted.length))
  view.setUint16(2, 1)
  view.setUint16(4, 3) // Windows, full Unicode
  view.setUint16(6, 10)
  view.setUint32(8, 12)
  view.setUint16(12, 12)
  view.setUint32(16, 16 + 12 * sorted.length)
  view.setUint32(24, sorted.length)
  sorted.forEach(([char, glyph], i) => {
    view.setUint32(28 + 12 * i, char)
    view.setUint32(32 + 12 * i, char)
    view.setUint32(36 + 12 * i, glyph)
  })
  return copy(view)
}

function write(tables: readonly Written[]): Uint8Array {
  const sorted = tables.toSorted(([a], [b]) => (a < b ? -1 : 1))
  const start = 12 + 16 * sorted.length
  const size = sorted.reduce((sum, [, bytes]) => sum + ((bytes.length + 3) & ~3), start)
  const font = new Uint8Array(size)
  const view = new DataView(font.buffer)
  view.setUint32(0, 0x10000)
  view.setUint16(4, sorted.length)
  const power = Math.floor(Math.log2(sorted.length))
  view.setUint16(6, 16 * 2 ** power)
  view.setUint16(8, power)
  view.setUint16(10, 16 * (sorted.length - 2 ** power))
  let at = start
  sorted.forEach(([name, bytes], i) => {
    font.set(bytes, at)
    font.set(new TextEncoder().encode(name), 12 + 16 * i)
    view.setUint32(16 + 16 * i, sum(view, at, bytes.length))
    view.setUint32(20 + 16 * i, at)
    view.setUint32(24 + 16 * i, bytes.length)
    at += (bytes.length + 3) & ~3
  })
  return font
}

function sum(view: DataView, from: number, length: number): number {
  let total = 0
  for (let at = from; at < from + length; at += 4) total = (total + view.getUint32(at)) >>> 0
  return total
}
