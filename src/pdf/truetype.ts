/** Tables of a TrueType font (OpenType 1.9), read straight from its bytes. */
export type Tables = ReadonlyMap<string, DataView>

/** A glyph as it stands in glyf and hmtx. Composite glyphs are made of others, which `data` names. */
export type Outline = {
  readonly data: Uint8Array
  readonly composite: boolean
  readonly advance: number
  readonly bearing: number
}

export function tablesOf(bytes: Uint8Array): Tables {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  const tables = new Map<string, DataView>()
  for (let at = 12; at < 12 + 16 * view.getUint16(4); at += 16) {
    const name = String.fromCharCode(...bytes.subarray(at, at + 4))
    tables.set(name, new DataView(bytes.buffer, bytes.byteOffset + view.getUint32(at + 8), view.getUint32(at + 12)))
  }
  return tables
}

export function table(tables: Tables, name: string): DataView {
  const found = tables.get(name)
  if (!found) throw new Error(`the font has no table ${name}`)
  return found
}

/** Reads glyphs by their number in the font. `data` lies in the font's own bytes: whoever changes it copies it first. */
export function outlinesOf(tables: Tables): (glyph: number) => Outline {
  const [loca, glyf, hmtx] = [table(tables, 'loca'), table(tables, 'glyf'), table(tables, 'hmtx')]
  const long = table(tables, 'head').getInt16(50) === 1
  const metrics = table(tables, 'hhea').getUint16(34)
  const offset = (glyph: number) => (long ? loca.getUint32(4 * glyph) : 2 * loca.getUint16(2 * glyph))
  return (glyph) => {
    const [from, to] = [offset(glyph), offset(glyph + 1)]
    return {
      data: new Uint8Array(glyf.buffer, glyf.byteOffset + from, to - from),
      composite: to > from && glyf.getInt16(from) < 0,
      advance: hmtx.getUint16(4 * Math.min(glyph, metrics - 1)),
      bearing: hmtx.getInt16(glyph < metrics ? 4 * glyph + 2 : 4 * metrics + 2 * (glyph - metrics)),
    }
  }
}
