import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import { expect, it } from 'vitest'

/** The size of a page's style sheet and script, bundled as they are served, in bytes after gzip. */
async function size(kind: 'app' | 'public'): Promise<number> {
  const { outputFiles } = await build({
    entryPoints: [`src/web/assets/${kind}.css`, `src/web/assets/${kind}.ts`],
    bundle: true,
    minify: true,
    format: 'esm',
    write: false,
    outdir: 'dist',
  })
  return outputFiles.reduce((sum, { contents }) => sum + gzipSync(contents).length, 0)
}

it.each([
  ['a signed-in person', 'app', 130],
  ['anybody', 'public', 100],
] as const)('costs %s no more than the budget', async (_, kind, kilobytes) => {
  expect(await size(kind)).toBeLessThan(kilobytes * 1000)
})
