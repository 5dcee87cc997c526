import { execFile } from 'node:child_process'
import { createHash } from 'node:crypto'
import { promisify } from 'node:util'
import { describe, expect, it } from 'vitest'
import { type Block, textsOf } from '../../src/pdf/blocks.ts'
import { sampleContract } from './sample.ts'
import { inspect, pagesOf, paragraph, render, specOf, squeezed, tally } from './tools.ts'

const forms = ['zh-CN', 'en', 'bilingual'] as const
const contracts = new Map(
  await Promise.all(forms.map(async (form) => [form, await render(sampleContract(form))] as const))
)
const contract = (form: (typeof forms)[number]) => contracts.get(form)!

describe.each(forms)('the %s contract', (form) => {
  it('is a sound file', async () => {
    expect(await inspect(contract(form), 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors')
  })

  it('embeds every font, subset and with its meaning', async () => {
    const [, , ...rows] = (await inspect(contract(form), 'pdffonts', 'FILE')).trim().split('\n')
    expect(rows.length).toBeGreaterThan(1)
    for (const row of rows) expect(row).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/)
  })

  it('counts its pages on each page', async () => {
    const pages = await pagesOf(contract(form))
    expect(pages.length).toBeGreaterThan(3)
    pages.forEach((page, i) => {
      const chinese = `第${i + 1}页，共${pages.length}页`
      const english = `Page${i + 1}of${pages.length}`
      const expected = { 'zh-CN': chinese, en: english, bilingual: `${chinese}·${english}` }[form]
      expect(squeezed(page).endsWith(expected)).toBe(true)
    })
  })

  it('bears its number on each page', async () => {
    for (const page of await pagesOf(contract(form))) expect(page.split('\n')[0]).toContain('LIC-2026-0017')
  })

  it('bears no watermark once it is issued', async () => {
    expect((await pagesOf(contract(form))).join('')).not.toMatch(/DRAFT|草稿/)
  })
})

describe('a document', () => {
  it('gives back its words in order, with labels and numbers', async () => {
    const text = squeezed((await pagesOf(contract('bilingual'))).join(''))
    const expected = [
      '合同编号NumberLIC-2026-0017',
      '根据《中华人民共和国民法典》《中华人民共和国专利法》及有关规定，甲、乙双方经平等协商，',
      'UndertheCivilCodeandthePatentLaw',
      '法定代表人陈𬱖龑宏伟',
      '第一条名词和术语Article1Definitions1.1“许可产品”是指',
      '(b)超过10,000,000元、不超过50,000,000元的部分，2.8%；(b)onthepartaboveCNY10,000,000',
      '1,885,500.50',
    ]
    const places = expected.map((part) => text.indexOf(squeezed(part)))
    expect(places).not.toContain(-1)
    expect(places.slice(0, -1)).toEqual(places.slice(0, -1).toSorted((a, b) => a - b))
  })

  it('loses no character of any kind of block', async () => {
    const blocks: Block[] = [
      { role: 'title', lang: 'zh-CN', runs: [{ text: '许可合同' }] },
      { role: 'subtitle', lang: 'en', runs: [{ text: 'Exclusive licence' }] },
      {
        role: 'heading',
        level: 2,
        lang: 'en',
        label: 'Article 12',
        runs: [{ text: 'A long heading, again and again. '.repeat(6) }],
      },
      {
        role: 'paragraph',
        lang: 'zh-CN',
        level: 2,
        label: '(a)',
        runs: [{ text: '甲方——约翰·史密斯……' }, { text: '重点', bold: true }],
      },
      {
        role: 'paragraph',
        lang: 'en',
        level: 1,
        label: '第一百二十三条之一',
        runs: [{ text: 'A label wider than its column.' }],
      },
      { role: 'facts', lang: 'zh-CN', items: [{ label: '一个很长很长的名称'.repeat(5), value: '值'.repeat(70) }] },
      {
        role: 'signatures',
        lang: 'zh-CN',
        parties: [1, 2, 3].map((n) => ({
          title: `甲方${n}`,
          name: '江州大学'.repeat(5),
          lines: ['签字：', '日期'],
          seal: '（盖章）',
        })),
      },
    ]
    const spec = specOf(blocks)
    expect(tally((await pagesOf(await render(spec))).join(''))).toEqual(tally(textsOf(spec).join('')))
  })

  it('bears its watermark on each page of a draft', async () => {
    const draft = await render(sampleContract('zh-CN', { watermark: '草稿DRAFT' }))
    const text = await inspect(draft, 'pdftotext', '-raw', 'FILE', '-')
    const pages = text.split('\f').slice(0, -1)
    expect(pages.length).toBeGreaterThan(3)
    for (const page of pages) expect(squeezed(page)).toContain('草稿DRAFT')
  })

  it('has the same bytes in every process, whatever was drawn before', async () => {
    const script = new URL('./print-hash.ts', import.meta.url).pathname
    const run = promisify(execFile)
    const [first, second] = await Promise.all([
      run(process.execPath, [script]),
      run(process.execPath, [script, 'after']),
    ])
    const here = createHash('sha256').update(contract('bilingual')).digest('hex')
    expect([first.stdout, second.stdout]).toEqual([here, here])
  })

  it('has the same bytes when many are asked for at once', async () => {
    const all = await Promise.all(Array.from({ length: 4 }, () => render(sampleContract('en'))))
    for (const bytes of all) expect(Buffer.from(bytes).equals(contract('en'))).toBe(true)
  })

  it('lists its articles in the outline, each once, at the named places', async () => {
    const outline = await inspect(contract('bilingual'), 'qpdf', '--json=1', '--json-key=outlines', 'FILE')
    const titles = [...outline.matchAll(/"title": "(.*)"/g)].map(([, title]) => title)
    expect(titles).toContain('第三条　技术资料的交付')
    expect(titles).toHaveLength(12)
    expect(await inspect(contract('bilingual'), 'pdfinfo', '-dests', 'FILE')).toContain('"article-9"')
  })

  it('escapes its title in the metadata', async () => {
    const pdf = await render(specOf([paragraph('正文')], { title: 'Smith & Co <“甲”>', author: 'A & B' }))
    expect(await inspect(pdf, 'pdfinfo', '-meta', 'FILE')).toContain('>Smith &amp; Co &lt;“甲”&gt;</rdf:li>')
    expect(await inspect(pdf, 'pdfinfo', 'FILE')).toMatch(/Title:\s+Smith & Co <“甲”>/)
  })

  it('refuses a character that no font has, and names it', async () => {
    await expect(render(specOf([paragraph('𠮷田')]))).rejects.toMatchObject({
      code: 'invalid',
      key: 'pdf.uncovered',
      params: { characters: '𠮷' },
    })
  })

  it('prints the address under the code, and links to it', async () => {
    const text = squeezed((await pagesOf(contract('en'))).at(-1) ?? '')
    expect(text).toContain('https://transfer.example.edu.cn/verify/kX3vB0qTn5WzE8rYcU1mPA')
    expect(await inspect(contract('en'), 'pdfinfo', '-url', 'FILE')).toContain('verify/kX3vB0qTn5WzE8rYcU1mPA')
  })

  it('can be empty', async () => {
    expect(await pagesOf(await render(specOf([])))).toHaveLength(1)
  })
})
