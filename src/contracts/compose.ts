import type { Block } from '../pdf/blocks.ts'
import type { Clause, Part, Wording } from './clauses.ts'
import { numbering } from './numbering.ts'

type Insert = (name: string) => readonly Block[]
type Numbered = { readonly wording: Wording; readonly labels: ReturnType<typeof numbering> }

/** One wording as blocks, numbered. `insert` makes the table or signature block that a name stands for. */
export const composeOne = (wording: Wording, insert: Insert): Block[] => compose([wording], insert)

/**
 * Two wordings as one document: clause by clause, and in it paragraph by paragraph, the first before the second;
 * what is inserted stands once. Throws when their ids or paragraphs are not the same in the same order.
 */
export function composeBilingual(first: Wording, second: Wording, insert: Insert): Block[] {
  const [one, two] = [outline(first), outline(second)]
  const at = one.findIndex((line, i) => line !== two[i])
  if (at >= 0 || one.length !== two.length) {
    throw new Error(`wording: the languages part at ${one[at] ?? two[one.length]} / ${two[at] ?? 'nothing'}`)
  }
  return compose([first, second], insert)
}

/** Ids and structure of a wording, one line a clause, paragraph, item and insertion. */
export function outline({ clauses }: Wording): string[] {
  return clauses.flatMap(({ id, style, parts }) => [
    `${id} ${style}`,
    ...parts.flatMap((part, p) => [
      part.id ?? `${id} ${p + 1}${part.plain ? ' plain' : ''}`,
      ...part.rest.map((rest) => ('insert' in rest ? `${id} ${p + 1} ${rest.insert}` : `${id} ${p + 1} item`)),
    ]),
  ])
}

function compose(wordings: readonly Wording[], insert: Insert): Block[] {
  const all = wordings.map((wording): Numbered => ({ wording, labels: numbering(wording) }))
  return all[0]!.wording.clauses.flatMap((clause, c) => [
    ...all.map((numbered, i) => heading(numbered, c, i === 0)),
    ...clause.parts.flatMap((part, p) => [
      ...all.map((numbered) => paragraph(numbered, c, p)),
      ...part.rest.flatMap((rest, r) =>
        'insert' in rest ? insert(rest.insert) : all.map((numbered) => item(numbered, c, p, r))
      ),
    ]),
  ])
}

const clauseOf = ({ wording }: Numbered, c: number): Clause => wording.clauses[c]!
const partOf = (numbered: Numbered, c: number, p: number): Part => clauseOf(numbered, c).parts[p]!
const withLabel = (label: string | null) => (label === null ? {} : { label })

function heading(numbered: Numbered, c: number, first: boolean): Block {
  const { id, heading: runs } = clauseOf(numbered, c)
  return {
    role: 'heading',
    level: 1,
    lang: numbered.wording.lang,
    ...withLabel(numbered.labels.heading(c)),
    runs: numbered.labels.resolve(runs),
    ...(first ? { destination: id } : {}),
  }
}

function paragraph(numbered: Numbered, c: number, p: number): Block {
  const label = numbered.labels.section(c, p)
  const runs = numbered.labels.resolve(partOf(numbered, c, p).runs)
  return { role: 'paragraph', lang: numbered.wording.lang, level: label === null ? 0 : 1, ...withLabel(label), runs }
}

function item(numbered: Numbered, c: number, p: number, r: number): Block {
  const { rest } = partOf(numbered, c, p)
  const found = rest[r]!
  const n = rest.slice(0, r + 1).filter((entry) => 'item' in entry).length
  const runs = numbered.labels.resolve('item' in found ? found.item : [])
  return { role: 'paragraph', lang: numbered.wording.lang, level: 2, label: numbered.labels.item(n), runs }
}
