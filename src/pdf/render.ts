import { toBytes } from 'pdfkit/output'
import { refuse } from '../kernel/errors.ts'
import { type DocumentSpec, type FontSet, textsOf } from './blocks.ts'
import { uncovered } from './coverage.ts'
import { drawPage } from './draw.ts'
import { facesOf } from './faces.ts'
import { furniture, watermark } from './furniture.ts'
import { layOut } from './layout.ts'
import { type Doc, newDocument, replaceMetadata } from './pdfkit.ts'
import { structureFor } from './structure.ts'
import { taggerFor } from './tags.ts'
import { penFor } from './text.ts'
import { xmp } from './xmp.ts'

/**
 * Archival and accessible at once, as long as PDF/A-1b is not asked for: the only form that free validators among the
 * system's packages can check, for tests.
 */
type Conformance = 'PDF/A-3a' | 'PDF/A-1b'

/**
 * A document as one file that is PDF/A-3a (ISO 19005-3) and PDF/UA-1 (ISO 14289-1). The same spec and fonts give the
 * same bytes on Node. Everything up to the finished file happens without a pause, so that no two documents are ever in
 * memory half made, even when many are asked for at once. Refuses characters that no font has; check with `uncovered`
 * first to say which field holds them.
 */
export async function renderDocument(
  spec: DocumentSpec,
  fonts: FontSet,
  conformance: Conformance = 'PDF/A-3a'
): Promise<Uint8Array> {
  const missing = uncovered(textsOf(spec), fonts)
  if (missing.length > 0) throw refuse('invalid', 'pdf.uncovered', { characters: missing.join(' ') })
  const faces = facesOf(fonts)
  const { pages, covers } = layOut(spec, faces)
  const doc = openDocument(spec, conformance)
  const bytes = toBytes(doc)
  const structure = structureFor(doc, spec.lang)
  const studio = { doc, pen: penFor(doc, faces), structure, tagFor: taggerFor(spec, structure) }
  pages.forEach((page, i) => {
    doc.addPage()
    const under = spec.watermark === undefined ? '' : watermark(studio.pen, spec.watermark, spec.lang, faces)
    const operators = [
      under,
      drawPage(studio, page),
      ...furniture(studio.pen, spec, faces, { page: i + 1, pages: pages.length, cover: i < covers }),
    ]
    doc.addContent(operators.filter((part) => part !== '').join('\n'))
  })
  structure.end()
  if (conformance === 'PDF/A-3a') attach(doc, spec)
  doc.end()
  return bytes
}

function openDocument(spec: DocumentSpec, conformance: Conformance): Doc {
  const doc = newDocument({
    size: 'A4',
    margin: 0,
    font: null, // or pdfkit would open Helvetica, which cannot be embedded
    autoFirstPage: false,
    pdfVersion: conformance === 'PDF/A-3a' ? '1.7' : '1.4',
    // pdfkit's own subset PDF/UA would write a wrong CIDSet; what PDF/UA wants beyond PDF/A-3a is added by hand.
    subset: conformance,
    tagged: true,
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

function attach(doc: Doc, { attachments = [], createdAt }: DocumentSpec): void {
  const moment = new Date(createdAt)
  for (const { bytes, ...file } of attachments) doc.file(bytes, { ...file, creationDate: moment, modifiedDate: moment })
}

/** One line without control characters, which XML cannot hold. */
// oxlint-disable-next-line no-control-regex
const printable = (text: string): string => text.replace(/[\u0000-\u001f\u007f-\u009f\ufffe\uffff]+/g, ' ').trim()
