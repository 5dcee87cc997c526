/**
 * What a document is made of. A block says what it is (its role), never how it looks; layout decides that,
 * and tagging can read the same roles.
 */
export type Language = 'zh-CN' | 'en'

/** A stretch of text in one style. `lang` only where it differs from its block's. */
export type Run = { readonly text: string; readonly bold?: boolean; readonly lang?: Language }
export type Runs = readonly Run[]

/** One table cell: paragraphs one under the other (a bilingual cell has two). */
export type Cell = { readonly paragraphs: readonly { readonly runs: Runs; readonly lang?: Language }[] }
export type Column = { readonly width: number; readonly align?: 'left' | 'right' | 'center' } // width in parts of the whole

export type Block =
  | { readonly role: 'title'; readonly lang: Language; readonly runs: Runs }
  | { readonly role: 'subtitle'; readonly lang: Language; readonly runs: Runs }
  /** `label` hangs before the text: 第三条, Article 3, 3.1. `destination` can be linked to and stands in the outline. */
  | {
      readonly role: 'heading'
      readonly level: 1 | 2
      readonly lang: Language
      readonly label?: string
      readonly runs: Runs
      readonly destination?: string
    }
  /** `level` 0 is body text; 1 a numbered clause (3.1); 2 an item in it ((a)). */
  | {
      readonly role: 'paragraph'
      readonly lang: Language
      readonly level?: 0 | 1 | 2
      readonly label?: string
      readonly runs: Runs
    }
  | {
      readonly role: 'table'
      readonly lang: Language
      readonly caption?: Runs
      readonly columns: readonly Column[]
      readonly head: readonly Cell[]
      /** The first cell of each row heads it. */
      readonly rowHeads?: boolean
      readonly rows: readonly (readonly Cell[])[]
    }
  /** One box a party: name, place for the seal (a natural person has none), lines to sign on. Kept together. */
  | {
      readonly role: 'signatures'
      readonly lang: Language
      readonly parties: readonly {
        readonly title: string
        readonly name: string
        readonly lines: readonly string[]
        readonly seal?: string
      }[]
    }
  /** Facts as "label: value" pairs in one column. */
  | {
      readonly role: 'facts'
      readonly lang: Language
      readonly items: readonly { readonly label: string; readonly value: string }[]
    }
  | { readonly role: 'page_break' }

export type DocumentSpec = {
  readonly lang: Language
  readonly title: string
  /** Drawn large and light across each page: 草稿 DRAFT. Absent on issued documents. */
  readonly watermark?: string
  /** Header of each page: left and right. Artifacts, not content. */
  readonly header?: { readonly left: string; readonly right: string }
  /** Footer of each page, given the page number and count: 第 2 页，共 9 页. */
  readonly footer: (page: number, pages: number) => string
  /** Printed with its address on the last page (or the first, beside the title), to check the document. */
  readonly qr?: { readonly url: string; readonly note: string }
  /** For readers with weak eyes: a body of 16 pt. */
  readonly print?: 'large'
  /** Who puts initials at the foot of each page. */
  readonly initials?: readonly string[]
  /** Facts on the cover, below the titles. A document of more than four pages has a cover and a table of contents. */
  readonly cover?: readonly { readonly label: string; readonly value: string }[]
  /** Files that go with the document, inside it. */
  readonly attachments?: readonly Attachment[]
  /** The only moment that enters the bytes; same input, same bytes. */
  readonly createdAt: string
  readonly author: string
  readonly blocks: readonly Block[]
}

/** A file inside the document. `Source`: the document was made from it (ISO 19005-3, annex E). */
export type Attachment = {
  readonly name: string
  readonly type: 'application/json' | 'text/plain' | 'application/pdf'
  readonly relationship: 'Source' | 'Data' | 'Supplement'
  readonly description: string
  readonly bytes: Uint8Array
}

/** TTF bytes; `han` for Chinese and full-width characters, `latin` for the rest, `rare` for what both of them lack. */
export type FontSet = {
  readonly han: Uint8Array
  readonly hanBold: Uint8Array
  readonly latin: Uint8Array
  readonly latinBold: Uint8Array
  readonly rare?: Uint8Array
  readonly rareBold?: Uint8Array
}

/** Every text of a document, to be looked up in the fonts before it is drawn. */
export function textsOf(spec: DocumentSpec): string[] {
  const furniture = [
    spec.watermark,
    spec.header?.left,
    spec.header?.right,
    spec.footer(1, 1),
    spec.qr?.url,
    spec.qr?.note,
    ...(spec.initials ?? []),
    ...(spec.cover ?? []).flatMap(({ label, value }) => [label, value]),
  ]
  return [...furniture.filter((text) => text !== undefined), ...spec.blocks.flatMap(textsOfBlock)]
}

const texts = (runs: Runs = []): string[] => runs.map(({ text }) => text)
const textsOfCells = (cells: readonly Cell[]): string[] =>
  cells.flatMap(({ paragraphs }) => paragraphs.flatMap(({ runs }) => texts(runs)))

function textsOfBlock(block: Block): string[] {
  switch (block.role) {
    case 'title':
    case 'subtitle':
      return texts(block.runs)
    case 'heading':
    case 'paragraph':
      return [block.label ?? '', ...texts(block.runs)]
    case 'table':
      return [...texts(block.caption), ...textsOfCells([...block.head, ...block.rows.flat()])]
    case 'signatures':
      return block.parties.flatMap(({ title, name, lines, seal }) => [title, name, ...lines, seal ?? ''])
    case 'facts':
      return block.items.flatMap(({ label, value }) => [label, value])
    case 'page_break':
      return []
  }
  return block satisfies never
}
