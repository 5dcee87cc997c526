import { cp, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { parseArgs } from 'node:util'
import { gzipSync } from 'node:zlib'
import { build } from 'esbuild'
import packageJson from '../package.json' with { type: 'json' }
import { buildFonts } from './pdf/build-fonts.ts'

const publicFolder = 'dist/public'

/** Style sheets and scripts under hashed names; the list of them is what pages look the names up in. */
async function buildAssets(): Promise<void> {
  const { metafile } = await build({
    entryPoints: ['app.ts', 'public.ts', 'app.css', 'public.css'].map((file) => `src/web/assets/${file}`),
    bundle: true,
    minify: true,
    format: 'esm',
    target: 'es2022',
    outdir: join(publicFolder, 'assets'),
    entryNames: '[name]-[hash]',
    metafile: true,
    logLevel: 'error',
  })
  const names = Object.entries(metafile.outputs).flatMap(([path, { entryPoint }]) =>
    entryPoint === undefined ? [] : [[basename(entryPoint).replace(/\.ts$/, '.js'), `/assets/${basename(path)}`]]
  )
  // Compressed once here; served as they are to whoever takes gzip.
  for (const path of Object.keys(metafile.outputs))
    await writeFile(`${path}.gz`, gzipSync(await readFile(path), { level: 9 }))
  await writeFile(join(publicFolder, 'assets.json'), JSON.stringify(Object.fromEntries(names)))
  // The Worker's platform compresses by itself.
  await writeFile(join(publicFolder, '.assetsignore'), '*.gz\n')
  await dropOthers(join(publicFolder, 'assets'), Object.keys(metafile.outputs))
}

/** What former builds left goes last, so that whoever reads meanwhile finds what the list names. */
async function dropOthers(folder: string, made: readonly string[]): Promise<void> {
  const now = new Set(made.flatMap((path) => [basename(path), `${basename(path)}.gz`]))
  for (const file of await readdir(folder)) if (!now.has(file)) await rm(join(folder, file))
}

/**
 * The server, the command line and the demonstration for Node. Packages stay outside, since some are native; only
 * drizzle comes in: its package.json is read anew for each of its files, which would take a second of every start.
 */
async function buildNode(folder: string): Promise<void> {
  for (const file of await readdir(folder).catch(() => [])) if (file.endsWith('.js')) await rm(join(folder, file))
  await build({
    entryPoints: ['src/server.ts', 'src/cli.ts', 'src/demo.ts'],
    bundle: true,
    splitting: true,
    platform: 'node',
    target: 'node24',
    format: 'esm',
    external: Object.keys(packageJson.dependencies).filter((name) => name !== 'drizzle-orm'),
    loader: { '.md': 'text' },
    outdir: folder,
    logLevel: 'error',
  })
  await cp('drizzle', join(folder, 'drizzle'), { recursive: true })
}

const { values } = parseArgs({
  options: {
    node: { type: 'boolean', default: false },
    quiet: { type: 'boolean', default: false },
    // A place of one's own for tests, over which nobody else builds.
    to: { type: 'string', default: 'dist' },
  },
})
await mkdir(publicFolder, { recursive: true })
await Promise.all([buildAssets(), buildFonts(join(publicFolder, 'fonts'))])
if (values.node) await buildNode(values.to)
