import { describe, expect, it } from 'vitest'
import { ContractFacts } from '../../src/contracts/facts.ts'
import { contractForms } from '../../src/contracts/form.ts'
import { contractKindList, sampleContract } from '../../src/contracts/sample.ts'
import { diskFonts } from '../../src/pdf/disk-fonts.ts'
import { dissect } from '../pdf/anatomy.ts'
import { inspect, pagesOf, squeezed } from '../pdf/tools.ts'

const fonts = diskFonts('dist/public/fonts')
const cases = contractKindList().flatMap(({ id }) => contractForms.map((form) => ({ id, form })))

it('lists each kind with its title in both languages', () => {
  expect(contractKindList()).toEqual([
    { id: 'licence_patent', title: { 'zh-CN': '专利实施许可合同', en: 'Patent Licence Agreement' } },
    { id: 'transfer_patent_right', title: { 'zh-CN': '专利权转让合同', en: 'Patent Transfer Agreement' } },
  ])
})

describe.each(cases)('the worked example of $id in $form', ({ id, form }) => {
  it('is a sound file with embedded fonts, the same each time, that gives its facts back', async () => {
    const pdf = await sampleContract(id, form, fonts, { final: true })
    expect(Buffer.from(await sampleContract(id, form, fonts, { final: true })).equals(Buffer.from(pdf))).toBe(true)
    expect(await inspect(pdf, 'qpdf', '--check', 'FILE')).toContain('No syntax or stream encoding errors')
    const [, , ...rows] = (await inspect(pdf, 'pdffonts', 'FILE')).trim().split('\n')
    for (const row of rows) expect(row).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/)
    const pages = await pagesOf(pdf)
    const text = squeezed(pages.map((page) => page.trim().split('\n').slice(1, -1).join('\n')).join(''))
    const common = [
      '沈知远',
      '顾𬱖',
      '龑岚',
      '陆鸣',
      '12100000MB0X00000F',
      'ZL202019900012.2',
      'contracts@jingling.example.com',
    ]
    const money = id === 'licence_patent' ? ['3,600,000.00', '150,000.00'] : ['4,800,000.00', '2,880,000.00']
    const chinese = ['2020年12月15日', id === 'licence_patent' ? '人民币叁佰陆拾万元整' : '人民币肆佰捌拾万元整']
    const english = [
      '15December2020',
      id === 'licence_patent' ? 'threemillionsixhundredthousand' : 'fourmillioneighthundredthousand',
    ]
    const own = form === 'zh-CN' ? chinese : form === 'en' ? english : [...chinese, ...english]
    for (const fact of [...common, ...money, ...own]) expect(text).toContain(fact)
    expect(text).not.toMatch(/DRAFT|待补充/)
    expect(squeezed(pages[0]!)).toContain(id === 'licence_patent' ? 'CON-2026-0001' : 'CON-2026-0002')
  }, 30_000)
})

it('carries its facts for machines once it is final', async () => {
  const pdf = await sampleContract('licence_patent', 'bilingual', fonts, { final: true })
  const { catalog, dictionary, list, stream } = await dissect(pdf)
  const [attached] = list(catalog['/AF'])
  const file = Buffer.from(stream(dictionary(dictionary(attached)['/EF'])['/F']), 'latin1').toString('utf8')
  const { form, facts } = JSON.parse(file) as { form: string; facts: unknown }
  expect(form).toBe('bilingual')
  expect(ContractFacts.parse(facts)).toMatchObject({ number: 'CON-2026-0001', kind: 'licence_patent' })
  expect(file).not.toMatch(/organisationId|patentId/)
  expect(await inspect(await sampleContract('licence_patent', 'en', fonts), 'pdfdetach', '-list', 'FILE')).toContain(
    '0 embedded'
  )
})

it('is a draft unless it is asked for as it would be issued', async () => {
  const pages = await pagesOf(await sampleContract('licence_patent', 'en', fonts))
  expect(squeezed(pages[0]!)).toContain('Draft,notnumbered')
  expect(squeezed(pages.join(''))).not.toContain('https://')
})
