import { describe, expect, it } from 'vitest'
import { ContractFacts } from '../../src/contracts/facts.ts'
import { contractKinds } from '../../src/contracts/kinds/index.ts'
import { languageFaults } from '../../src/contracts/languages.ts'
import { formOf, open, pageOf, textOf } from '../support/html.ts'
import { withApproved } from './approved.ts'

const change = {
  territory: { zh: '中国大陆' },
  field: { zh: '轴流风机' },
  remuneration: {
    model: 'running_royalty',
    currency: 'CNY',
    base: { kind: 'net_sales', definition: { zh: '不含税发票金额' } },
    bands: [{ upTo: null, rate: 30_000 }],
    period: 'year',
    reportDays: 30,
    payDays: 45,
  },
}

describe('a form of the contract', () => {
  it.each(['en', 'bilingual'])('is not issued in %s while a text has no English', async (locale) => {
    const desk = await withApproved({ change })
    const answer = await desk.post(locale)
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] }
    expect(errors.map(({ path }) => path)).toEqual(['territory', 'field', 'remuneration.base.definition'])
    expect(errors[0]!.message).toBe('“中国大陆”缺少英文文本')
    expect((await desk.post('zh-CN')).status).toBe(201)
    const preview = await desk.as.legal.send('POST', `/api/agreements/${desk.agreement.id}/contract_previews`, {
      json: { locale },
    })
    expect(preview.status).toBe(200)
  })

  it('says on the page which form lacks how much, and where it is put right', async () => {
    const desk = await withApproved({ change })
    const path = `/agreements/${desk.agreement.id}/contracts`
    expect(textOf((await open(desk.as.legal, path)).querySelector('#f-locale-en-note'))).toContain('还缺 3 项')
    const page = await pageOf(await desk.as.legal.send('POST', path, { form: { locale: 'en' } }), 422)
    expect(textOf(page.querySelector('.td-errors'))).toContain('“不含税发票金额”缺少英文文本')
    expect(page.querySelectorAll('.td-errors li a')).toHaveLength(3)
    expect(formOf(page)['locale']).toBe('en')
  })
})

const facts = (more: object) => ContractFacts.parse({ ...contractKinds.licence_patent.example, ...more })
const [giver, taker] = contractKinds.licence_patent.example.parties!
const [patent] = contractKinds.licence_patent.example.patents!
const pathsOf = (more: object, form: 'zh-CN' | 'en' | 'bilingual') =>
  languageFaults(facts(more), form).map(({ path }) => path.join('.'))

it.each<[string, object, string[], string[]]>([
  ['nothing missing', {}, [], []],
  ['a patent without an English title', { patents: [{ ...patent, title: { zh: '叶片' } }] }, [], ['patents.0.title']],
  [
    'a Chinese patent without a Chinese one',
    { patents: [{ ...patent, title: { en: 'Blade' } }] },
    ['patents.0.title'],
    [],
  ],
  ['a foreign patent in its own words', { patents: [{ ...patent, officeCode: 'US', title: { en: 'Blade' } }] }, [], []],
  [
    'a foreign firm in its own script',
    { parties: [giver, { ...taker, country: 'US', name: { en: 'Blade Inc.' }, address: { en: 'Main St' } }] },
    [],
    [],
  ],
  [
    'a Chinese firm without English',
    { parties: [giver, { ...taker, name: { zh: '某公司' }, address: { zh: '某路' } }] },
    [],
    ['parties.1.name', 'parties.1.address'],
  ],
  [
    'a holder that is no party',
    { patents: [{ ...patent, patentees: [giver!.name, { zh: '某研究院' }] }] },
    [],
    ['patents.0.patentees.1'],
  ],
])('%s', (_, more, chinese, english) => {
  expect(pathsOf(more, 'zh-CN')).toEqual(chinese)
  expect(pathsOf(more, 'en')).toEqual(english)
  expect(pathsOf(more, 'bilingual').toSorted()).toEqual([...chinese, ...english].toSorted())
})
