import type { Language } from './blocks.ts'
import type { Doc, Reference } from './pdfkit.ts'

/** Standard structure types (ISO 32000-1, 14.8.4). */
export type Tag =
  | 'Document'
  | `H${1 | 2 | 3}`
  | 'P'
  | 'Div'
  | 'L'
  | 'LI'
  | 'Lbl'
  | 'LBody'
  | 'Table'
  | 'Caption'
  | 'TR'
  | 'TH'
  | 'TD'
  | 'Figure'
  | 'TOC'
  | 'TOCI'
  | 'Reference'
  | 'Link'

export type Attributes = {
  readonly lang?: Language
  /** What a figure shows, for those who cannot see it. */
  readonly alt?: string
  /** Of a heading cell: what it heads. */
  readonly scope?: 'Column' | 'Row'
  /** How the items of a list are counted. */
  readonly numbering?: 'Decimal' | 'LowerAlpha'
}

type Kid =
  | Element
  | { readonly page: Reference; readonly mcid: number }
  | { readonly page: Reference; readonly annotation: Reference }

/** A part of the document as a reader aloud goes through it. `order` counts elements from the front. */
export type Element = {
  readonly tag: Tag
  readonly lang: Language
  readonly order: number
  readonly reference: Reference
  readonly attributes: Attributes
  readonly parent: Reference
  readonly kids: Kid[]
  box?: readonly number[]
}

/** What pdfkit hands a new annotation to. */
export type Annotated = { readonly add: (annotation: { readonly annotationRef: Reference }) => void }

/** The structure tree of one document (ISO 32000-1, 14.7), in the making. */
export type Structure = {
  readonly root: Element
  add: (parent: Element, tag: Tag, attributes?: Attributes) => Element
  /** Operators that say: what is drawn in between, on the current page, belongs to this element. */
  mark: (element: Element, operators: string) => string
  /** The element to which an annotation on the current page belongs. */
  annotated: (element: Element) => Annotated
  /** Writes the tree into the document; nothing may be added afterwards. */
  end: () => void
}

/**
 * pdfkit's own structure elements are not used: they name the last page for every link, and a forgotten one keeps the
 * document from ever ending.
 */
export function structureFor(doc: Doc, lang: Language): Structure {
  const { data } = doc.getStructTreeRoot()
  const elements: Element[] = []
  const create = (tag: Tag, parent: Reference, inherited: Language, attributes: Attributes): Element => {
    const language = attributes.lang ?? inherited
    const own = language === inherited ? undefined : language
    const reference = doc.ref({ S: tag, P: parent })
    if (own) reference.data['Lang'] = text(own)
    const element: Element = { tag, lang: language, order: elements.length, reference, attributes, parent, kids: [] }
    elements.push(element)
    return element
  }
  const root = create('Document', doc.getStructTreeRoot(), lang, {})
  data['K'] = [root.reference]
  return {
    root,
    add(parent, tag, attributes = {}) {
      const element = create(tag, parent.reference, parent.lang, attributes)
      parent.kids.push(element)
      return element
    },
    mark(element, operators) {
      const onPage = data.ParentTree.get(doc.page.structParentTreeKey)
      const mcid = onPage.push(element.reference) - 1
      element.kids.push({ page: doc.page.dictionary, mcid })
      return `/${element.tag} <</MCID ${mcid}>> BDC\n${operators}\nEMC`
    },
    annotated: (element) => ({
      add({ annotationRef: annotation }) {
        const key = doc.createStructParentTreeNextKey()
        annotation.data['StructParent'] = key
        data.ParentTree.add(key, element.reference)
        element.kids.push({ page: doc.page.dictionary, annotation })
      },
    }),
    end() {
      for (const element of elements) write(element)
    },
  }
}

function write({ reference, attributes, kids, box }: Element): void {
  const { alt, scope, numbering } = attributes
  const page = kids.find((kid) => 'mcid' in kid)?.page
  const said = kids.map((kid) => {
    if ('reference' in kid) return kid.reference
    if ('annotation' in kid) return { Type: 'OBJR', Obj: kid.annotation, Pg: kid.page }
    return kid.page === page ? kid.mcid : { Type: 'MCR', Pg: kid.page, MCID: kid.mcid }
  })
  if (alt !== undefined) reference.data['Alt'] = text(alt)
  if (scope) reference.data['A'] = { O: 'Table', Scope: scope }
  if (numbering) reference.data['A'] = { O: 'List', ListNumbering: numbering }
  if (box) reference.data['A'] = { O: 'Layout', Placement: 'Block', BBox: box }
  if (page) reference.data['Pg'] = page
  reference.data['K'] = said.length === 1 ? said[0] : said
  reference.end()
}

/** pdfkit writes a String object as text and a plain string as a name. */
// oxlint-disable-next-line no-new-wrappers
export const text = (value: string): unknown => new String(value)
