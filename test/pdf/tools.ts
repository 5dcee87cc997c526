import { execFile } from 'node:child_process'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import type { Block, DocumentSpec, Language } from '../../src/pdf/blocks.ts'
import { renderDocument } from '../../src/pdf/render.ts'
import { fonts } from './fonts.ts'

const run = promisify(execFile)

/** What a command-line tool prints of a PDF; `FILE` in its arguments stands for the file. A failing tool fails the test. */
export async function inspect(pdf: Uint8Array, tool: string, ...args: string[]): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'pdf-'))
  const file = join(folder, 'document.pdf')
  try {
    await writeFile(file, pdf)
    const { stdout } = await run(
      tool,
      args.map((arg) => (arg === 'FILE' ? file : arg)),
      { maxBuffer: 1e8 }
    )
    return stdout
  } finally {
    await rm(folder, { recursive: true })
  }
}

/** The text of each page as a reader would copy it. */
export async function pagesOf(pdf: Uint8Array): Promise<string[]> {
  const text = await inspect(pdf, 'pdftotext', '-layout', '-enc', 'UTF-8', 'FILE', '-')
  return text.split('\f').slice(0, -1)
}

export const squeezed = (text: string): string => text.replace(/\s+/gu, '')

/** How often each visible character occurs. */
export function tally(text: string): Record<string, number> {
  const counts: Record<string, number> = {}
  for (const char of squeezed(text)) counts[char] = (counts[char] ?? 0) + 1
  return counts
}

export const specOf = (blocks: readonly Block[], more: Partial<DocumentSpec> = {}): DocumentSpec => ({
  lang: 'zh-CN',
  title: '样张',
  footer: () => '',
  createdAt: '2026-11-24T06:00:00.000Z',
  author: 'Transfer Desk',
  blocks,
  ...more,
})

export const paragraph = (text: string, lang: Language = 'zh-CN'): Block => ({
  role: 'paragraph',
  lang,
  runs: [{ text }],
})

export const render = (spec: DocumentSpec): Promise<Uint8Array> => renderDocument(spec, fonts)
