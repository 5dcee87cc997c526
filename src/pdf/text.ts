import type { Language } from './blocks.ts'
import type { FaceName, Faces } from './faces.ts'
import type { Item } from './itemise.ts'
import type { Line } from './lines.ts'
import { type Doc, type EmbeddedFont, openFont } from './pdfkit.ts'

/**
 * The operators that write a line of text on the current page; x and baseline in pt from the page's upper left corner.
 * Parts in another language than `lang` say so; artifacts have none.
 */
export type Pen = (line: Line, x: number, baseline: number, grey: number, lang?: Language) => string

type Embedded = {
  readonly font: EmbeddedFont
  readonly codes: Map<string, string>
  readonly byItem: Map<Item, string>
}

/**
 * A pen for one document. It writes one text object a line, which is three times as fast as doc.text() and makes smaller
 * files. Faces are always opened in the same order, so that their names are; those never used are not embedded.
 */
export function penFor(doc: Doc, faces: Faces): Pen {
  const open = (name: FaceName): Embedded => ({
    font: openFont(doc, faces[name].font),
    codes: new Map(),
    byItem: new Map(),
  })
  const embedded: Record<FaceName, Embedded> = {
    han: open('han'),
    hanBold: open('hanBold'),
    latin: open('latin'),
    latinBold: open('latinBold'),
  }
  return (line, x, baseline, grey, lang) => {
    if (line.items.length === 0) return ''
    for (const { face } of line.space ? [...line.items, line.space] : line.items)
      doc.page.fonts[embedded[face].font.id] ??= embedded[face].font.ref()
    // The page is upside down (pdfkit's y runs downward), so the text is turned back by its own matrix.
    const at = `${number(x - line.shift * line.size)} ${number(baseline)}`
    return `BT ${number(grey)} g 1 0 0 -1 ${at} Tm ${operators(line, embedded, lang)}ET`
  }
}

/** Font changes, glyph codes with the gaps between them, and spans of another language. */
function operators({ items, gaps, space, size }: Line, embedded: Record<FaceName, Embedded>, lang?: Language): string {
  let [out, codes] = ['', '']
  let face: FaceName | undefined
  let language = lang
  const flush = () => {
    if (codes !== '') out += `[<${codes}>] TJ `.replaceAll('<>', '')
    codes = ''
  }
  items.forEach((item, i) => {
    const turns = lang !== undefined && item.lang !== language
    if (item.face !== face || item.dy !== 0 || turns) flush()
    if (turns) {
      if (language !== lang) out += 'EMC '
      if (item.lang !== lang) out += `/Span <</Lang (${item.lang})>> BDC `
      language = item.lang
    }
    if (item.face !== face) out += `/${embedded[item.face].font.id} ${number(size)} Tf `
    face = item.face
    codes += move(item.dx) + quickCodeOf(item, embedded[item.face]) + move((gaps[i] ?? 0) - item.dx)
    if (item.dy === 0) return
    out += `${number(item.dy * size)} Ts `
    flush()
    out += '0 Ts '
  })
  if (space) {
    if (space.face !== face) {
      flush()
      out += `/${embedded[space.face].font.id} ${number(size)} Tf `
    }
    codes += quickCodeOf(space, embedded[space.face])
  }
  flush()
  return language === lang ? out : `${out}EMC `
}

/** A move to the right by `em` inside a string of codes. TJ counts thousandths of an em, leftward. */
function move(em: number): string {
  const thousandths = Math.round(em * -1e5) / 100
  return thousandths === 0 ? '' : `>${thousandths}<`
}

/** Most items are shared by all places where their character stands, and are found without building a key. */
function quickCodeOf(item: Item, embedded: Embedded): string {
  const code = embedded.byItem.get(item) ?? codeOf(item, embedded)
  embedded.byItem.set(item, code)
  return code
}

/**
 * The code of a glyph in the embedded subset. A glyph that stands for two characters (a space and a no-break space) gets
 * two codes, so that copied text is what was written.
 */
function codeOf({ glyph, text, advance }: Item, { font, codes }: Embedded): string {
  const key = `${glyph} ${text}`
  const known = codes.get(key)
  if (known !== undefined) return known
  let code = font.subset.includeGlyph(glyph)
  if (font.unicode[code] !== undefined) code = font.subset.glyphs.push(glyph) - 1
  font.unicode[code] = Array.from(text, (char) => char.codePointAt(0) ?? 0)
  font.widths[code] = Math.round(advance * 1e6) / 1e3
  const hex = code.toString(16).padStart(4, '0')
  codes.set(key, hex)
  return hex
}

const number = (value: number): string => String(Math.round(value * 1000) / 1000)
