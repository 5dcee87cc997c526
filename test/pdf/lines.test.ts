import * as fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import type { Language } from '../../src/pdf/blocks.ts'
import { facesOf } from '../../src/pdf/faces.ts'
import { type Align, type Line, setLines } from '../../src/pdf/lines.ts'
import { fonts } from './fonts.ts'

const faces = facesOf(fonts)
const textOf = (line: Line) => line.items.map(({ text }) => text).join('')
const set = (text: string, width: number, lang: Language = 'zh-CN', align: Align = 'justify') =>
  setLines([{ text }], { lang, size: 10, align }, width, faces)

const han = fc.constantFrom(...Array.from('本合同自双方签字盖章之日起生效甲乙应当专利许可龑𬱖'))
const word = fc.constantFrom(
  'licence',
  'Party',
  'PCT/CN2024/000123',
  '1,885,500.50',
  '5%',
  'a',
  'e-mail',
  'GB/T',
  'R&D'
)
const closing = fc.constantFrom(
  '。',
  '，',
  '、',
  '；',
  '：',
  '！',
  '？',
  '）',
  '》',
  '」',
  '”',
  '’',
  '】',
  '%',
  '）。',
  '”，',
  '》）'
)
const opening = fc.constantFrom('（', '《', '“', '「', '【', '‘', '（“', '¥')
const between = fc.constantFrom(' ', '——', '……', '·', '-', '/')
const piece = fc.oneof({ weight: 8, arbitrary: han }, { weight: 2, arbitrary: word }, closing, opening, between)
const mixed = fc.array(piece, { minLength: 1, maxLength: 160, size: 'max' }).map((pieces) => pieces.join(''))

const mayNotStart = /^[。，、；：！？）》」”’】%·—…]/
const mayNotEnd = /[（《“「【‘¥]$/

describe('lines', () => {
  it('never begin with closing or end with opening punctuation', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 150, max: 460 }), (text, width) => {
        const lines = set(text, width).map(textOf)
        for (const line of lines.slice(1)) expect(line).not.toMatch(mayNotStart)
        for (const line of lines.slice(0, -1)) expect(line).not.toMatch(mayNotEnd)
      })
    )
  })

  it('lose nothing but the spaces at which they end', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 12, max: 460 }), (text, width) => {
        const joined = set(text, width).map(textOf).join('')
        expect(joined.replaceAll(' ', '')).toBe(text.replaceAll(' ', ''))
      })
    )
  })

  it('are never wider than the column, even where a word is', () => {
    fc.assert(
      fc.property(mixed, fc.integer({ min: 90, max: 460 }), (text, width) => {
        for (const line of set(text, width)) expect(line.width).toBeLessThanOrEqual(width + 0.1)
      })
    )
  })

  it('fill the column when justified, in either language', () => {
    const chinese =
      '乙方应当在每一会计年度结束后45日内，向甲方提交经审计的净销售额报告（含CFM-200系列），并在提交报告后15日内支付提成费。'
    const english =
      'Within 45 days of the end of each financial year, Party B shall submit an audited report of Net Sales to Party A.'
    for (const [text, lang] of [
      [chinese, 'zh-CN'],
      [english, 'en'],
    ] as const)
      for (const line of set(text, 300, lang).slice(0, -1)) expect(line.width).toBeCloseTo(300, 0)
  })

  it('do not end a paragraph with a single character', () => {
    const last = set('甲方应当在许可期限内按时缴纳许可专利的年费，维持其有效的状态。', 300).at(-1)
    expect(last?.items.length).toBeGreaterThan(2)
  })

  it.each([
    ['中文A', 0.2], // between ideograph and letter
    ['共5页', 0.4],
    ['中文', 0],
    ['（《', -0.5],
    ['》。', -0.5],
    ['》（', -0.5],
  ])('put %s %d em apart from its plain width', (text, extra) => {
    const [line] = set(text, 400, 'zh-CN', 'left')
    const plain = line!.items.reduce((sum, item) => sum + item.advance, 0)
    const blanks = (/^[（《]/.test(text) ? 0.5 : 0) + (/[。》]$/.test(text) ? 0.5 : 0)
    expect(line!.width / 10 - plain + blanks).toBeCloseTo(extra, 5)
  })

  it.each([
    ['“甲方”', 'zh-CN', ['han', 'han', 'han', 'han']],
    ['“A”', 'en', ['latin', 'latin', 'latin']],
    ['甲’s', 'zh-CN', ['han', 'han', 'latin']],
    ['A’s', 'zh-CN', ['latin', 'latin', 'latin']],
    ['①', 'en', ['han']],
  ] as const)('draw %s in %s with the right fonts', (text, lang, expected) => {
    expect(set(text, 400, lang)[0]!.items.map(({ face }) => face)).toEqual(expected)
  })

  it('place a combining mark over its letter without room of its own', () => {
    const [line] = set('ê̄', 400, 'en')
    expect(line!.items.map(({ text }) => text)).toEqual(['e', '\u0302', '\u0304'])
    expect(line!.items[1]).toMatchObject({ kind: 'part', advance: 0 })
    expect(line!.items[2]!.dy).toBeGreaterThan(0)
  })
})
