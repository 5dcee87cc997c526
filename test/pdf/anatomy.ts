import { inspect } from './tools.ts'

/** A PDF's objects as `qpdf --json=2` tells them: names begin with /, texts with u: or b:, references end in R. */
type Value = null | boolean | number | string | readonly Value[] | { readonly [key: string]: Value }
type Dictionary = { readonly [key: string]: Value }

export type Anatomy = {
  readonly trailer: Dictionary
  readonly catalog: Dictionary
  /** What a reference stands for; anything else is itself. A stream gives its dictionary. */
  follow: (value: Value | undefined) => Value
  dictionary: (value: Value | undefined) => Dictionary
  list: (value: Value | undefined) => readonly Value[]
  /** The bytes of a stream as Latin-1. */
  stream: (reference: Value | undefined) => string
  readonly pages: readonly { readonly reference: string; readonly page: Dictionary; readonly content: string }[]
  readonly elements: readonly StructureElement[]
}

/** An element of the structure tree in reading order, with the content that is its own. */
export type StructureElement = {
  readonly tag: string
  readonly parent: StructureElement | undefined
  readonly lang: string
  readonly dictionary: Dictionary
  readonly children: StructureElement[]
  readonly content: { readonly page: string; readonly mcid: number }[]
  readonly annotations: Dictionary[]
}

/** A name or a reference as it is written. */
const name = (value: Value | undefined): string => (typeof value === 'string' ? value : '')
export const text = (value: Value | undefined): string => (typeof value === 'string' ? value.replace(/^[ub]:/, '') : '')

export async function dissect(pdf: Uint8Array): Promise<Anatomy> {
  const json = await inspect(pdf, 'qpdf', '--json=2', '--json-stream-data=inline', '--decode-level=generalized', 'FILE')
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion
  const [, objects] = (JSON.parse(json) as { qpdf: [unknown, Record<string, { value?: Value; stream?: Value }>] }).qpdf
  const entry = (reference: Value | undefined) =>
    typeof reference === 'string' && reference.endsWith(' R') ? objects[`obj:${reference}`] : undefined
  const isDictionary = (value: Value | undefined): value is Dictionary =>
    typeof value === 'object' && value !== null && !Array.isArray(value)
  const dictionary = (value: Value | undefined): Dictionary => {
    const found = follow(value)
    return isDictionary(found) ? found : {}
  }
  function follow(value: Value | undefined): Value {
    const found = entry(value)
    if (!found) return value ?? null
    return found.stream === undefined ? follow(found.value) : dictionary(dictionary(found.stream)['dict'])
  }
  const list = (value: Value | undefined): readonly Value[] => {
    const found = follow(value)
    return Array.isArray(found) ? found : found === null ? [] : [found]
  }
  const stream = (reference: Value | undefined): string =>
    Buffer.from(text(dictionary(entry(reference)?.stream)['data']), 'base64').toString('latin1')
  const trailer = dictionary(objects['trailer']?.value)
  const catalog = dictionary(trailer['/Root'])
  const pages = list(dictionary(catalog['/Pages'])['/Kids']).map((reference) => {
    const page = dictionary(reference)
    return { reference: name(reference), page, content: stream(page['/Contents']) }
  })
  const elements: StructureElement[] = []
  const visit = (reference: Value, parent: StructureElement | undefined) => {
    const own = dictionary(reference)
    const element: StructureElement = {
      tag: name(own['/S']).slice(1),
      parent,
      lang: text(own['/Lang']) || parent?.lang || text(catalog['/Lang']),
      dictionary: own,
      children: [],
      content: [],
      annotations: [],
    }
    elements.push(element)
    parent?.children.push(element)
    const kids = Array.isArray(own['/K']) ? own['/K'] : own['/K'] === undefined ? [] : [own['/K']]
    for (const kid of kids) {
      const found = dictionary(kid)
      if (typeof kid === 'number') element.content.push({ page: name(own['/Pg']), mcid: kid })
      else if (found['/Type'] === '/MCR')
        element.content.push({ page: name(found['/Pg']), mcid: Number(found['/MCID']) })
      else if (found['/Type'] === '/OBJR') element.annotations.push(dictionary(found['/Obj']))
      else visit(kid, element)
    }
  }
  for (const root of list(dictionary(catalog['/StructTreeRoot'])['/K'])) visit(root, undefined)
  return { trailer, catalog, follow, dictionary, list, stream, pages, elements }
}

/** A text-showing or painting operator of a page, with the marked content around it, outermost first. */
export type Painted = {
  readonly operator: string
  readonly around: readonly { readonly tag: string; readonly mcid?: number }[]
}

/** Walks a page's operators. Strings are hexadecimal in these files, so that words can be told apart by spaces. */
export function paintedIn(content: string): Painted[] {
  const around: { tag: string; mcid?: number }[] = []
  const painted: Painted[] = []
  const tokens = content.matchAll(
    /\/(\w+)\s+(?:<<([^>]*)>>\s+BDC|BMC)|\b(EMC)\b|(?<=\s|^)(TJ|Tj|S|f|B|Do|sh)(?=\s|$)/gm
  )
  for (const [, tag, properties = '', ends, operator] of tokens) {
    const mcid = /\/MCID (\d+)/.exec(properties)?.[1]
    if (tag !== undefined) around.push(mcid === undefined ? { tag } : { tag, mcid: Number(mcid) })
    else if (ends !== undefined) around.pop()
    else if (operator !== undefined) painted.push({ operator, around: [...around] })
  }
  if (around.length > 0) throw new Error(`marked content is left open: ${around.map(({ tag }) => tag).join(' ')}`)
  return painted
}
