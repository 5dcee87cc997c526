import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block, Cell } from '../../src/pdf/blocks.ts'
import { columnWidths, isAmounts } from '../../src/pdf/columns.ts'
import { compose } from '../../src/pdf/compose.ts'
import { facesOf } from '../../src/pdf/faces.ts'
import { fonts } from './fonts.ts'
import { pagesOf, render, specOf, tally } from './tools.ts'

const cell = (...texts: string[]): Cell => ({ paragraphs: texts.map((text) => ({ runs: [{ text }] })) })
const table = (rows: readonly (readonly Cell[])[], head: readonly Cell[] = []): Block => ({
  role: 'table',
  lang: 'zh-CN',
  columns: [{ width: 1 }, { width: 3 }, { width: 2 }],
  head,
  rows,
})

const alphabet = Array.from('合同专利许可实施费用甲乙方，。（）“”0123456789ABCxyz ')
const cellText = fc.oneof(
  { weight: 9, arbitrary: fc.string({ unit: fc.constantFrom(...alphabet), maxLength: 60, size: 'max' }) },
  {
    weight: 1,
    arbitrary: fc.string({ unit: fc.constantFrom(...alphabet), minLength: 1500, maxLength: 2600, size: 'max' }),
  }
)
const row = fc.tuple(cellText, cellText, cellText)

describe('a table', () => {
  it('loses no character, however tall its rows are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(row, { minLength: 1, maxLength: 30, size: 'max' }), async (rows) => {
        const pages = await pagesOf(await render(specOf([table(rows.map((texts) => texts.map((text) => cell(text))))])))
        expect(tally(pages.join(''))).toEqual(tally(rows.flat().join('')))
      }),
      { numRuns: 15 }
    )
  })

  it('shows its head on each of its pages', async () => {
    const rows = Array.from({ length: 90 }, (_, i) => [
      cell(String(i + 1)),
      cell('一种风机叶片', 'A fan blade'),
      cell('ZL202110123456.7'),
    ])
    const pages = await pagesOf(await render(specOf([table(rows, [cell('序号'), cell('名称'), cell('专利号')])])))
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages) expect(page.trimStart()).toMatch(/^序号\s+名称\s+专利号/)
  })

  it('keeps all lines of its items within the measure', () => {
    const items = compose(
      specOf([table([[cell('a'.repeat(300)), cell('甲'), cell('1,234,567,890.00')]])]),
      facesOf(fonts)
    )
    const texts = items.flatMap(({ marks }) => marks).filter((mark) => mark.kind === 'text')
    for (const { x, line } of texts) expect(x + line.width).toBeLessThan(451.5)
  })

  it('aligns amounts right and leaves words and numbers of things left', () => {
    const rows = [
      [cell('1'), cell('入门费'), cell('600,000.00')],
      [cell('2'), cell('合计'), cell('85.50')],
    ]
    const texts = compose(specOf([table(rows)]), facesOf(fonts)).flatMap(({ marks }) =>
      marks.filter((mark) => mark.kind === 'text')
    )
    const edges = (column: number, edge: (x: number, width: number) => number) =>
      new Set(texts.filter((mark) => mark.cell?.column === column).map(({ x, line }) => edge(x, line.width).toFixed(3)))
    expect(edges(2, (x, width) => x + width).size).toBe(1)
    expect(edges(2, (x) => x).size).toBe(2)
    expect(edges(1, (x) => x).size).toBe(1)
  })

  it.each([
    [['600,000.00', '85.50'], true],
    [['¥1,200', '', '—'], true],
    [['3.5%', '2%'], true],
    [['1', '2'], false],
    [['2021-01-15'], false],
    [['ZL202110123456.7'], false],
    [['1,000 or more', '2,000'], false],
    [[], false],
  ])('takes %j for amounts: %s', (texts, expected) => {
    expect(isAmounts(texts)).toBe(expected)
  })

  it('gives a column that is too narrow for its words what others can spare', () => {
    expect(columnWidths([{ width: 1 }, { width: 1 }], [150, 50], 200)).toEqual([150, 50])
    expect(columnWidths([{ width: 1 }, { width: 3 }], [20, 20], 400)).toEqual([100, 300])
    const crowded = columnWidths([{ width: 1 }, { width: 1 }, { width: 1 }], [400, 90, 80], 300)
    expect(crowded.reduce((sum, width) => sum + width)).toBeCloseTo(300)
    expect(crowded[1]).toBeCloseTo(90)
  })
})
