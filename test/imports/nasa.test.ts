import { readFile } from 'node:fs/promises'
import { describe, expect, it } from 'vitest'
import { CsvProblem, readCsv } from '../../src/imports/csv.ts'
import { nasaColumns, planNasa } from '../../src/imports/nasa.ts'
import { fill } from '../../src/kernel/messages.ts'

// A slice of NASA's portfolio of 2014-10-31 (technology.nasa.gov; public domain): every odd row and some plain ones.
const file = await readFile('test/fixtures/nasa-portfolio.csv')
const today = '2026-11-24'
const bytes = (text: string) => new TextEncoder().encode(text)

const plain = {
  Category: 'optics',
  Abstract: 'A lens.',
  Title: 'Panoramic lens',
  'Reference Number': 'MFS-1',
  Center: 'MSFC',
  'Patent Number': '6424470',
  'Serial Number': '09/627,599',
  'Expiration Date': '2030-07-28 00:00:00',
  Facility: 'NASA Marshall Space Flight Center',
}
const planOf = (...changes: Partial<Record<keyof typeof plain, string>>[]) =>
  planNasa(
    changes.map((change, i) => ({ row: i + 2, cells: { ...plain, ...change } })),
    today
  )
const said = (plan: ReturnType<typeof planNasa>) =>
  plan.faults.map(({ row, column, value, key, params, stored }) => [
    row,
    column,
    value,
    fill('en', key, params),
    stored,
  ])

describe('one row', () => {
  it.each([
    ['a granted patent', {}, { status: 'granted', patentNumber: '6424470', applicationNumber: '09/627599' }],
    [
      'its end behind us',
      { 'Expiration Date': '2020-07-28 00:00:00' },
      { status: 'expired', expiryDate: '2020-07-28' },
    ],
    ['an application', { 'Patent Number': '0' }, { status: 'filed', patentNumber: null }],
    ['no date', { 'Expiration Date': '1970-01-01 00:00:00' }, { status: 'granted', expiryDate: null }],
    ['no serial number', { 'Serial Number': '/0' }, { status: 'granted', applicationNumber: null }],
    ['a reissue', { 'Patent Number': 'RE43,880' }, { patentNumber: 'RE43880' }],
  ])('with %s', (_, change, patent) => {
    const plan = planOf(change)
    expect(plan.faults).toEqual([])
    expect(plan.records[0]!.patent).toMatchObject(patent)
  })

  it('without any number is an achievement alone', () => {
    const none = { 'Patent Number': '', 'Serial Number': '', 'Expiration Date': '1970-01-01 00:00:00' }
    expect(planOf(none).records[0]).toMatchObject({ sourceReference: 'MFS-1', patent: null })
  })

  it('keeps its words in English, its entities undone, its category as field and keyword', () => {
    const { achievement } = planOf({ Title: 'A &quot;cool&quot; lens &amp; mount', Abstract: '' }).records[0]!
    expect(achievement).toMatchObject({
      title: { en: 'A "cool" lens & mount' },
      field: 'electronics',
      keywords: ['optics'],
    })
    expect(achievement).not.toHaveProperty('abstract')
  })

  it.each([
    ['no title', { Title: ' ' }, ['Title', '', 'This is needed']],
    ['no reference', { 'Reference Number': '' }, ['Reference Number', '', 'This is needed']],
    ['a title too long', { Title: 'x'.repeat(301) }, ['Title', 'x'.repeat(80), expect.stringContaining('300')]],
  ])('is refused for %s', (_, change, [column, value, reason]) => {
    const plan = planOf(change)
    expect([plan.refused, plan.records.length]).toEqual([1, 0])
    expect(said(plan)).toEqual([[2, column, value, reason, false]])
  })

  it('is refused for a resident-ID number, which is not repeated', () => {
    const plan = planOf({ Abstract: 'ask 11010519491231002X' })
    expect(plan.refused).toBe(1)
    expect(JSON.stringify(plan.faults)).not.toContain('19491231')
  })

  it.each([
    ['Serial Number', '40/863,835', 'Not a US application number; left out'],
    ['Serial Number', '11/1,465', 'Taken as 11/001465'],
    ['Patent Number', '464750', 'Not a US patent number; left out'],
    ['Expiration Date', '2019-02-30', 'Not a date; left out'],
    ['Category', 'alchemy', 'Unknown category; filed under “other”'],
  ])('is stored with a word on its %s %s', (column, value, reason) => {
    const plan = planOf({ [column]: value })
    expect(said(plan)).toEqual([[2, column, value, reason, true]])
    expect(plan.records).toHaveLength(1)
  })
})

describe('two rows', () => {
  const second = { 'Reference Number': 'MFS-2' }

  it('that are the same are one record', () => {
    const plan = planOf({}, {})
    expect([plan.records.length, plan.repeated]).toEqual([1, 1])
    expect(said(plan)).toEqual([[3, 'Reference Number', 'MFS-1', 'The same as row 2', false]])
  })

  it('of one reference and other contents: the first counts', () => {
    expect(said(planOf({}, { Category: 'sensors' }))).toEqual([
      [3, 'Category', 'sensors', 'Row 2 has the same reference number with other contents; left out', false],
    ])
  })

  it('of one application share its patent, each giving what it knows', () => {
    const plan = planOf({ 'Expiration Date': '1970-01-01 00:00:00' }, second)
    expect(plan.records[0]!.patent).toBe(plan.records[1]!.patent)
    expect(plan.records[0]!.patent).toMatchObject({ expiryDate: '2030-07-28', status: 'granted' })
  })

  it('of one application and two patents cannot both be right', () => {
    const plan = planOf({}, { ...second, 'Patent Number': '6424471' })
    expect(plan.records.map(({ patent }) => patent!.applicationNumber)).toEqual(['09/627599', null])
    expect(said(plan)).toEqual([
      [3, 'Serial Number', '09/627,599', 'Row 2 gives this number to another patent; left out here', true],
    ])
  })
})

describe('the file', () => {
  it('gives every row its place: stored, repeated or refused', () => {
    const plan = planNasa(readCsv(file, nasaColumns), today)
    expect([plan.rows, plan.records.length, plan.repeated, plan.refused]).toEqual([120, 109, 11, 0])
    expect(plan.faults.every(({ row, column }) => row >= 2 && row <= 121 && column !== '')).toBe(true)
    expect(said(plan)).toContainEqual([50, 'Patent Number', '464750', 'Not a US patent number; left out', true])
  })

  it('may begin with a byte-order mark', () => {
    expect(readCsv(bytes('\uFEFFa,b\r\n1,2\r\n'), ['a', 'b'])).toEqual([{ row: 2, cells: { a: '1', b: '2' } }])
  })

  it('counts rows as a spreadsheet does, through line breaks in cells and empty lines', () => {
    const rows = readCsv(bytes('a,b\n"x\ny",2\n\n3,4\n'), ['a'])
    expect(rows.map(({ row }) => row)).toEqual([2, 4])
  })

  it('tells a row that is not as long as the head', () => {
    const text = `${nasaColumns.join(',')}\r\noptics,A lens.,Lens\r\n`
    expect(said(planNasa(readCsv(bytes(text), nasaColumns), today))).toEqual([
      [2, 'Reference Number', '', 'The row has 3 columns, the head has 9', false],
    ])
  })

  it.each([
    ['another file', bytes('a,b\n1,2\n'), 'the head lacks the column'],
    ['nothing', bytes(''), 'the head lacks the column'],
    ['another encoding', new Uint8Array([0x43, 0x61, 0xe9, 0x0a]), 'not UTF-8'],
    ['a quote left open', bytes(`${nasaColumns.join(',')}\n"optics,A\n`), 'not CSV'],
  ])('is refused whole when it is %s', (_, given, why) => {
    expect(() => readCsv(given, nasaColumns)).toThrow(CsvProblem)
    expect(() => readCsv(given, nasaColumns)).toThrow(why)
  })
})
