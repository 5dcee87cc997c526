import { describe, expect, it } from 'vitest'
import type { Attachment } from '../../src/pdf/blocks.ts'
import { renderDocument } from '../../src/pdf/render.ts'
import { dissect, paintedIn, type StructureElement, text } from './anatomy.ts'
import { sampleContract } from './sample.ts'
import { fonts } from './fonts.ts'
import { inspect, pagesOf, render, squeezed } from './tools.ts'

const contractJson: Attachment = {
  name: 'contract.json',
  type: 'application/json',
  relationship: 'Source',
  description: 'Machine-readable facts of the contract',
  bytes: new TextEncoder().encode('{"number":"LIC-2026-0017"}'),
}
const forms = ['zh-CN', 'en', 'bilingual'] as const
const files = new Map(
  await Promise.all(
    [...forms, 'draft' as const].map(async (form) => {
      const spec =
        form === 'draft'
          ? sampleContract('bilingual', { watermark: '草稿DRAFT' })
          : sampleContract(form, { attachments: [contractJson] })
      const pdf = await render(spec)
      return [form, { pdf, anatomy: await dissect(pdf) }] as const
    })
  )
)
const fileOf = (form: (typeof forms)[number] | 'draft') => files.get(form)!

// What validators have confirmed once for files made in this way, stated here clause by clause.
describe.each([...forms, 'draft'] as const)('the %s contract', (form) => {
  const { pdf, anatomy } = fileOf(form)
  const { catalog, trailer, dictionary, list, pages, elements } = anatomy

  it('says in its metadata that it is PDF/A-3a and PDF/UA-1, and what that means', () => {
    const xmp = Buffer.from(anatomy.stream(catalog['/Metadata']), 'latin1').toString('utf8')
    expect(xmp).toContain('<pdfaid:part>3</pdfaid:part>')
    expect(xmp).toContain('<pdfaid:conformance>A</pdfaid:conformance>')
    expect(xmp).toContain('<pdfuaid:part>1</pdfuaid:part>')
    expect(xmp).toContain('<pdfaSchema:namespaceURI>http://www.aiim.org/pdfua/ns/id/</pdfaSchema:namespaceURI>')
    expect(dictionary(catalog['/Metadata'])['/Filter']).toBeUndefined()
  })

  it('has a language, a title to show, an identity, colours that are defined, and is marked throughout', () => {
    expect(text(catalog['/Lang'])).toBe(form === 'en' ? 'en' : 'zh-CN')
    expect(dictionary(catalog['/ViewerPreferences'])['/DisplayDocTitle']).toBe(true)
    expect(dictionary(catalog['/MarkInfo'])['/Marked']).toBe(true)
    expect(list(trailer['/ID'])).toHaveLength(2)
    expect(trailer['/Encrypt']).toBeUndefined()
    const [intent] = list(catalog['/OutputIntents']).map(dictionary)
    expect(intent?.['/S']).toBe('/GTS_PDFA1')
    expect(dictionary(intent?.['/DestOutputProfile'])['/N']).toBe(3)
  })

  it('tags everything that is drawn, or says that it is no content', () => {
    for (const { content } of pages)
      for (const { operator, around } of paintedIn(content)) {
        const tags = around.map(({ tag }) => tag)
        const tagged = around.filter(({ mcid }) => mcid !== undefined).length
        expect([operator, tags, tagged + tags.filter((tag) => tag === 'Artifact').length]).toEqual([operator, tags, 1])
      }
  })

  it('finds each piece of content in its structure once, on the way there and back', () => {
    const parents = new Map<number, readonly unknown[]>()
    const numbers = list(dictionary(dictionary(catalog['/StructTreeRoot'])['/ParentTree'])['/Nums'])
    for (let i = 0; i < numbers.length; i += 2) parents.set(Number(numbers[i]), list(numbers[i + 1]))
    for (const { reference, page, content } of pages) {
      const marked = [...content.matchAll(/\/(\w+) <<\/MCID (\d+)>> BDC/g)]
      const owned = elements.flatMap((element) =>
        element.content.filter((piece) => piece.page === reference).map(({ mcid }) => ({ mcid, tag: element.tag }))
      )
      expect(page['/Tabs']).toBe('/S')
      expect(owned.toSorted((a, b) => a.mcid - b.mcid)).toEqual(
        marked.map(([, tag, mcid]) => ({ mcid: Number(mcid), tag }))
      )
      expect(parents.get(Number(page['/StructParents']))).toHaveLength(marked.length)
    }
  })

  it('is read in the order in which its text stands in the file', () => {
    const places = elements.flatMap(({ content }) =>
      content.map(({ page, mcid }) => pages.findIndex(({ reference }) => reference === page) * 10_000 + mcid)
    )
    expect(places).toEqual(places.toSorted((a, b) => a - b))
  })

  it('nests its elements as they may be nested', () => {
    const within: Record<string, readonly string[]> = {
      TR: ['Table'],
      Caption: ['Table', 'TOC'],
      TH: ['TR'],
      TD: ['TR'],
      LI: ['L'],
      Lbl: ['LI'],
      LBody: ['LI'],
      TOCI: ['TOC'],
      Figure: ['Link'],
    }
    for (const { tag, parent } of elements) if (within[tag]) expect(within[tag]).toContain(parent?.tag)
    const may: Record<string, RegExp> = {
      Table: /^(Caption )?(TR )+$/,
      L: /^(LI )+$/,
      LI: /^(Lbl )?LBody $/,
      TR: /^(T[HD] )+$/,
    }
    for (const { tag, children } of elements)
      if (may[tag]) expect(children.map((child) => `${child.tag} `).join('')).toMatch(may[tag])
    let deepest = 0
    for (const level of elements.flatMap(({ tag }) => (/^H\d$/.test(tag) ? [Number(tag[1])] : []))) {
      expect(level).toBeLessThanOrEqual(deepest + 1)
      deepest = level
    }
    expect(deepest).toBeGreaterThan(0)
  })

  it('heads the columns of its tables, whose rows are all as long', () => {
    const scopeOf = ({ dictionary: own }: StructureElement) => dictionary(own['/A'])['/Scope']
    const tables = elements.filter(({ tag }) => tag === 'Table')
    expect(tables.length).toBeGreaterThan(0)
    for (const { children } of tables) {
      const rows = children.filter(({ tag }) => tag === 'TR').map((row) => row.children)
      expect(new Set(rows.map((cells) => cells.length)).size).toBe(1)
      for (const cell of rows.flat()) expect(scopeOf(cell) !== undefined).toBe(cell.tag === 'TH')
      expect(rows[0]!.every(({ tag }) => tag === 'TH')).toBe(true)
    }
  })

  it('says how its lists are counted', () => {
    const counted = elements.filter(
      ({ tag, children }) =>
        tag === 'L' && /Decimal|LowerAlpha/.test(JSON.stringify(children[0]?.parent?.dictionary['/A'] ?? ''))
    )
    expect(counted.length).toBeGreaterThan(5)
  })

  it('describes its figure, says where it is, and names its links', () => {
    const figures = elements.filter(({ tag }) => tag === 'Figure')
    expect(figures).toHaveLength(1)
    expect(text(figures[0]!.dictionary['/Alt'])).toMatch(/(QR code: |二维码：)https:/)
    expect(list(dictionary(figures[0]!.dictionary['/A'])['/BBox'])).toHaveLength(4)
    const annotations = pages.flatMap(({ page }) => list(page['/Annots']).map(dictionary))
    const linked = elements.filter(({ tag }) => tag === 'Link').flatMap(({ annotations: own }) => own)
    expect(linked).toHaveLength(annotations.length)
    for (const annotation of annotations) {
      expect(text(annotation['/Contents'])).not.toBe('')
      expect(Number(annotation['/F']) & 4).toBe(4) // printed
      expect(annotation['/StructParent']).toBeTypeOf('number')
    }
  })

  it('is a sound file', async () => {
    expect(await inspect(pdf, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors')
  })
})

// PDFBox Preflight knows PDF/A-1b alone: its view of fonts, colours, metadata, outline and file structure.
const jars = [
  'preflight',
  'pdfbox2',
  'xmpbox',
  'fontbox2',
  'commons-logging',
  'commons-io',
  'javax.activation',
  'jaxb-api',
]
const classes = jars.map((jar) => `/usr/share/java/${jar}.jar`).join(':')

it.each(forms)(
  'the %s contract passes a validator as PDF/A-1b',
  async (form) => {
    const pdf = await renderDocument(sampleContract(form), fonts, 'PDF/A-1b')
    const validator = 'org.apache.pdfbox.preflight.Validator_A1b'
    expect(await inspect(pdf, 'java', '-cp', classes, validator, 'FILE')).toContain('is a valid PDF/A-1b file')
  },
  60_000
)

describe('the languages of a document', () => {
  const { anatomy } = fileOf('bilingual')
  it('are those of its elements', async () => {
    const languages = new Set(anatomy.elements.map(({ lang }) => lang))
    expect(languages).toEqual(new Set(['zh-CN', 'en']))
    const said = squeezed(await inspect(fileOf('bilingual').pdf, 'pdfinfo', '-struct-text', 'FILE'))
    expect(said).toContain('"PatentLicenceAgreement"')
  })

  it('change within a paragraph where a run says so', async () => {
    const block = {
      role: 'paragraph',
      lang: 'zh-CN',
      runs: [{ text: '由' }, { text: 'Smith & Co', lang: 'en' }, { text: '承担。' }],
    } as const
    const { pages } = await dissect(await render({ ...sampleContract('zh-CN'), blocks: [block] }))
    expect(pages[0]!.content).toMatch(/BT [^\n]*TJ \/Span <<\/Lang \(en\)>> BDC [^\n]*TJ EMC [^\n]*TJ ET/)
  })
})

describe('attachments', () => {
  it('lie in the file as they are, as the source it was made from', async () => {
    const { pdf, anatomy } = fileOf('en')
    const [file] = anatomy.list(anatomy.catalog['/AF']).map(anatomy.dictionary)
    expect(file?.['/AFRelationship']).toBe('/Source')
    expect(text(file?.['/UF'])).toBe('contract.json')
    expect(text(file?.['/Desc'])).not.toBe('')
    const stream = anatomy.dictionary(file?.['/EF'])['/F']
    expect(anatomy.dictionary(stream)['/Subtype']).toBe('/application/json')
    expect(text(anatomy.dictionary(anatomy.dictionary(stream)['/Params'])['/ModDate'])).toBe('D:20261124060000Z')
    expect(anatomy.stream(stream)).toBe('{"number":"LIC-2026-0017"}')
    expect(await inspect(pdf, 'pdfdetach', '-list', 'FILE')).toContain('contract.json')
  })

  it('change no page', async () => {
    expect(await pagesOf(fileOf('en').pdf)).toEqual(await pagesOf(await render(sampleContract('en'))))
  })
})

it('keeps the words of two lines apart', async () => {
  const long = 'The Licensee shall, without undue delay, report each improvement to the Licensor in writing. '.repeat(3)
  const spec = { ...sampleContract('en'), blocks: [{ role: 'paragraph', lang: 'en', runs: [{ text: long }] }] } as const
  const said = await inspect(await render(spec), 'pdfinfo', '-struct-text', 'FILE')
  expect(said.replace(/"\s*"/g, '')).toContain(long.trim())
})
