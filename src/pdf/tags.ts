import type { Block, Cell, DocumentSpec, Language } from './blocks.ts'
import type { LaidOut, TaggedMark } from './laid-out.ts'
import type { Element, Structure, Tag } from './structure.ts'
import { contentsBlock, coverBlock } from './layout.ts'
import { isTranslation } from './style.ts'

/** The element of the structure to which a text, a figure or a link belongs. Asked in the order of the document, it makes what is new. */
export type Tagger = (item: LaidOut, mark: TaggedMark) => Element

type Of<R extends Block['role']> = Extract<Block, { role: R }>
type ElementFor = (mark: TaggedMark) => Element

/** An open list: the list, and the body of its last item, into which a list of the next level goes. */
type Open = { readonly list: Element; body: Element }
type Lists = { block: number; one?: Open | undefined; two?: Open | undefined }

/** Tags blocks by their role. What is not of a block (the code at the end) is told apart by the role of its items. */
export function taggerFor(spec: DocumentSpec, structure: Structure): Tagger {
  const { blocks } = spec
  const deeper = blocks.some(({ role }) => role === 'title') ? 1 : 0
  const lists: Lists = { block: -1 }
  let now: { readonly block: number; readonly elementFor: ElementFor } | undefined
  return (item, mark) => {
    if (now?.block !== item.block)
      now = { block: item.block, elementFor: item.role === 'figure' ? openCode(structure) : open(item.block) }
    return now.elementFor(mark)
  }

  function open(at: number): ElementFor {
    const { root, add } = structure
    if (at === coverBlock(spec)) return openFacts(spec, structure)
    if (at === contentsBlock(spec)) return openContents(structure)
    const block = blocks[at]
    switch (block?.role) {
      case 'title':
        return only(add(root, 'H1', { lang: block.lang }))
      case 'heading':
        return only(add(root, headings[block.level - 1 + deeper] ?? 'H3', { lang: block.lang }))
      case 'paragraph':
        return isListed(block) ? openItem(block, at) : only(add(root, 'P', { lang: block.lang }))
      case 'table':
        return openTable(block, structure)
      case 'facts':
        return openFacts(block, structure)
      case 'signatures':
        return openSignatures(block, structure)
      default:
        return only(add(root, 'P', block && 'lang' in block ? { lang: block.lang } : {}))
    }
  }

  /** Numbered paragraphs that follow each other are one list; a translation is said in the item of its original. */
  function openItem(block: Of<'paragraph'>, at: number): ElementFor {
    const { root, add } = structure
    const [previous, next] = [blocks[at - 1], blocks[at + 1]]
    if (lists.block !== at - 1) Object.assign(lists, { one: undefined, two: undefined })
    lists.block = at
    const level = block.level === 2 ? 'two' : 'one'
    if (lists[level] && isTranslation(block, previous)) return only(add(lists[level].body, 'P', { lang: block.lang }))
    const parent = level === 'two' ? (lists.one?.body ?? root) : root
    const list = lists[level]?.list ?? add(parent, 'L', { numbering: level === 'two' ? 'LowerAlpha' : 'Decimal' })
    const item = add(list, 'LI', { lang: block.lang })
    const label = block.label === undefined ? undefined : add(item, 'Lbl')
    const body = add(item, 'LBody')
    lists[level] = { list, body }
    if (level === 'one') lists.two = undefined
    const text = next && staysOpen(block, next) ? add(body, 'P') : body
    return (mark) => (isLabel(mark) ? (label ?? text) : text)
  }
}

const headings: readonly Tag[] = ['H1', 'H2', 'H3']
const isLabel = (mark: TaggedMark): boolean => mark.kind === 'text' && mark.part === 'label'
const only = (element: Element) => () => element
/** More follows in the item of this paragraph, which is then a paragraph of its own, so that it is read before what follows. */
const staysOpen = (block: Of<'paragraph'>, next: Block): boolean =>
  isTranslation(next, block) || (next.role === 'paragraph' && block.level !== 2 && next.level === 2)
const isListed = ({ level = 0, label }: Of<'paragraph'>): boolean => level > 0 || label !== undefined

function openTable(block: Of<'table'>, { root, add }: Structure): ElementFor {
  const table = add(root, 'Table', { lang: block.lang })
  const rows = new Map<number, Element[][]>()
  let caption: Element | undefined
  const open = (row: number): Element[][] => {
    const line = add(table, 'TR')
    const cells = row < 0 ? block.head : (block.rows[row] ?? [])
    const made = block.columns.map((_, c) => {
      const heads = row < 0 || (c === 0 && block.rowHeads === true)
      const scope = row < 0 ? ({ scope: 'Column' } as const) : ({ scope: 'Row' } as const)
      return openCell(cells[c], (lang) => add(line, heads ? 'TH' : 'TD', { ...(heads ? scope : {}), ...lang }), add)
    })
    rows.set(row, made)
    return made
  }
  return (mark) => {
    if (mark.kind !== 'text' || !mark.cell) return (caption ??= add(table, 'Caption'))
    const { row, column, paragraph } = mark.cell
    return (rows.get(row) ?? open(row))[column]?.[paragraph] ?? table
  }
}

/** A cell's paragraphs; one alone is the cell itself. */
function openCell(
  cell: Cell | undefined,
  make: (attributes: { lang?: Language }) => Element,
  add: Structure['add']
): Element[] {
  const paragraphs = cell?.paragraphs ?? []
  const language = (lang: Language | undefined) => (lang ? { lang } : {})
  if (paragraphs.length < 2) return [make(language(paragraphs[0]?.lang))]
  const whole = make({})
  return paragraphs.map(({ lang }) => add(whole, 'P', language(lang)))
}

function openFacts({ lang }: { readonly lang: Language }, { root, add }: Structure): ElementFor {
  const list = add(root, 'L', { lang })
  const entries = new Map<number, { label: Element; value: Element }>()
  const open = (entry: number) => {
    const item = add(list, 'LI')
    const made = { label: add(item, 'Lbl'), value: add(item, 'LBody') }
    entries.set(entry, made)
    return made
  }
  return (mark) => {
    const entry = (mark.kind === 'text' ? mark.entry : undefined) ?? 0
    const { label, value } = entries.get(entry) ?? open(entry)
    return isLabel(mark) ? label : value
  }
}

/** Each party's box is a division, each of its lines a paragraph. */
function openSignatures({ lang }: Of<'signatures'>, { root, add }: Structure): ElementFor {
  const whole = add(root, 'Div', { lang })
  const parties = new Map<number, Element>()
  const lines = new Map<string, Element>()
  return (mark) => {
    const signer = (mark.kind === 'text' ? mark.signer : undefined) ?? { party: 0, line: 0 }
    const party = parties.get(signer.party) ?? add(whole, 'Div')
    parties.set(signer.party, party)
    const key = `${signer.party} ${signer.line}`
    const line = lines.get(key) ?? add(party, 'P')
    lines.set(key, line)
    return line
  }
}

/** The code is a figure in a link; beside it stand a note and the address, a link too. */
function openCode({ root, add }: Structure): ElementFor {
  const link = add(add(root, 'P'), 'Link')
  let [figure, note, address]: Element[] = []
  const textLink = () => (address ??= add(add(root, 'P'), 'Link', { lang: 'en' }))
  return (mark) => {
    if (mark.kind === 'squares') return (figure ??= add(link, 'Figure', { alt: mark.alt }))
    if (mark.kind === 'link') return mark.over === 'figure' ? link : textLink()
    return mark.part === 'label' ? textLink() : (note ??= add(root, 'P'))
  }
}

/** Each entry of a table of contents is a link to its place. */
function openContents({ root, add }: Structure): ElementFor {
  const list = add(root, 'TOC')
  const links = new Map<number, Element>()
  let caption: Element | undefined
  return (mark) => {
    const entry = mark.kind === 'squares' ? undefined : mark.entry
    if (entry === undefined) return (caption ??= add(list, 'Caption'))
    const link = links.get(entry) ?? add(add(add(list, 'TOCI'), 'Reference'), 'Link')
    links.set(entry, link)
    return link
  }
}
