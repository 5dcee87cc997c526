import fc from 'fast-check'
import { describe, expect, it } from 'vitest'
import { z } from 'zod'
import { Uscc } from '../../src/organisations/uscc.ts'
import { Orcid } from '../../src/people/orcid.ts'
import { applicationNumberFault, readChineseNumber } from '../../src/patents/application-number.ts'
import { readIpc } from '../../src/patents/ipc.ts'
import { CalendarDate } from '../../src/kernel/dates.ts'
import { fault } from '../../src/kernel/errors.ts'
import { Currency, parseAmount } from '../../src/kernel/money.ts'
import { findResidentId, hideResidentIds, quote } from '../../src/kernel/resident-id.ts'
import { parsePercent } from '../../src/kernel/shares.ts'
import { line } from '../../src/kernel/text.ts'
import applications from '../fixtures/cn-application-numbers.json' with { type: 'json' }
import codes from '../fixtures/cn-uscc.json' with { type: 'json' }
import vectors from '../fixtures/identifiers.json' with { type: 'json' }

const specimens = vectors['cn-resident-id'].accepted.map(({ typed }) => typed)
const specimen = '11010519491231002X'
const fullWidth = (text: string) =>
  text.replace(/[!-~]/g, (letter) => String.fromCodePoint(letter.codePointAt(0)! + 0xfee0))

describe.each(specimens)('the specimen %s', (number) => {
  it.each([
    ['alone', number],
    ['in lower case', number.toLowerCase()],
    ['full-width', fullWidth(number)],
    ['spaced in groups', `${number.slice(0, 6)} ${number.slice(6, 14)} ${number.slice(14)}`],
    ['spaced all through', Array.from(number).join(' ')],
    ['hyphenated', `${number.slice(0, 6)}-${number.slice(6, 14)}-${number.slice(14)}`],
    ['with long dashes', Array.from(number).join('—')],
    ['with invisible characters', Array.from(number).join('\u200b')],
    ['in a sentence', `发明人张三，身份证号码${number}，男。`],
    ['after a year', `born 1990 ${number}`],
    ['before a year', `${number} 2026`],
    ['in a file name', `张三_身份证${number}.pdf`],
    ['touching letters', `ID${number}scan.jpg`],
    ['broken over lines', `${number.slice(0, 10)}\n${number.slice(10)}`],
  ])('is found %s', (_, text) => {
    expect(findResidentId(text)).toBe(number)
    expect(hideResidentIds(text)).not.toMatch(/\d{4}.*\d{3}/s.test(text.replace(number, '')) ? number : /\d{6}/)
    expect(findResidentId(hideResidentIds(text))).toBeNull()
  })
})

it.each(vectors['cn-resident-id'].refused)('lets $typed pass: $because', ({ typed }) => {
  expect(findResidentId(typed)).toBeNull()
})

it('lets credit codes and patent numbers pass in any text', () => {
  for (const { uscc } of codes.codes) expect(findResidentId(`代码 ${uscc}`), uscc).toBeNull()
  const all = applications.numbers.map(({ typed }) => typed)
  expect(findResidentId(all.join('\n'))).toBeNull()
  expect(findResidentId(all.join(', '))).toBeNull()
})

it('finds a number only where its check character is right', () => {
  fc.assert(
    fc.property(fc.constantFrom(...'0123456789X'), (check) => {
      const number = specimen.slice(0, 17) + check
      expect(findResidentId(number)).toBe(check === 'X' ? number : null)
    })
  )
})

it('leaves text without such a number as it is', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (text) => {
      fc.pre(findResidentId(text) === null)
      expect(hideResidentIds(text)).toBe(text)
    })
  )
})

it('hides each of several numbers and nothing else', () => {
  expect(hideResidentIds(`甲 ${specimen}，乙 34052419800101001X。`)).toBe('甲 …,乙 …。')
})

it('cuts a quotation after hiding, and not through a character', () => {
  expect(quote(`${'x'.repeat(40)}${specimen}`, 50)).toBe(`${'x'.repeat(40)}…`)
  expect(quote('ab𬱖', 3)).toBe('ab')
})

it('never repeats it, whichever field it was typed into', () => {
  const answers = [
    ...[Uscc, Orcid, CalendarDate, Currency, line(100)].map((schema) => z.safeParse(schema, specimen).error?.issues),
    parseAmount(specimen, 'CNY'),
    parsePercent(specimen, []),
    applicationNumberFault(specimen, readChineseNumber(specimen), []),
    fault([], specimen, 'input.ipc', { value: specimen }),
  ]
  expect(readIpc(specimen)).toBeNull()
  for (const answer of answers) {
    expect(answer).toBeTruthy()
    expect(JSON.stringify(answer)).not.toContain(specimen.slice(0, 12))
  }
})
