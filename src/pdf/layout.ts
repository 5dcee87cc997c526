import type { Block, DocumentSpec } from './blocks.ts'
import { fill } from '../kernel/messages.ts'
import { compose } from './compose.ts'
import { type Entry, entriesOf, layContents } from './contents.ts'
import { layFacts } from './facts.ts'
import type { Faces } from './faces.ts'
import type { LaidOut, Page } from './laid-out.ts'
import { paginate } from './paginate.ts'
import { layTitle } from './prose.ts'
import { type Setting, settingFor } from './setting.ts'
import { isTranslation, sheet, spaceBefore } from './style.ts'

const height = sheet.bottom - sheet.top
/** Pages that can be overseen without a table of contents. */
const short = 4

/** The pages of a document, and how many of them are the cover and the table of contents. */
export type Layout = { readonly pages: readonly Page[]; readonly covers: number }

/** A document on its pages. A long one gets a cover, made of the titles it begins with, and a table of contents. */
export function layOut(spec: DocumentSpec, faces: Faces): Layout {
  const items = compose(spec, faces)
  const pages = paginate(items, height)
  const entries = entriesOf(spec.blocks)
  if (pages.length <= short || entries.length === 0) return { pages, covers: 0 }
  const setting = settingFor(spec.blocks, faces, sheet.measure, spec.print)
  const titles = titleCount(spec.blocks)
  const body = paginate(
    items.filter(({ block }) => block >= titles),
    height
  )
  const cover = titles === 0 ? [] : paginate(layCover(spec, titles, setting), height)
  const contents = (first: number) => paginate(layList(spec, entries, pageOf(body, first), setting), height)
  // As long as every entry has its line, their number does not depend on what stands at its end.
  const front = cover.length + contents(0).length
  return { pages: [...cover, ...contents(front), ...body], covers: cover.length }
}

const pageOf = (body: readonly Page[], front: number) => {
  const pages = new Map<number, number>()
  body.forEach((page, i) => page.forEach(({ item }) => pages.set(item.block, pages.get(item.block) ?? front + i + 1)))
  return (block: number): number => pages.get(block) ?? 0
}

/** How many titles and subtitles the document begins with. */
function titleCount(blocks: readonly Block[]): number {
  const first = blocks.findIndex(({ role }) => role !== 'title' && role !== 'subtitle')
  return first < 0 ? 0 : first
}

// Numbers behind those of the blocks: the code has the first.
export const coverBlock = (spec: DocumentSpec): number => spec.blocks.length + 1
export const contentsBlock = (spec: DocumentSpec): number => spec.blocks.length + 2

function layList(spec: DocumentSpec, entries: readonly Entry[], page: (block: number) => number, setting: Setting) {
  const both = entries.some(({ translation }) => translation !== undefined)
  const said = both ? ([spec.lang, 'en'] as const) : ([spec.lang] as const)
  const title = said.map((lang) => fill(lang, 'pdf.contents')).join('　')
  return layContents(title, entries, page, contentsBlock(spec), spec.lang, setting)
}

/** The titles stand above the middle, the facts below it. */
function layCover(spec: DocumentSpec, titles: number, setting: Setting): LaidOut[] {
  const heads = spec.blocks.slice(0, titles).flatMap((block, i, all) => {
    if (block.role !== 'title' && block.role !== 'subtitle') return []
    const previous = all[i - 1]
    const close = isTranslation(block, previous) ? 2 : 1
    return layTitle(block, setting, { block: i, before: (spaceBefore(block, previous) * 2) / close })
  })
  const items = spec.cover ?? []
  if (items.length === 0) return [blank(150, spec), ...heads]
  const facts = { role: 'facts', lang: spec.lang, items } as const
  const below = layFacts(facts, setting, { block: coverBlock(spec), before: 0 })
  const used = [...heads, ...below].reduce((sum, item) => sum + item.before + item.height, 0)
  return [blank(150, spec), ...heads, blank(Math.max(30, (height - 190 - used) * 0.8), spec), ...below]
}

const blank = (room: number, { lang }: DocumentSpec): LaidOut => ({
  role: 'artifact',
  lang,
  block: -1,
  height: room,
  before: 0,
  together: true,
  marks: [],
})
