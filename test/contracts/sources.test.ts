import { describe, expect, it } from 'vitest'
import { kindIds, kindNote, kindTitle, sourceOf, termsOf } from '../../src/contracts/kinds/index.ts'
import { readSource } from '../../src/contracts/sources.ts'
import { Terms } from '../../src/contracts/terms/index.ts'

describe.each(kindIds)('the source of %s', (id) => {
  it('has its title and its purpose in both languages', () => {
    expect(kindTitle(id, 'zh-CN')).toMatch(/^\p{Script=Han}+$/u)
    expect(kindTitle(id, 'en')).toMatch(/^[A-Z][\w ()-]+$/)
    expect(kindNote(id, 'zh-CN')).toMatch(/\p{Script=Han}+。$/u)
    expect(kindNote(id, 'en')).toMatch(/^[A-Z].+\.$/)
  })

  it('has the same clauses in both, each open to the same people', () => {
    const outline = (locale: 'zh-CN' | 'en') =>
      sourceOf(id, locale).clauses.map((clause) => [clause.id, clause.negotiable, clause.fallback === null])
    expect(outline('en')).toEqual(outline('zh-CN'))
  })

  it('says only facts that there are', () => {
    const known = Object.keys(Terms.parse({}))
    expect([...termsOf(id)].filter((name) => !known.includes(name))).toEqual([])
    expect(termsOf(id)).toContain('dispute')
    expect(termsOf(id)).toContain('copies')
  })
})

it('keeps words to the drafter out of what is printed', () => {
  const text =
    '# 合同\n> 用途。\n\n## {#price} 价款\n\n甲方付款。\n\n> officer: 可以分两期。\n\n## {#law} 法律\n\n适用中国法律。\n'
  const { note, clauses } = readSource(text, 'zh-CN')
  expect(note).toBe('用途。')
  expect(clauses[0]).toMatchObject({ id: 'price', negotiable: 'officer', fallback: '可以分两期。' })
  expect(clauses[0]?.text).not.toContain('可以分两期')
  expect(clauses[1]).toMatchObject({ id: 'law', negotiable: 'legal', fallback: null })
})

it('takes the condition above a heading into the clause', () => {
  const text = '# T\n\n## {#a} A\n\nOne.\n\n{% if x %}\n## {#b} B\n\nTwo.\n{% endif %}\n'
  expect(readSource(text, 'en').clauses.map((clause) => clause.text)).toEqual([
    '## {#a} A\n\nOne.\n\n',
    '{% if x %}\n## {#b} B\n\nTwo.\n{% endif %}\n',
  ])
})

it('refuses a common clause that there is none of', () => {
  expect(() => readSource('# T\n\n## {#nothing .common}\n', 'en')).toThrow('nothing')
})
