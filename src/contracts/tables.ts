import { fill, type Arguments, type Locale, type MessageKey } from '../kernel/messages.ts'
import type { Block, Cell, Column, Runs } from '../pdf/blocks.ts'
import { cut } from './marks.ts'
import { speech, type Speech } from './speech.ts'

/** Runs of a stretch of text in which parts of the other language are marked. */
export function runsFrom(text: string, locale: Locale, bold = false): Runs {
  return cut(text)
    .filter((piece) => piece.text !== '')
    .map((piece) => ({
      text: piece.text,
      ...(bold ? { bold } : {}),
      ...(piece.mark === 'foreign' ? { lang: locale === 'en' ? ('zh-CN' as const) : ('en' as const) } : {}),
    }))
}

export type Words = Speech & {
  readonly locale: Locale
  readonly tell: <K extends MessageKey>(key: K, ...params: Arguments<K>) => string
}
export const wordsIn = (locale: Locale): Words => ({
  ...speech(locale),
  locale,
  tell: (key, ...params) => fill(locale, key, params[0]),
})

export type Says = (words: Words) => string
type Table = { readonly head: readonly Says[]; readonly columns: readonly Column[]; readonly rows: readonly Says[][] }

/** A cell says its lines in each language of the document; what is the same in both stands once. */
function cell(says: readonly Says[], locales: readonly Locale[]): Cell {
  const paragraphs = says.flatMap((line) => {
    const said = locales
      .map((locale) => ({ lang: locale, text: line(wordsIn(locale)) }))
      .filter(({ text }) => text !== '')
    const bare = said.map(({ text }) =>
      cut(text)
        .map((piece) => piece.text)
        .join('')
    )
    return said.filter((_, i) => bare.indexOf(bare[i]!) === i)
  })
  return { paragraphs: paragraphs.map(({ lang, text }) => ({ lang, runs: runsFrom(text, lang) })) }
}

type Rows = {
  readonly head: readonly Says[]
  /** The first cell of each row says what the row is. */
  readonly rowHeads?: boolean
  readonly columns: readonly Column[]
  readonly rows: readonly (readonly (readonly Says[])[])[]
}

export function table({ head, rowHeads = false, columns, rows }: Rows, locales: readonly Locale[]): Block {
  return {
    role: 'table',
    lang: locales[0]!,
    columns,
    head: head.map((says) => cell([says], locales)),
    ...(rowHeads ? { rowHeads } : {}),
    rows: rows.map((row) => row.map((says) => cell(says, locales))),
  }
}
export const simple = ({ head, columns, rows }: Table): Rows => ({
  head,
  columns,
  rows: rows.map((row) => row.map((says) => [says])),
})
export const key =
  (name: MessageKey): Says =>
  ({ word }) =>
    word(name)

export const given =
  (value: string | null | undefined): Says =>
  ({ text }) =>
    text(value)

export const pair =
  (label: MessageKey, says: Says): Says =>
  (words) =>
    words.tell('wording.pair', { label: words.word(label), value: says(words) })

export const plainText = (text: string): string =>
  cut(text)
    .map((piece) => piece.text)
    .join('')
