/**
 * Pair kerning read straight from a TrueType font's GPOS table (OpenType 1.9, GPOS lookup type 2, also behind type 9).
 * A shaping engine decodes all of GPOS first, which costs more than drawing the whole document; Latin needs only this.
 */
export type Kern = (left: number, right: number) => number

type Table = {
  readonly u16: (at: number) => number
  readonly i16: (at: number) => number
  readonly u32: (at: number) => number
}
/** One pair subtable: the kerning in font units, or undefined when it has nothing to say of the pair. */
type Pairs = (left: number, right: number) => number | undefined

/** Kerning of two glyphs in font units, 0 for most; glyphs by their number in the font. */
export function kernOf(bytes: Uint8Array): Kern {
  const lookups = pairLookups(bytes)
  const known = new Map<number, number>()
  return (left, right) => {
    const key = left * 65536 + right
    const found = known.get(key)
    if (found !== undefined) return found
    // Each lookup applies once, by the first of its subtables that knows the pair.
    const value = lookups.reduce((sum, subtables) => sum + firstOf(subtables, left, right), 0)
    known.set(key, value)
    return value
  }
}

function firstOf(subtables: readonly Pairs[], left: number, right: number): number {
  for (const pairs of subtables) {
    const value = pairs(left, right)
    if (value !== undefined) return value
  }
  return 0
}

function pairLookups(bytes: Uint8Array): Pairs[][] {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const table: Table = {
    u16: (at) => view.getUint16(at),
    i16: (at) => view.getInt16(at),
    u32: (at) => view.getUint32(at),
  }
  const gpos = findTable(table, 'GPOS')
  if (gpos === undefined) return []
  const { u16 } = table
  const lookupList = gpos + u16(gpos + 8)
  return kernLookups(table, gpos + u16(gpos + 6)).map((index) => {
    const lookup = lookupList + u16(lookupList + 2 + 2 * index)
    const type = u16(lookup)
    return range(u16(lookup + 4)).flatMap((i) => subtable(table, type, lookup + u16(lookup + 6 + 2 * i)) ?? [])
  })
}

/** Numbers of the lookups that any script's `kern` feature names. */
function kernLookups({ u16, u32 }: Table, features: number): number[] {
  const numbers = range(u16(features))
    .map((i) => features + 2 + 6 * i)
    .filter((record) => u32(record) === tag('kern'))
    .flatMap((record) => {
      const feature = features + u16(record + 4)
      return range(u16(feature + 2)).map((i) => u16(feature + 4 + 2 * i))
    })
  return [...new Set(numbers)].toSorted((a, b) => a - b)
}

function subtable(table: Table, type: number, at: number): Pairs | undefined {
  if (type === 9) return subtable(table, table.u16(at + 2), at + table.u32(at + 4))
  if (type !== 2) return undefined
  const size1 = 2 * bits(table.u16(at + 4))
  const size2 = 2 * bits(table.u16(at + 6))
  // Only the advance of the first glyph (bit 2) matters in horizontal text; placements come before it.
  if ((table.u16(at + 4) & 4) === 0) return undefined
  const advance = 2 * bits(table.u16(at + 4) & 3)
  return table.u16(at) === 1 ? listed(table, at, size1 + size2, advance) : classed(table, at, size1 + size2, advance)
}

/** Format 1: each first glyph has a sorted list of second glyphs. */
function listed({ u16, i16 }: Table, at: number, size: number, advance: number): Pairs {
  const covered = coverage(u16, at + u16(at + 2))
  return (left, right) => {
    const index = covered(left)
    if (index === undefined) return undefined
    const set = at + u16(at + 10 + 2 * index)
    const record = search(u16(set), (i) => u16(set + 2 + i * (size + 2)) - right)
    return record === undefined ? undefined : i16(set + 4 + record * (size + 2) + advance)
  }
}

/** Format 2: both glyphs have a class; a matrix of classes holds the values. */
function classed({ u16, i16 }: Table, at: number, size: number, advance: number): Pairs {
  const covered = coverage(u16, at + u16(at + 2))
  const first = classes(u16, at + u16(at + 8))
  const second = classes(u16, at + u16(at + 10))
  const width = u16(at + 14)
  return (left, right) =>
    covered(left) === undefined ? undefined : i16(at + 16 + (first(left) * width + second(right)) * size + advance)
}

type Read = Table['u16']

/** Where a glyph stands in a coverage table. */
function coverage(u16: Read, at: number): (glyph: number) => number | undefined {
  const count = u16(at + 2)
  if (u16(at) === 1) return (glyph) => search(count, (i) => u16(at + 4 + 2 * i) - glyph)
  return (glyph) => {
    const found = searchRange(u16, at + 4, count, glyph)
    return found === undefined ? undefined : u16(found + 4) + glyph - u16(found)
  }
}

function classes(u16: Read, at: number): (glyph: number) => number {
  if (u16(at) === 1) {
    const [start, count] = [u16(at + 2), u16(at + 4)]
    return (glyph) => (glyph >= start && glyph < start + count ? u16(at + 6 + 2 * (glyph - start)) : 0)
  }
  return (glyph) => {
    const found = searchRange(u16, at + 4, u16(at + 2), glyph)
    return found === undefined ? 0 : u16(found + 4)
  }
}

/** Where the 6-byte range record {start, end, value} that holds the glyph begins. */
function searchRange(u16: Read, records: number, count: number, glyph: number): number | undefined {
  const found = search(count, (i) => {
    const record = records + 6 * i
    return glyph < u16(record) ? 1 : glyph > u16(record + 2) ? -1 : 0
  })
  return found === undefined ? undefined : records + 6 * found
}

/** Binary search over `count` sorted things; `compare` says whether thing i lies after (> 0), before (< 0) or here (0). */
function search(count: number, compare: (i: number) => number): number | undefined {
  let [low, high] = [0, count - 1]
  while (low <= high) {
    const middle = (low + high) >> 1
    const order = compare(middle)
    if (order === 0) return middle
    if (order > 0) high = middle - 1
    else low = middle + 1
  }
  return undefined
}

function findTable({ u16, u32 }: Table, name: string): number | undefined {
  const record = range(u16(4))
    .map((i) => 12 + 16 * i)
    .find((at) => u32(at) === tag(name))
  return record === undefined ? undefined : u32(record + 8)
}

const range = (count: number): number[] => Array.from({ length: count }, (_, i) => i)
const bits = (flags: number): number => range(16).filter((i) => (flags >> i) & 1).length
const tag = (name: string): number => Array.from(name).reduce((sum, char) => sum * 256 + char.charCodeAt(0), 0)
