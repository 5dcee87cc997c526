import { describe, expect, it } from 'vitest'
import { type Block, textsOf } from '../../src/pdf/blocks.ts'
import { sampleContract } from './sample.ts'
import { inspect, paragraph, render, specOf, squeezed, tally } from './tools.ts'

const plain = (pdf: Uint8Array) => inspect(pdf, 'qpdf', '--qdf', '--object-streams=disable', 'FILE', '-')
const treeOf = (pdf: Uint8Array) => inspect(pdf, 'pdfinfo', '-struct-text', 'FILE')
const facts = new TextEncoder().encode('{"number":"LIC-2026-0017"}')

const spec = sampleContract('bilingual', {
  watermark: '草稿',
  attachments: [
    {
      name: 'contract.json',
      type: 'application/json',
      relationship: 'Source',
      description: '合同事实',
      bytes: facts,
    },
  ],
})
const pdf = await render(spec)
const [source, tree] = await Promise.all([plain(pdf), treeOf(pdf)])

/** Text objects that stand in no marked content, and marked content that is neither closed nor known. */
function unmarked(content: string): string[] {
  const open: string[] = []
  const loose: string[] = []
  for (const [operator] of content.matchAll(/\/\w+ <<[^\n]*?>> BDC|\bBT\b|\bEMC\b|\bS$|\bf$/gm)) {
    if (operator.endsWith('BDC')) open.push(operator)
    else if (operator === 'EMC') open.pop()
    else if (open.length === 0) loose.push(operator)
  }
  return [...loose, ...open]
}

describe('an accessible archival file', () => {
  it('says that it is PDF/A-3a and PDF/UA-1', async () => {
    const metadata = await inspect(pdf, 'pdfinfo', '-meta', 'FILE')
    expect(metadata).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(metadata).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(metadata).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(metadata).toContain('<pdfaSchema:prefix>pdfuaid</pdfaSchema:prefix>')
  })

  it.each([
    ['its language', /\/Lang \(zh-CN\)/],
    ['that it is tagged', /\/Marked true/],
    ['that its title is shown', /\/DisplayDocTitle true/],
    ['the colours it means', /\/OutputIntents/],
    ['what is attached to it', /\/AF \[/],
    ['which file it is', /\/ID \[/],
  ])('says %s', (_, pattern) => expect(source).toMatch(pattern))

  it('has each page read in the order of its structure', () => {
    const pages = source.match(/\/Type \/Page$/gm) ?? []
    expect(pages.length).toBeGreaterThan(3)
    expect(source.match(/\/Tabs \/S$/gm)).toHaveLength(pages.length)
  })

  it('draws nothing that is neither tagged nor an artifact', () => {
    const contents = [...source.matchAll(/\nstream\n([\s\S]*?)\nendstream/g)].flatMap(([, content = '']) =>
      content.includes(' BDC') ? [content] : []
    )
    expect(contents.length).toBeGreaterThan(3)
    expect(contents.flatMap(unmarked)).toEqual([])
  })

  it('reads every word once, and none of headers, footers and watermarks', async () => {
    // Short enough to have no contents, which say the headings again.
    const short = { ...spec, blocks: spec.blocks.slice(0, 30) }
    const { header: _header, watermark: _watermark, ...read } = { ...short, footer: () => '' }
    const said = [...(await treeOf(await render(short))).matchAll(/^\s*"([\s\S]*?)"$/gm)].map(([, text]) => text)
    expect(tally(said.join(''))).toEqual(tally(textsOf(read).join('')))
  })

  it('reads a table row by row, with its heads', () => {
    const heads = tree.match(/^\s*TH:?$/gm) ?? []
    expect(heads.length).toBeGreaterThan(3)
    expect(tree.match(/\/Scope \/(Column|Row)/g)).toHaveLength(heads.length)
    const cells = squeezed(tree.replace(/^\s*(P \(block\)|TD|TH:?|\/Scope.*)$/gm, ''))
    expect(cells).toContain('TR"统一社会信用代码""Unifiedsocialcreditcode""12100000425006790X""91320594MA1XYZ4Q7K"TR')
  })

  it('says what its code shows, and links from it and from the address', () => {
    expect(source.match(/\/S \/Figure$/gm)).toHaveLength(1)
    expect(source.match(/\/Alt </g)).toHaveLength(1)
    const links = source.match(/\/Subtype \/Link$/gm) ?? []
    expect(source.match(/\/StructParent \d+$/gm)).toHaveLength(links.length)
    expect(source.match(/\/Type \/OBJR$/gm)).toHaveLength(links.length)
  })

  it('reads a numbered clause as an item with its label', async () => {
    const clause = (level: 1 | 2, label: string, text: string): Block => ({
      role: 'paragraph',
      lang: 'en',
      level,
      label,
      runs: [{ text }],
    })
    const blocks = [clause(1, '1.1', 'One'), clause(2, '(a)', 'Two'), clause(1, '1.2', 'Three')]
    const lines = (await treeOf(await render(specOf(blocks)))).split('\n').map((line) => line.trim())
    const names = lines
      .filter((line) => /^(L|LI|Lbl|LBody|P|") ?/.test(line))
      .map((line) => line.replace(/ .*|:$/g, ''))
    const item = (label: string, ...body: string[]) => ['LI', 'Lbl', label, 'LBody', ...body]
    expect(names).toEqual([
      'L',
      ...item('"1.1"', 'P', '"One"', 'L', ...item('"(a)"', '"Two"')),
      ...item('"1.2"', '"Three"'),
    ])
  })

  it('marks words of another language', async () => {
    const runs = [{ text: '许可' }, { text: 'licence', lang: 'en' as const }]
    const mixed = await plain(
      await render(specOf([{ role: 'paragraph', lang: 'zh-CN', runs }, paragraph('Whole', 'en')]))
    )
    expect(mixed).toContain('/Span <</Lang (en)>> BDC')
    expect(mixed).toMatch(/\/Lang \(en\)\n/)
  })

  it('gives back the file attached to it', async () => {
    expect(await inspect(pdf, 'pdfdetach', '-list', 'FILE')).toContain('contract.json')
    expect(await inspect(pdf, 'qpdf', '--show-attachment=contract.json', 'FILE')).toBe('{"number":"LIC-2026-0017"}')
    expect(source).toContain('/AFRelationship /Source')
  })
})
