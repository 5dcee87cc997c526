import { readFileSync } from 'node:fs'
import { parse } from 'csv-parse/sync'
import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { composeBilingual, outline } from '../../src/contracts/compose.ts'
import type { Clause } from '../../src/contracts/clauses.ts'
import { ContractFacts, type ContractFactsInput } from '../../src/contracts/facts.ts'
import { contractKinds, kindIds } from '../../src/contracts/kinds/index.ts'
import type { ContractKind } from '../../src/contracts/kinds/kind.ts'
import { contractDocument, wordingOf } from '../../src/contracts/wording.ts'
import { type Block, textsOf } from '../../src/pdf/blocks.ts'
import { anyFacts } from './any-facts.ts'

const kinds = kindIds.map((id) => ({ ...contractKinds[id], id }))
const example = (kind: Pick<ContractKind, 'example'>) => ContractFacts.parse(kind.example)
const createdAt = '2026-11-24T06:00:00.000Z'
const issue = (facts: ContractFacts, form: 'zh-CN' | 'en' | 'bilingual') =>
  contractDocument({ ...facts, verifyUrl: 'https://desk.example.edu.cn/verify/x' }, form, { draft: false, createdAt })

type Row = { kind: string; clause_id: string; required: string }
const rows = parse<Row>(readFileSync('test/fixtures/contract-clauses.csv'), { columns: true })
const wordsOf = ({ parts }: Clause): string =>
  parts
    .flatMap(({ runs, rest }) => [...runs, ...rest.flatMap((more) => ('item' in more ? more.item : []))])
    .map(({ text }) => text)
    .join('')

/** Each run fills two wordings with other choices. */
const runs = { numRuns: 30 }

describe.each(kinds)('the wording of $id', (kind) => {
  const { id } = kind

  it('says in both languages the same clauses and paragraphs, whatever was agreed', () => {
    fc.assert(
      fc.property(anyFacts(id), (facts) => {
        expect(outline(wordingOf(facts, 'en'))).toEqual(outline(wordingOf(facts, 'zh-CN')))
      }),
      runs
    )
  })

  it.each(rows.filter((row) => row.kind === id && row.required === 'yes').map((row) => row.clause_id))(
    'has the clause %s with at least two sentences in each language',
    (clauseId) => {
      for (const [locale, end] of [
        ['zh-CN', /[。；]/g],
        ['en', /[.;](?=\s|$)/g],
      ] as const) {
        const clause = wordingOf(example(kind), locale).clauses.find((found) => found.id === clauseId)
        expect(clause, `${clauseId} in ${locale}`).toBeDefined()
        expect(wordsOf(clause!).match(end)?.length ?? 0).toBeGreaterThanOrEqual(2)
      }
    }
  )

  it('leaves nothing open in what is issued', () => {
    fc.assert(
      fc.property(anyFacts(id), fc.constantFrom('zh-CN', 'en', 'bilingual'), (facts, form) => {
        const open =
          /待补充|to be completed|undefined|\bnull\b|NaN|\{[{%]|%\}|wording\.|@(?:wording|agreement|contract)\.|_{2,}|[[\]【】〔〕]|[\ufdd0-\ufdef]/
        expect(slips(textsOf(issue(facts, form)), open)).toEqual([])
      }),
      runs
    )
  })

  it('is punctuated as each language is', () => {
    fc.assert(
      fc.property(anyFacts(id), (facts) => {
        const [chinese, english] = [proseOf(issue(facts, 'zh-CN').blocks), proseOf(issue(facts, 'en').blocks)]
        const odd = /\n|\s{2}|^\s|\s$|[，。；：、]{2}|[,.;:]{2}|\s[,.;:)]|\(\s/
        expect(slips([...chinese, ...english], odd)).toEqual([])
        expect(slips(chinese, /\p{Script=Han}\s*[,;:?!()]|[,;:?!()]\s*\p{Script=Han}/u)).toEqual([])
        expect(slips(english, /[\p{Script=Han}，。；：、（）《》]/u)).toEqual([])
      }),
      runs
    )
  })
})

/** Where a text holds what it must not, with a little around it. */
const slips = (texts: readonly string[], what: RegExp): string[] =>
  texts.flatMap((text) => {
    const found = what.exec(text)
    return found ? [text.slice(Math.max(0, found.index - 20), found.index + found[0].length + 20)] : []
  })

/** What the wording itself says: the running text, without names and tables. */
const proseOf = (blocks: readonly Block[]): string[] =>
  blocks.flatMap((block) =>
    block.role === 'paragraph' || block.role === 'heading' ? [block.runs.map(({ text }) => text).join('')] : []
  )

it('refuses to pair wordings that do not say the same', () => {
  const chinese = wordingOf(example(contractKinds.licence_patent), 'zh-CN')
  const english = wordingOf(example(contractKinds.licence_patent), 'en')
  const cut = { ...english, clauses: english.clauses.filter(({ id }) => id !== 'force') }
  expect(() => composeBilingual(chinese, cut, () => [])).toThrow('force')
})

it('marks what exists in the other language only', () => {
  const facts: ContractFactsInput = { ...contractKinds.licence_patent.example, field: { zh: '轴流风机' } }
  const { blocks } = issue(ContractFacts.parse(facts), 'en')
  const runs = blocks.flatMap((block) => (block.role === 'paragraph' ? block.runs : []))
  expect(runs).toContainEqual({ text: '轴流风机', lang: 'zh-CN' })
})

it('shows a draft with gaps, a watermark and no number', () => {
  for (const { id } of kinds) {
    const empty = ContractFacts.parse({ number: null, kind: id })
    for (const form of ['zh-CN', 'en', 'bilingual'] as const) {
      const spec = contractDocument(empty, form, { draft: true, createdAt })
      const text = textsOf(spec).join('\n')
      expect(spec.watermark).toContain('DRAFT')
      expect(spec.qr).toBeUndefined()
      expect(text).toMatch(/待补充|to be completed/)
      expect(text).not.toMatch(/CON-|undefined|null/)
    }
  }
})

describe('a licence of one patent', () => {
  const one = (locale: 'zh-CN' | 'en', more: object = {}) =>
    textOf(wordingOf(ContractFacts.parse({ ...contractKinds.licence_patent.example, ...more }), locale))
  const textOf = ({ clauses }: { clauses: readonly Clause[] }) => clauses.map(wordsOf).join('\n')
  const [patent] = contractKinds.licence_patent.example.patents!

  it('speaks of one patent throughout', () => {
    expect(one('en')).not.toMatch(/Licensed Patents|patents listed|work them|several/)
    expect(one('en')).toContain('the Licensed Patent is in force')
    expect(one('zh-CN')).not.toMatch(/多项许可专利|各项许可专利|全部许可专利/)
  })

  it('and of several where there are several', () => {
    const more = { patents: [patent, patent] }
    expect(one('en', more)).toContain('Licensed Patents are in force')
    expect(one('en', more)).toContain('when all Licensed Patents have ended')
    expect(one('zh-CN', more)).toContain('多项许可专利中的部分')
  })

  it.each([
    [false, 'none', 'that the Licensee obtains from'],
    [true, 'none', 'that the Licensee and its Affiliates obtain from'],
    [false, 'free', 'that the Licensee and its sub-licensees obtain from'],
    [true, 'free', 'that the Licensee, its Affiliates and its sub-licensees obtain from'],
  ])('counts who sells: affiliates %s, sub-licence %s', (affiliates, sublicence, said) => {
    const { terms } = contractKinds.licence_patent.example
    expect(one('en', { terms: { ...terms, affiliates, sublicence } })).toContain(said)
  })
})

it('heads the pages of a bilingual contract in both languages', () => {
  const { header } = issue(example(contractKinds.licence_patent), 'bilingual')
  expect(header).toEqual({
    left: '专利实施许可合同 Patent Licence Agreement',
    right: '合同编号：CON-2026-0001 / Agreement No. CON-2026-0001',
  })
})
