import type { Block, Cell, DocumentSpec, Language, Runs } from '../../src/pdf/blocks.ts'

// A document as Typst's markup, set as ours is: the same sheet, sizes, fonts, numbering and tables.

const string = (text: string): string => JSON.stringify(text).replace(/\\u([\da-f]{4})/g, '\\u{$1}')
const words = (runs: Runs): string =>
  runs.map(({ text, bold }) => (bold ? `#strong(${string(text)})` : `#${string(text)};`)).join('')
const said = (lang: Language, content: string): string => `#text(lang: "${lang === 'en' ? 'en' : 'zh'}")[${content}]`

const cell = ({ paragraphs }: Cell, lang: Language): string =>
  `[${paragraphs.map(({ runs, lang: own }) => said(own ?? lang, words(runs))).join(' #linebreak() ')}]`

function block(one: Block): string {
  switch (one.role) {
    case 'title':
      return `#align(center, text(20pt, weight: 700)[${said(one.lang, words(one.runs))}])`
    case 'subtitle':
      return `#align(center)[${said(one.lang, words(one.runs))}]`
    case 'heading':
      return `#heading(level: ${one.level}, outlined: true)[${said(one.lang, `#${string(one.label ?? '')};  ${words(one.runs)}`)}]`
    case 'paragraph': {
      const text = said(one.lang, words(one.runs))
      if (one.label === undefined) return `#par[${text}]`
      return `#pad(left: ${one.level === 2 ? 28 : 0}pt, grid(columns: (28pt, 1fr), [#${string(one.label)};], [#par[${text}]]))`
    }
    case 'table': {
      const columns = one.columns.map(({ width }) => `${width}fr`).join(', ')
      const head = one.head.map((found) => cell(found, one.lang)).join(', ')
      const rows = one.rows.map((row) => row.map((found) => cell(found, one.lang)).join(', ')).join(',\n')
      return `#table(columns: (${columns},), stroke: 0.5pt, table.header(${head}),\n${rows})`
    }
    case 'facts':
      return `#grid(columns: (auto, 1fr), gutter: 6pt, ${one.items.map(({ label, value }) => `[#${string(label)};], [#${string(value)};]`).join(', ')})`
    case 'signatures':
      return `#grid(columns: (1fr, 1fr), gutter: 24pt, ${one.parties
        .map(
          ({ title, name, lines }) =>
            `[${[title, name, ...lines].map((line) => `#${string(line)};`).join(' #v(60pt) ')}]`
        )
        .join(', ')})`
    case 'page_break':
      return '#pagebreak()'
  }
  return one satisfies never
}

export const typstMarkup = (spec: DocumentSpec): string => `
#set document(title: ${string(spec.title)}, author: ${string(spec.author)})
#set page(paper: "a4", margin: (x: 72pt, top: 85pt, bottom: 76pt), header: text(8.5pt)[#${string(spec.header?.left ?? '')}; #h(1fr) #${string(spec.header?.right ?? '')};], numbering: "1 / 1")
#set text(font: ("Source Serif 4", "Noto Serif SC"), size: 10.5pt, lang: "${spec.lang === 'en' ? 'en' : 'zh'}")
#set par(justify: true, leading: 0.65em)
#show heading: set text(12pt, weight: 700)
#outline(title: none)
#pagebreak()
${spec.blocks.map(block).join('\n\n')}
`
