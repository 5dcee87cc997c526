import { toBytes } from 'pdfkit/output'
import { refuse } from '../kernel/errors.ts'
import { type DocumentSpec, type FontSet, textsOf } from './blocks.ts'
import { compose } from './compose.ts'
import { uncovered } from './coverage.ts'
import { drawPage } from './draw.ts'
import { facesOf } from './faces.ts'
import { drawFurniture, drawWatermark } from './furniture.ts'
import { paginate } from './paginate.ts'
import { type Doc, newDocument, replaceMetadata } from './pdfkit.ts'
import { sheet } from './style.ts'
import { penFor } from './text.ts'
import { xmp } from './xmp.ts'

/**
 * A document as a PDF 1.7 file. The same spec and fonts give the same bytes on Node. Everything up to the finished file
 * happens without a pause, so that no two documents are ever in memory half made, even when many are asked for at once.
 * Refuses characters that no font has; check with `uncovered` first to say which field holds them.
 */
export async function renderDocument(spec: DocumentSpec, fonts: FontSet): Promise<Uint8Array> {
  const missing = uncovered(textsOf(spec), fonts)
  if (missing.length > 0) throw refuse('invalid', 'pdf.uncovered', { characters: missing.join(' ') })
  const faces = facesOf(fonts)
  const pages = paginate(compose(spec, faces), sheet.bottom - sheet.top)
  const doc = openDocument(spec)
  const bytes = toBytes(doc)
  const pen = penFor(doc, faces)
  pages.forEach((page, i) => {
    doc.addPage()
    if (spec.watermark !== undefined) drawWatermark(doc, pen, spec.watermark, spec.lang, faces)
    drawPage(doc, pen, page)
    drawFurniture(doc, pen, spec, faces, i + 1, pages.length)
  })
  doc.end()
  return bytes
}

function openDocument(spec: DocumentSpec): Doc {
  const doc = newDocument({
    size: 'A4',
    margin: 0,
    font: null, // or pdfkit would open Helvetica, which cannot be embedded
    autoFirstPage: false,
    pdfVersion: '1.7',
    lang: spec.lang,
    displayTitle: true,
    info: {
      Title: printable(spec.title),
      Author: printable(spec.author),
      Creator: 'Transfer Desk',
      Producer: 'PDFKit',
      CreationDate: new Date(spec.createdAt),
    },
  })
  replaceMetadata(doc, xmp(doc.info))
  return doc
}

/** One line without control characters, which XML cannot hold. */
// oxlint-disable-next-line no-control-regex
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/g, ' ').trim()
