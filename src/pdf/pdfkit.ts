import PDFKit from 'pdfkit'
import type { Font, Subset } from 'fontkit'

import type { Face } from './faces.ts'
import type { Annotated } from './structure.ts'

/** An object of the file, written when it is ended. */
export type Reference = { readonly data: Record<string, unknown>; end(): void }
type NumberTree = { get(key: number): Reference[]; add(key: number, value: Reference): void }

/** A font inside one document: which of its glyphs stand in the file, how wide they are and which characters they mean. */
export type EmbeddedFont = {
  readonly id: string
  readonly subset: Subset
  readonly widths: number[]
  readonly unicode: number[][]
  ref(): Reference
}

export type Outline = {
  options: Record<string, unknown>
  addItem(title: string, at: { left: number; top: number }): Outline
}

export type Info = {
  readonly Title: string
  readonly Author: string
  readonly Creator: string
  readonly Producer: string
  readonly CreationDate: Date
}

type Options = {
  readonly size: 'A4'
  readonly margin: number
  readonly font: null
  readonly autoFirstPage: boolean
  readonly pdfVersion: '1.7' | '1.4'
  readonly subset: 'PDF/A-3a' | 'PDF/A-1b'
  readonly tagged: boolean
  readonly lang: string
  readonly displayTitle: boolean
  readonly info: Info
}

/** `Contents` is a String object: what the link is called. */
type LinkOptions = { readonly structParent: Annotated; readonly Contents: unknown }
type FileOptions = {
  readonly name: string
  readonly type: string
  readonly description: string
  readonly relationship: string
  readonly creationDate: Date
  readonly modifiedDate: Date
}

/** The part of a pdfkit 0.20.2 document that is used here; names with an underscore are its internals. */
export type Doc = {
  readonly info: Info
  readonly outline: Outline
  readonly page: {
    readonly width: number
    readonly height: number
    readonly fonts: Record<string, Reference>
    readonly dictionary: Reference
    readonly structParentTreeKey: number
  }
  readonly _font: EmbeddedFont
  _addInfo: () => void
  addPage(): void
  font(font: Font): void
  addContent(operators: string): void
  appendXML(xml: string): void
  addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: number | null): void
  link(x: number, y: number, width: number, height: number, url: string, options: LinkOptions): void
  goTo(x: number, y: number, width: number, height: number, name: string, options: LinkOptions): void
  file(bytes: Uint8Array, options: FileOptions): void
  ref(data: Record<string, unknown>): Reference
  getStructTreeRoot(): Reference & { readonly data: { readonly ParentTree: NumberTree } }
  createStructParentTreeNextKey(): number
  end(): void
}

/** The published types are of an older pdfkit: no parsed fonts, no `font: null`, no XMP. This is the one place that knows. */
export function newDocument(options: Options): Doc {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return new PDFKit(options as unknown as PDFKit.PDFDocumentOptions) as unknown as Doc
}

/**
 * Opens a parsed font in a document. Every call makes a new one. Its glyphs are copied as they are: fontkit would decode
 * each of them only to see whether it is made of others.
 */
export function openFont(doc: Doc, { font, outlineOf }: Pick<Face, 'font' | 'outlineOf'>): EmbeddedFont {
  doc.font(font)
  // oxlint-disable no-underscore-dangle
  const { subset } = doc._font
  const decoded = subset._addGlyph.bind(subset)
  subset._addGlyph = (glyph) => {
    const { data, composite, advance, bearing } = outlineOf(glyph)
    if (composite) return decoded(glyph)
    subset.loca.offsets.push(subset.offset)
    subset.hmtx.metrics.push({ advance, bearing })
    subset.offset += data.length
    return subset.glyf.push(data) - 1
  }
  return doc._font
  // oxlint-enable no-underscore-dangle
}

/** Has the document write this metadata in place of its own. */
export function replaceMetadata(doc: Doc, xml: string): void {
  doc._addInfo = () => doc.appendXML(xml) // oxlint-disable-line no-underscore-dangle
}
