import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/pdf/blocks.ts'
import { compose } from '../../src/pdf/compose.ts'
import { facesOf } from '../../src/pdf/faces.ts'
import type { LaidOut, Page } from '../../src/pdf/laid-out.ts'
import { paginate } from '../../src/pdf/paginate.ts'
import { fonts } from './fonts.ts'
import { paragraph, specOf } from './tools.ts'

const height = 440
const faces = facesOf(fonts)
const pagesOf = (blocks: readonly Block[]): Page[] => paginate(compose(specOf(blocks), faces), height)
const linesOn = (page: Page, block: number) => page.filter(({ item }) => item.block === block).length

const prose = fc
  .integer({ min: 1, max: 330 })
  .map((length) => paragraph('甲乙双方经平等协商达成如下协议，'.repeat(30).slice(0, length)))
const heading = fc
  .constantFrom(1 as const, 2 as const)
  .map((level): Block => ({ role: 'heading', level, lang: 'zh-CN', label: '第一条', runs: [{ text: '许可' }] }))
const documents = fc
  .array(fc.oneof({ weight: 3, arbitrary: prose }, heading), { minLength: 1, maxLength: 24, size: 'max' })
  .map((blocks) => [...blocks, paragraph('末段')])

describe('pages', () => {
  it('never hold a single line of a longer paragraph', () => {
    fc.assert(
      fc.property(documents, (blocks) => {
        const pages = pagesOf(blocks)
        blocks.forEach((_, block) => {
          const counts = pages.map((page) => linesOn(page, block)).filter((count) => count > 0)
          if (counts.length > 1) expect(Math.min(...counts)).toBeGreaterThan(1)
        })
      })
    )
  })

  it('never end with a heading', () => {
    fc.assert(
      fc.property(documents, (blocks) => {
        for (const page of pagesOf(blocks)) expect(page.at(-1)?.item.role).not.toBe('heading')
      })
    )
  })

  it('hold every item once, in order, inside the page', () => {
    fc.assert(
      fc.property(documents, (blocks) => {
        const items = compose(specOf(blocks), faces)
        const pages = paginate(items, height)
        expect(pages.flatMap((page) => page.map(({ item }) => item))).toEqual(items)
        for (const { item, y } of pages.flat()) expect(y + item.height).toBeLessThanOrEqual(height)
      })
    )
  })

  it('begin where a page break stands, and only once', () => {
    const pages = pagesOf([paragraph('一'), { role: 'page_break' }, { role: 'page_break' }, paragraph('二')])
    expect(pages.map((page) => page.map(({ item }) => item.block))).toEqual([[0], [3]])
  })

  it('hold signatures together with the end of the text before them', () => {
    const party = { title: '甲方', name: '江州大学', lines: ['签字：'], seal: '（盖章）' }
    fc.assert(
      fc.property(documents, (blocks) => {
        const pages = pagesOf([...blocks, { role: 'signatures', lang: 'zh-CN', parties: [party, party] }])
        const last = pages.at(-1) ?? []
        expect(linesOn(last, blocks.length)).toBe(1)
        expect(linesOn(last, blocks.length - 1)).toBe(1)
      })
    )
  })

  it('part a group that is taller than a page rather than lose it', () => {
    const item: LaidOut = { role: 'paragraph', lang: 'en', block: 0, height: 90, before: 0, together: true, marks: [] }
    const pages = paginate(
      Array.from({ length: 10 }, () => item),
      height
    )
    expect(pages.map((page) => page.length)).toEqual([4, 4, 2])
  })

  it('keep the role of each block in every item', () => {
    const blocks: Block[] = [
      { role: 'title', lang: 'zh-CN', runs: [{ text: '合同' }] },
      { role: 'heading', level: 1, lang: 'zh-CN', label: '第一条', runs: [{ text: '许可' }] },
      paragraph('正文'),
      { role: 'paragraph', level: 1, label: '1.1', lang: 'zh-CN', runs: [{ text: '条款' }] },
      {
        role: 'table',
        lang: 'zh-CN',
        columns: [{ width: 1 }],
        head: [],
        rows: [[{ paragraphs: [{ runs: [{ text: '格' }] }] }]],
      },
    ]
    const [page] = pagesOf(blocks)
    expect(page!.map(({ item }) => item.role)).toEqual(['title', 'heading', 'paragraph', 'list', 'table'])
  })
})
