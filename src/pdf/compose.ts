import type { Block, DocumentSpec } from './blocks.ts'
import { layFacts } from './facts.ts'
import type { Faces } from './faces.ts'
import type { LaidOut } from './laid-out.ts'
import { layHeading, layParagraph, layTitle } from './prose.ts'
import { layQr } from './qr.ts'
import { type Place, type Setting, settingFor } from './setting.ts'
import { laySignatures } from './signatures.ts'
import { isTranslation, sheet, spaceAfter, spaceBefore } from './style.ts'
import { layTable } from './table.ts'

/** The whole document as one long column of items, not yet on pages. */
export function compose(spec: DocumentSpec, faces: Faces): LaidOut[] {
  const { blocks } = spec
  const setting = settingFor(blocks, faces, sheet.measure, spec.print)
  const laid = blocks.map((block, i) => {
    const previous = blocks[i - 1]
    const place = { block: i, before: Math.max(spaceBefore(block, previous), spaceAfter(previous)) }
    // The outline lists a heading once: in the first of its languages.
    const items = layBlock(block, setting, place, !isTranslation(block, previous))
    return previous?.role === 'page_break' ? onNewPage(items) : items
  })
  const held = heldToSignatures(blocks, laid)
  const end = codeAfter(blocks)
  const code = layQr(spec, setting, { block: blocks.length, before: 26 })
  return [...held.slice(0, end).flat(), ...code, ...held.slice(end).flat()]
}

function layBlock(block: Block, setting: Setting, place: Place, listed: boolean): LaidOut[] {
  switch (block.role) {
    case 'title':
    case 'subtitle':
      return layTitle(block, setting, place)
    case 'heading':
      return layHeading(block, setting, place, listed)
    case 'paragraph':
      return layParagraph(block, setting, place)
    case 'table':
      return layTable(block, setting, place)
    case 'facts':
      return layFacts(block, setting, place)
    case 'signatures':
      return laySignatures(block, setting, place)
    case 'page_break':
      return []
  }
  return block satisfies never
}

/** Where the text begins that is signed: its heading in the first language, right above the signatures; -1 without one. */
function headingOf(blocks: readonly Block[], signatures: number): number {
  let heading = blocks.findLastIndex((block, i) => i < signatures && block.role === 'heading')
  while (blocks[heading - 1]?.role === 'heading') heading--
  return heading
}

/** The QR code ends the document. The signatures of more than two parties fill a page: then it ends the text before. */
function codeAfter(blocks: readonly Block[]): number {
  const at = blocks.findIndex((block) => block.role === 'signatures' && block.parties.length > 2)
  const heading = headingOf(blocks, at)
  return heading > 0 ? heading : blocks.length
}

/** As much text, in pt, as may be held together with the signatures below it: a quarter of a page. */
const closing = 190

/**
 * Signatures never stand on a page alone: the text under the last heading goes with them whole when it is short, else
 * its end.
 */
function heldToSignatures(blocks: readonly Block[], laid: readonly LaidOut[][]): readonly LaidOut[][] {
  const at = blocks.findIndex(({ role }) => role === 'signatures')
  const heading = headingOf(blocks, at)
  const text = laid.slice(heading, at).flat()
  const whole = heading >= 0 && text.reduce((sum, item) => sum + item.before + item.height, 0) <= closing
  return laid.map((items, i) => {
    if (i >= at || i < (whole ? heading : at - 1)) return items
    return items.map((item, n) => (whole || n === items.length - 1 ? { ...item, together: true } : item))
  })
}

const onNewPage = (items: readonly LaidOut[]): LaidOut[] =>
  items.map((item, i) => (i === 0 ? { ...item, newPage: true } : item))
