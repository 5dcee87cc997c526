import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, describe, expect, it } from 'vitest'
import type { Block } from '../../src/pdf/blocks.ts'
import { buildFonts } from '../../src/pdf/build-fonts.ts'
import { uncovered } from '../../src/pdf/coverage.ts'
import { diskFonts } from '../../src/pdf/disk-fonts.ts'
import { type FontSource, fontFiles, fontsFor } from '../../src/pdf/fonts.ts'
import { renderDocument } from '../../src/pdf/render.ts'
import { fonts } from './fonts.ts'
import { inspect, pagesOf, paragraph, specOf, squeezed } from './tools.ts'

const folder = await mkdtemp(join(tmpdir(), 'fonts-'))
await buildFonts(folder)
afterAll(() => rm(folder, { recursive: true }))

/** A source as on the edge, with a list of what was read. */
function edgeSource(): { source: FontSource; read: string[] } {
  const read: string[] = []
  const disk = diskFonts(folder)
  return { read, source: { coreFirst: true, load: (file) => (read.push(file), disk.load(file)) } }
}

describe('characters', () => {
  it.each([
    ['龑𬱖喆堃镕頔翀珺㛃䶮', []],
    ['𠮷野家', ['𠮷']],
    ['甲方 \n\t乙方\u200b\u00a0', []],
    ['“”‘’…—·¥￥①℃％ÖéŁЖΩ', []],
    ['好👍的👍 ก', ['👍', 'ก']],
  ])('of %j that no font has are %j', (text, missing) => {
    expect(uncovered([text], fonts)).toEqual(missing)
  })
})

describe('font files', () => {
  it('are all there, the core a quarter of the full', async () => {
    const sizes = Object.fromEntries(
      await Promise.all(fontFiles.map(async (file) => [file, (await stat(join(folder, file))).size] as const))
    )
    expect(sizes['noto-serif-sc-400-core.ttf']).toBeLessThan(sizes['noto-serif-sc-400.ttf']! / 4)
    expect(await stat(join(folder, 'OFL-noto-serif-sc.txt'))).toBeTruthy()
  })

  it('are not made again, unless one is broken', async () => {
    const kept = join(folder, 'noto-serif-sc-400-core.ttf')
    const broken = join(folder, 'noto-serif-sc-700-core.ttf')
    const before = await stat(kept)
    await writeFile(broken, '')
    await buildFonts(folder)
    expect((await stat(kept)).mtimeMs).toBe(before.mtimeMs)
    expect((await stat(broken)).size).toBeGreaterThan(1e6)
  })
})

describe('a source on the edge', () => {
  it('reads the core fonts for ordinary text, once', async () => {
    const { source, read } = edgeSource()
    const first = await fontsFor(['专利实施许可合同（Licence）“甲方”——￥5'], source)
    expect(await fontsFor(['技术转让'], source)).toBe(first)
    expect(read).toEqual([
      'noto-serif-sc-400-core.ttf',
      'noto-serif-sc-700-core.ttf',
      'source-serif-4-400.ttf',
      'source-serif-4-700.ttf',
    ])
  })

  it('reads them once however many ask at the same time', async () => {
    const { source, read } = edgeSource()
    const sets = await Promise.all(['技术转让', '龑', '江州大学', '𬱖'].map((text) => fontsFor([text], source)))
    expect(read).toHaveLength(6)
    expect(uncovered(['龑𬱖江州大学'], sets[1]!)).toEqual([])
  })

  it('reads the full fonts when a character needs them, and keeps those', async () => {
    const { source, read } = edgeSource()
    await fontsFor(['江州大学'], source)
    const full = await fontsFor(['龑𬱖'], source)
    expect(uncovered(['龑𬱖江州大学'], full)).toEqual([])
    expect(await fontsFor(['江州大学'], source)).toBe(full)
    expect(read.slice(4)).toEqual(['noto-serif-sc-400.ttf', 'noto-serif-sc-700.ttf'])
  })
})

describe('characters that the full fonts lack', () => {
  const rare = '𠮷野𰻝𰻞𤭢☑☐☒'

  it('have fonts of their own, which are read when one is asked for, and stay', async () => {
    const { source, read } = edgeSource()
    await fontsFor(['龑𬱖'], source)
    const fonts = await fontsFor([rare], source)
    expect(uncovered([rare, '龑𬱖江州大学'], fonts)).toEqual([])
    expect(await fontsFor(['江州大学'], source)).toBe(fonts)
    expect(read.slice(6)).toEqual(['lxgw-wenkai-400-rare.ttf', 'lxgw-wenkai-500-rare.ttf'])
  })

  it('are read once for a character that no font has', async () => {
    const { source, read } = edgeSource()
    expect(uncovered(['👍'], await fontsFor(['👍'], source))).toEqual(['👍'])
    await fontsFor(['👍'], source)
    expect(read).toHaveLength(8)
  })

  it('are drawn, embedded and found again, in both weights', async () => {
    const texts = [rare, `${rare}。`]
    const blocks = [paragraph(rare), { ...paragraph(''), runs: [{ text: `${rare}。`, bold: true }] } as Block]
    const pdf = await renderDocument(specOf(blocks), await fontsFor(texts, diskFonts(folder)))
    expect(squeezed((await pagesOf(pdf)).join(''))).toBe(texts.join(''))
    const [, , ...rows] = (await inspect(pdf, 'pdffonts', 'FILE')).trim().split('\n')
    for (const row of rows) expect(row).toMatch(/CID TrueType\s+Identity-H\s+yes yes yes/)
    expect(rows.join(' ')).toMatch(/LXGWWenKai-Regular.*LXGWWenKai-Medium/)
  })

  it('change no byte of a document without them', async () => {
    const source = diskFonts(folder)
    const spec = specOf([paragraph('江州大学')])
    const before = await renderDocument(spec, await fontsFor(['江'], source))
    const after = await renderDocument(spec, await fontsFor([rare], source))
    expect(Buffer.from(after).equals(Buffer.from(before))).toBe(true)
  })
})

describe('a source on Node', () => {
  it('always gives the full fonts', async () => {
    const given = await fontsFor(['江州大学'], diskFonts(folder))
    expect(given.han.length).toBe(fonts.han.length)
    expect(given.hanBold.length).toBe(fonts.hanBold.length)
  })
})
