import PDFKit from 'pdfkit'
import type { Font, Subset } from 'fontkit'

type Reference = { readonly data: Record<string, unknown> }

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
  readonly pdfVersion: '1.7'
  readonly lang: string
  readonly displayTitle: boolean
  readonly info: Info
}

/** The part of a pdfkit 0.20.2 document that is used here; names with an underscore are its internals. */
export type Doc = {
  readonly info: Info
  readonly outline: Outline
  readonly page: { readonly width: number; readonly fonts: Record<string, Reference> }
  readonly _font: EmbeddedFont
  _addInfo: () => void
  addPage(): void
  font(font: Font): void
  addContent(operators: string): void
  appendXML(xml: string): void
  addNamedDestination(name: string, kind: 'XYZ', x: number, y: number, zoom: number | null): void
  link(x: number, y: number, width: number, height: number, url: string): void
  markContent(tag: 'Artifact', options: { type: 'Pagination' | 'Layout' }): void
  endMarkedContent(): void
  end(): void
}

/** The published types are of an older pdfkit: no parsed fonts, no `font: null`, no XMP. This is the one place that knows. */
export function newDocument(options: Options): Doc {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  return new PDFKit(options as unknown as PDFKit.PDFDocumentOptions) as unknown as Doc
}

/** Opens a parsed font in a document. Every call makes a new one. */
export function openFont(doc: Doc, font: Font): EmbeddedFont {
  doc.font(font)
  return doc._font // oxlint-disable-line no-underscore-dangle
}

/** Has the document write this metadata in place of its own. */
export function replaceMetadata(doc: Doc, xml: string): void {
  doc._addInfo = () => doc.appendXML(xml) // oxlint-disable-line no-underscore-dangle
}
