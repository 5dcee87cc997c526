/** What we use of packages that bring no types. */
declare module 'pdfkit/output' {
  export function toBytes(document: object): Promise<Uint8Array>
}

declare module 'fontkit' {
  export type Glyph = { readonly id: number; readonly advanceWidth: number; readonly codePoints: number[] }
  export type Position = { readonly xAdvance: number; readonly xOffset: number; readonly yOffset: number }
  export type Subset = {
    readonly glyphs: number[]
    includeGlyph(id: number): number
    // What follows is internal, and made anew by each encode().
    readonly glyf: Uint8Array[]
    readonly loca: { readonly offsets: number[] }
    readonly hmtx: { readonly metrics: { advance: number; bearing: number }[] }
    offset: number
    _addGlyph: (glyph: number) => number
  }
  export type Font = {
    readonly postscriptName: string
    readonly unitsPerEm: number
    hasGlyphForCodePoint(codePoint: number): boolean
    glyphForCodePoint(codePoint: number): Glyph
    layout(text: string): { readonly glyphs: Glyph[]; readonly positions: Position[] }
  }
  export function create(bytes: Uint8Array): Font
}

declare module 'linebreak' {
  export default class LineBreaker {
    constructor(text: string)
    nextBreak(): { readonly position: number; readonly required: boolean } | null
  }
}

declare module 'subset-font' {
  export default function subsetFont(
    font: Uint8Array,
    text: string,
    options: {
      targetFormat: 'truetype'
      keepFeatures?: string[]
      noLayoutClosure?: boolean
      noHinting?: boolean
      dropTables?: string[]
    }
  ): Promise<Uint8Array>
}
