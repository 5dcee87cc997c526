import { describe, expect, it } from 'vitest'
import type { Block } from '../../src/pdf/blocks.ts'
import { facesOf } from '../../src/pdf/faces.ts'
import { layOut } from '../../src/pdf/layout.ts'
import { dissect, text } from './anatomy.ts'
import { fonts } from './fonts.ts'
import { sampleContract } from './sample.ts'
import { inspect, pagesOf, paragraph, render, specOf, squeezed } from './tools.ts'

const heading = (n: number): Block[] => [
  { role: 'heading', level: 1, lang: 'zh-CN', label: `第${n}条`, runs: [{ text: `标题之${n}` }] },
  { role: 'heading', level: 1, lang: 'en', label: `Article ${n}`, runs: [{ text: `Heading ${n}` }] },
]
const long = Array.from({ length: 12 }, (_, i) => [
  ...heading(i + 1),
  paragraph('甲乙双方经平等协商达成如下协议，'.repeat(40)),
]).flat()
const title: Block = { role: 'title', lang: 'zh-CN', runs: [{ text: '合同' }] }

describe('a document of more than four pages', () => {
  const spec = specOf([title, ...long], { cover: [{ label: '甲方', value: '江州大学' }] })

  it('begins with its titles and the facts of its cover on a page of their own', async () => {
    const [cover, contents, first] = await pagesOf(await render(spec))
    expect(squeezed(cover!)).toBe('合同甲方江州大学')
    expect(squeezed(contents!)).toMatch(/^目录Contents第1条标题之1Article1Heading1/)
    expect(squeezed(first!)).toMatch(/^第1条标题之1Article1Heading1甲乙/)
  })

  it('lists each heading with the page on which it stands', async () => {
    const pages = (await pagesOf(await render(spec))).map(squeezed)
    for (let n = 1; n <= 12; n++) {
      const page = pages.findIndex((said, i) => i > 1 && said.includes(`标题之${n}Article${n}Heading`))
      expect(pages[1]).toContain(`第${n}条标题之${n}Article${n}Heading${n}${page + 1}`)
    }
  })

  it('links each entry to its heading, as a reader aloud finds it', async () => {
    const { catalog, dictionary, elements, list } = await dissect(await render(spec))
    const entries = elements.filter(({ tag }) => tag === 'TOCI')
    expect(entries).toHaveLength(12)
    const names = list(dictionary(dictionary(catalog['/Names'])['/Dests'])['/Names']).filter((_, i) => i % 2 === 0)
    for (const { children } of entries) {
      const [link] = children[0]!.children
      expect(link!.tag).toBe('Link')
      const [annotation] = link!.annotations
      expect(text(annotation?.['/Contents'])).toMatch(/^第\d+条 标题之\d+$/)
      expect(names).toContain(dictionary(annotation?.['/A'])['/D'])
    }
  })

  it('counts cover and contents among its pages', () => {
    const { pages, covers } = layOut(spec, facesOf(fonts))
    expect(covers).toBe(1)
    const short = layOut(specOf([title, ...heading(1), paragraph('一')]), facesOf(fonts))
    expect([short.pages.length, short.covers]).toEqual([1, 0])
    expect(pages.length).toBeGreaterThan(6)
  })
})

it('has a place for the initials of each party on each page', async () => {
  const pages = await pagesOf(await render(specOf([title, ...long], { initials: ['甲方小签', '乙方小签'] })))
  for (const page of pages) expect(squeezed(page)).toMatch(/甲方小签乙方小签$/)
})

it('asks no seal of a natural person, who signs at the height of the others', async () => {
  const parties = [
    { title: '甲方', name: '江州大学', lines: ['签字：'], seal: '（盖章）' },
    { title: '乙方', name: '龑岚', lines: ['签字：'] },
  ]
  const one = await pagesOf(await render(specOf([{ role: 'signatures', lang: 'zh-CN', parties }])))
  expect(one[0]).toMatch(/签字：\s+签字：/)
  expect(one[0]!.match(/盖章/g)).toHaveLength(1)
})

describe('large print', () => {
  it('sets the text in 16 pt and loses none of it', async () => {
    const [normal, large] = [
      await render(sampleContract('bilingual')),
      await render(sampleContract('bilingual', { print: 'large' })),
    ]
    const sizes = new Set(
      (await dissect(large)).pages.flatMap(({ content }) =>
        [...content.matchAll(/ ([\d.]+) Tf/g)].map(([, size]) => Number(size))
      )
    )
    expect(sizes).toContain(16)
    const words = async (pdf: Uint8Array) => {
      const said = squeezed(await inspect(pdf, 'pdfinfo', '-struct-text', 'FILE')).replaceAll('"', '')
      return said.slice(said.indexOf('根据《中华人民共和国民法典》'), said.indexOf('Figure'))
    }
    expect(await words(large)).toBe(await words(normal))
  })

  it('keeps every line within the measure', () => {
    const { pages } = layOut(sampleContract('bilingual', { print: 'large' }), facesOf(fonts))
    for (const { item, y } of pages.flat()) {
      expect(y + item.height).toBeLessThanOrEqual(681.01)
      for (const mark of item.marks)
        if (mark.kind === 'text') expect(mark.x + mark.line.width).toBeLessThanOrEqual(451.6)
    }
  })
})
