import { copyFile, mkdir, readFile, rename, stat, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { dirname, join } from 'node:path'
import subsetFont from 'subset-font'
import { create } from 'fontkit'
import type { FontFile } from './fonts.ts'
import { mergeFonts } from './merge-fonts.ts'

const require = createRequire(import.meta.url)
const packageFile = (path: string): string => require.resolve(`@expo-google-fonts/${path}`)

const full: Readonly<Partial<Record<FontFile, string>>> = {
  'noto-serif-sc-400.ttf': 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc-700.ttf': 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
  'source-serif-4-400.ttf': 'source-serif-4/400Regular/SourceSerif4_400Regular.ttf',
  'source-serif-4-700.ttf': 'source-serif-4/700Bold/SourceSerif4_700Bold.ttf',
}
const core: Readonly<Partial<Record<FontFile, string>>> = {
  'noto-serif-sc-400-core.ttf': 'noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf',
  'noto-serif-sc-700-core.ttf': 'noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf',
}

// Kai beside Song: for a rare name better than none. Cut in pieces for the web, of which a dozen hold what is wanted.
const rare: Readonly<Partial<Record<FontFile, string>>> = {
  'lxgw-wenkai-400-rare.ttf': 'LXGWWenKai-Regular',
  'lxgw-wenkai-500-rare.ttf': 'LXGWWenKai-Medium',
}
const pieces = (weight: string): string => require.resolve(`@chinese-fonts/lxgwwenkai/dist/${weight}/result.css`)

/** Puts the fonts and their licences (SIL OFL 1.1) into a folder. What is there and not older than its source is left. */
export async function buildFonts(folder: string): Promise<void> {
  await mkdir(folder, { recursive: true })
  for (const [file, source] of Object.entries(full)) await make(join(folder, file), packageFile(source), copyFile)
  for (const [file, source] of Object.entries(core)) await make(join(folder, file), packageFile(source), writeCore)
  for (const [file, weight] of Object.entries(rare)) await make(join(folder, file), pieces(weight), writeRare)
  await make(join(folder, 'OFL-lxgw-wenkai.txt'), pieces('LXGWWenKai-Regular'), writeNotice)
  await make(join(folder, 'OFL-noto-serif-sc.txt'), packageFile('noto-serif-sc/LICENSE_FONT'), copyFile)
  await make(join(folder, 'OFL-source-serif-4.txt'), packageFile('source-serif-4/LICENSE_FONT'), copyFile)
}

/** Makes a file beside its place and then moves it there: who reads meanwhile sees the whole file or none. */
async function make(file: string, source: string, write: (source: string, file: string) => Promise<void>) {
  const [made, from] = await Promise.all([stat(file).catch(() => undefined), stat(source)])
  if (made && made.mtimeMs >= from.mtimeMs && made.size > 0) return
  const draft = `${file}.${process.pid}`
  await write(source, draft)
  await rename(draft, file)
}

const bare = {
  keepFeatures: [], // Han is not shaped, and layout tables would pull in their own glyphs
  noLayoutClosure: true,
  noHinting: true,
  dropTables: ['GSUB', 'GPOS', 'GDEF', 'BASE', 'vhea', 'vmtx'],
}

async function writeCore(source: string, file: string): Promise<void> {
  const options = { ...bare, targetFormat: 'truetype' } as const
  const font = await subsetFont(await readFile(source), coreCharacters(), options)
  await writeFile(file, font)
}

/** Of a font that lies in pieces beside its style sheet: ideographs and signs that the other fonts lack. */
async function writeRare(sheet: string, file: string): Promise<void> {
  const others = await Promise.all(Object.values(full).map(async (path) => create(await readFile(packageFile(path)))))
  const lacking = (char: number) => isRare(char) && !others.some((font) => font.hasGlyphForCodePoint(char))
  const css = await readFile(sheet, 'utf8')
  const parts = [...css.matchAll(/url\("?([^")]+)"?\)[^}]*unicode-range:([^;}]+)/g)].flatMap(([, path, ranges]) => {
    const characters = charactersIn(ranges ?? '').filter(lacking)
    return path === undefined || characters.length === 0 ? [] : [{ path: join(dirname(sheet), path), characters }]
  })
  const options = { ...bare, targetFormat: 'truetype' } as const
  const cut = parts.map(async ({ path, characters }) => ({
    bytes: await subsetFont(await readFile(path), String.fromCodePoint(...characters), options),
    characters,
  }))
  await writeFile(file, mergeFonts(await Promise.all(cut)))
}

/** The copyright notice stands at the head of the style sheet; the licence itself is the same as for the other fonts. */
async function writeNotice(sheet: string, file: string): Promise<void> {
  const [notice = ''] = /\/\*[^]*?\*\//.exec(await readFile(sheet, 'utf8')) ?? []
  const licence = await readFile(packageFile('noto-serif-sc/LICENSE_FONT'), 'utf8')
  await writeFile(file, `${notice}\n\n${licence.slice(licence.indexOf('This Font Software is licensed'))}`)
}

const isRare = (char: number): boolean =>
  /\p{Script=Han}/u.test(String.fromCodePoint(char)) ||
  (char >= 0x2000 && char <= 0x2bff) ||
  (char >= 0x3000 && char <= 0x33ff)

/** U+4E00-4E03, U+4E0A of a style sheet's unicode-range. */
function charactersIn(ranges: string): number[] {
  return ranges.split(',').flatMap((range) => {
    const [from = NaN, to = from] = range
      .trim()
      .slice(2)
      .split('-')
      .map((digits) => parseInt(digits, 16))
    return Number.isNaN(from) ? [] : Array.from({ length: to - from + 1 }, (_, i) => from + i)
  })
}

/** GB/T 2312-1980 with its symbols, Latin-1 with the typographer's marks, and all CJK and full-width punctuation. */
function coreCharacters(): string {
  const rows = Array.from({ length: 0xf7 - 0xa1 + 1 }, (_, i) => 0xa1 + i).filter((row) => row < 0xaa || row >= 0xb0)
  const cells = Array.from({ length: 0xfe - 0xa1 + 1 }, (_, i) => 0xa1 + i)
  const gb = new TextDecoder('gb18030').decode(
    Uint8Array.from(rows.flatMap((row) => cells.flatMap((cell) => [row, cell])))
  )
  const ranges = [
    [0x20, 0x7e],
    [0xa0, 0xff],
    [0x2010, 0x203b],
    [0x3000, 0x303f],
    [0xff00, 0xffef],
  ] as const
  const more = ranges.flatMap(([from, to]) => Array.from({ length: to - from + 1 }, (_, i) => from + i))
  return gb + String.fromCodePoint(...more)
}
