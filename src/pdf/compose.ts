import type { Block, DocumentSpec } from './blocks.ts'
import { layFacts } from './facts.ts'
import type { Faces } from './faces.ts'
import type { LaidOut } from './laid-out.ts'
import { layHeading, layParagraph, layTitle } from './prose.ts'
import { layQr } from './qr.ts'
import { type Place, type Setting, settingFor } from './setting.ts'
import { laySignatures } from './signatures.ts'
import { sheet, spaceAfter, spaceBefore } from './style.ts'
import { layTable } from './table.ts'

/** The whole document as one long column of items, not yet on pages. */
export function compose(spec: DocumentSpec, faces: Faces): LaidOut[] {
  const setting = settingFor(spec.blocks, faces, sheet.measure)
  const items = spec.blocks.flatMap((block, i) => {
    const previous = spec.blocks[i - 1]
    const place = { block: i, before: Math.max(spaceBefore(block, previous), spaceAfter(previous)) }
    const laid = layBlock(block, setting, place, !isTranslation(block, previous))
    const kept = spec.blocks[i + 1]?.role === 'signatures' ? keptWithNext(laid) : laid
    return previous?.role === 'page_break' ? onNewPage(kept) : kept
  })
  return [...items, ...layQr(spec, setting, { block: spec.blocks.length, before: 26 })]
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

/** A heading right after one of its level in the other language says the same again: the outline lists the first only. */
const isTranslation = (block: Block, previous: Block | undefined): boolean =>
  block.role === 'heading' &&
  previous?.role === 'heading' &&
  block.level === previous.level &&
  block.lang !== previous.lang

/** Signatures never stand on a page alone: the end of the text they sign goes with them. */
const keptWithNext = (items: readonly LaidOut[]): LaidOut[] =>
  items.map((item, i) => (i === items.length - 1 ? { ...item, together: true } : item))

const onNewPage = (items: readonly LaidOut[]): LaidOut[] =>
  items.map((item, i) => (i === 0 ? { ...item, newPage: true } : item))
