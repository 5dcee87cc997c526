import { strToU8, zipSync } from 'fflate'
import { describe, expect, it } from 'vitest'
import { inspect, largest, type Upload } from '../../src/attachments/inspect.ts'
import { Refusal } from '../../src/kernel/errors.ts'
import { jpg, joined, office, pdf, png, typeOf } from './files.ts'

const sent = (name: string, bytes: Uint8Array, type = typeOf[name.split('.').at(-1)!.toLowerCase()] ?? ''): Upload => ({
  name,
  type,
  bytes,
})
async function refused(upload: Upload): Promise<{ code: string; key: string; at: string }> {
  const error: unknown = await inspect(upload).then(
    () => null,
    (thrown: unknown) => thrown
  )
  if (!(error instanceof Refusal)) throw new Error(`${upload.name} was taken`)
  const [first] = error.faults
  return { code: error.code, key: error.key.replace('attachment.', ''), at: first?.path.join('.') ?? '' }
}

/** As much as `size` bytes of nothing, in an entry of its own. */
const empty = (size: number): Uint8Array => new Uint8Array(size)
/** Changes what the central directory says of its entries; `entry` counts from 0. */
function edited(zip: Uint8Array, change: (data: DataView, at: number, entry: number) => void): Uint8Array {
  const copy = zip.slice()
  const data = new DataView(copy.buffer)
  const end = copy.length - 22
  let at = data.getUint32(end + 16, true)
  for (let i = 0; i < data.getUint16(end + 10, true); i++) {
    change(data, at, i)
    at += 46 + data.getUint16(at + 28, true) + data.getUint16(at + 30, true) + data.getUint16(at + 32, true)
  }
  return copy
}

describe('takes what the list allows', () => {
  it.each<[string, Uint8Array, string?]>([
    ['说明.pdf', pdf()],
    ['图.png', png],
    ['照片.JPG', jpg],
    ['photo.jpeg', jpg],
    ['合同.docx', office('docx')],
    ['表.xlsx', office('xlsx')],
    ['no type.docx', office('docx'), ''],
    ['no type.pdf', pdf(), 'application/octet-stream'],
    ['typed.pdf', pdf(), 'Application/PDF; name=x'],
    ['with an entry of a megabyte.xlsx', office('xlsx', { 'xl/a.xml': empty(900_000) })],
    ['goes to a page.pdf', pdf('/OpenAction[3 0 R/Fit]')],
  ])('%s', async (name, bytes, type) => {
    expect((await inspect(sent(name, bytes, type))).name).toBe(name)
  })
})

const svg = joined('<?xml version="1.0"?><svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')
const html = joined('<!doctype html><script>alert(1)</script>')
describe('ASVS 5.2.2: refuses with 415 where extension, content and declared type do not agree', () => {
  it.each<[string, Uint8Array, string, string?]>([
    ['a.svg', svg, 'kind_refused'],
    ['a.svg', png, 'kind_refused'],
    ['a.png', svg, 'kind_differs'],
    ['a.png', svg, 'kind_differs', 'image/svg+xml'],
    ['a.html', html, 'kind_refused'],
    ['a.pdf', html, 'kind_differs'],
    ['a.jpg', html, 'kind_differs', 'text/html'],
    ['a.pdf', png, 'kind_differs'],
    ['a.png', jpg, 'kind_differs'],
    ['a.png', png, 'kind_differs', 'image/svg+xml'],
    ['a.pdf', pdf(), 'kind_differs', 'text/html'],
    ['a.pdf', pdf(), 'kind_differs', 'text/plain'],
    ['a.docx', office('xlsx'), 'zip_broken'],
    ['a.docx', zipSync({ 'a.txt': strToU8('x') }), 'zip_broken'],
    ['a.docx', pdf(), 'kind_differs'],
    ['a.zip', office('docx'), 'kind_refused'],
    ['a.docm', office('docx'), 'kind_refused'],
    ['a.exe', joined('MZ'), 'kind_refused'],
    ['a.pdf.exe', pdf(), 'kind_refused'],
    ['a', pdf(), 'kind_refused'],
    ['a.constructor', pdf(), 'kind_refused'],
    ['a.pdf', joined('   ', pdf()), 'kind_differs'],
  ])('%s (%#): %s', async (name, bytes, key, type) => {
    const found = await refused(sent(name, bytes, type))
    expect(found).toEqual({ code: key === 'zip_broken' ? 'invalid' : 'unsupported', key, at: 'file' })
  })
})

describe('ASVS 5.2.2: refuses what is two kinds of file at once', () => {
  it.each<[string, Uint8Array]>([
    ['image and ZIP.png', joined(png, office('docx'))],
    ['image and ZIP.jpg', joined(jpg, zipSync({ 'a.class': strToU8('x') }))],
    ['PDF and ZIP.pdf', joined(pdf(), office('docx'))],
    ['PDF and page.pdf', joined('%PDF-1.4\n<html><script>alert(1)</script>', pdf())],
    ['image and page.jpg', joined(jpg.subarray(0, 20), '<script>alert(1)</script>', jpg.subarray(20))],
    ['image and PDF.jpg', joined(jpg.subarray(0, 20), pdf(), jpg.subarray(20))],
  ])('%s', async (name, bytes) => {
    expect(await refused(sent(name, bytes))).toEqual({ code: 'unsupported', key: 'two_kinds', at: 'file' })
  })
})

describe('ASVS 5.2.3: refuses in less than a second what unpacks to far more', () => {
  const bombs: [string, () => Uint8Array, string][] = [
    [
      'a directory that says 250 MB',
      () =>
        edited(
          office('docx', Object.fromEntries(Array.from({ length: 250 }, (_, i) => [`word/${i}.bin`, empty(10)]))),
          (data, at, i) => i > 1 && data.setUint32(at + 24, 1024 * 1024, true)
        ),
      'zip_bomb',
    ],
    ['more than a hundred times its size', () => office('xlsx', { 'xl/a.xml': empty(4 * 1024 * 1024) }), 'zip_bomb'],
    [
      'a directory of 2,001 entries',
      () => office('docx', Object.fromEntries(Array.from({ length: 2_001 }, (_, i) => [`word/${i}`, empty(1)]))),
      'zip_bomb',
    ],
    [
      'a directory that says less than there is',
      () =>
        edited(
          office('docx', { 'word/a.bin': empty(10 * 1024 * 1024) }),
          (data, at, i) => i === 2 && data.setUint32(at + 24, 1_000, true)
        ),
      'zip_bomb',
    ],
    [
      'entries that share their bytes',
      () => {
        const zip = office(
          'docx',
          Object.fromEntries(
            Array.from({ length: 50 }, (_, i) => [
              `word/${i}.bin`,
              new Uint8Array(Buffer.from(String(i).repeat(9_000))),
            ])
          )
        )
        let first = 0
        return edited(zip, (data, at, i) => {
          if (i === 2) first = data.getUint32(at + 42, true)
          if (i > 2) {
            data.setUint32(at + 42, first, true)
            data.setUint32(at + 20, zip.length, true)
          }
        })
      },
      'zip_bomb',
    ],
    ['a locked document', () => edited(office('docx'), (data, at) => data.setUint16(at + 8, 1, true)), 'zip_broken'],
    ['an entry outside of it', () => office('docx', { '../../word/x': empty(1) }), 'zip_broken'],
    ['a directory cut off', () => edited(office('docx'), (data, at) => data.setUint32(at, 0, true)), 'zip_broken'],
    ['macros', () => office('docx', { 'word/vbaProject.bin': empty(1) }), 'macros'],
    [
      'an entry packed in an unknown way',
      () => edited(office('docx'), (data, at) => data.setUint16(at + 10, 99, true)),
      'zip_bomb',
    ],
  ]
  it.each(bombs)('%s', async (_, make, key) => {
    const bytes = make()
    const name = Buffer.from(bytes).includes('xl/workbook') ? 'a.xlsx' : 'a.docx'
    const before = process.cpuUsage()
    const found = await refused(sent(name, bytes))
    // Of the processor's time: others may use this machine, too.
    expect(process.cpuUsage(before).user).toBeLessThan(1_000_000)
    expect(found).toEqual({ code: 'invalid', key, at: 'file' })
  })
})

it.each([
  '/JavaScript',
  '/S/JavaScript/JS(app.alert(1))',
  '/S /Launch /F(cmd.exe)',
  '/S/#4a#61vaScript',
  '/S/Launc#68',
])('refuses a PDF that acts: %s', async (action) => {
  const found = await refused(sent('a.pdf', pdf(`/OpenAction<<${action}>>`)))
  expect(found).toEqual({ code: 'invalid', key: 'pdf_acts', at: 'file' })
  const deep = joined('%PDF-1.4\n%', ' '.repeat(1024 * 1024 - 14), pdf(`/OpenAction<<${action}>>`))
  expect((await refused(sent('a.pdf', deep))).key).toBe('pdf_acts')
})

it('V2.3.2 takes 25 MB and refuses one byte more', async () => {
  const full = joined(pdf(), ' '.repeat(largest - pdf().length))
  expect((await inspect(sent('a.pdf', full))).bytes.length).toBe(largest)
  expect(await refused(sent('a.pdf', joined(full, ' ')))).toEqual({ code: 'too_large', key: 'too_large', at: 'file' })
  expect((await refused(sent('a.pdf', new Uint8Array()))).key).toBe('empty')
})

describe('names', () => {
  it.each<[string, string]>([
    ['C:\\fakepath\\专利.pdf', '专利.pdf'],
    ['../../etc/专利.pdf', '专利.pdf'],
    ['a\u202efdp.exe.pdf', 'afdp.exe.pdf'],
    ['a\r\nSet-Cookie: x=1.pdf', 'a Set-Cookie: x=1.pdf'],
    ['a\u0000\u0007b\u061c.pdf', 'ab .pdf'],
    ['\ud800单.pdf', '单.pdf'],
    ['  a   b .pdf ', 'a b .pdf'],
    [`${'长'.repeat(196)}.pdf`, `${'长'.repeat(196)}.pdf`],
  ])('%j is kept as %j', async (name, kept) => {
    expect((await inspect(sent(name, pdf(), typeOf['pdf']))).name).toBe(kept)
  })
  it.each<[string, string]>([
    [`${'长'.repeat(197)}.pdf`, 'name_long'],
    ['身份证11010519491231002X.pdf', 'resident_id'],
    ['1101 0519 4912 3100 2X 复印件.pdf', 'resident_id'],
    ['.pdf', 'name_missing'],
    [' ..pdf', 'name_missing'],
  ])('%j is refused: %s', async (name, key) => {
    expect((await refused(sent(name, pdf()))).key).toBe(key)
  })
})
