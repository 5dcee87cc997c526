import { execFile } from 'node:child_process'
import { rmSync } from 'node:fs'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { begin } from './children.ts'
import { median } from './load.ts'
import { portfolio } from './rows.ts'

// What is measured in processes of its own, without a server.

/** As many rows as the largest portfolio we know holds. */
const rows = 1_250
const rounds = 3

/** What a program says in each of several processes, one after another. */
async function repeated<T>(program: string, args: (round: number) => string[]): Promise<T[]> {
  const told: T[] = []
  for (let round = 0; round < rounds; round++) {
    const { said, end } = await begin<T>(program, args(round))
    await end()
    told.push(said)
  }
  return told
}

/** `cli import nasa` of the file (else of one made up) against prepared inserts of the same rows in one transaction. */
export async function importing(built: string, file: string | undefined) {
  const folder = await mkdtemp(join(tmpdir(), 'bench-'))
  const csv = file ?? join(folder, 'portfolio.csv')
  if (file === undefined) await writeFile(csv, portfolio(rows))
  type Told = { readonly rows: number; readonly product: number; readonly floor: number }
  const told = await repeated<Told>(join(built, 'importing.js'), (round) => [join(folder, String(round)), csv])
  await rm(folder, { recursive: true, force: true })
  const rate = (of: 'product' | 'floor') => median(told.map((one) => (one.rows / one[of]) * 1_000))
  return { unit: 'rows/s', value: rate('product'), floor: rate('floor') }
}

type Made = { readonly cold: number; readonly warm: number[]; readonly megabytes: number; readonly kilobytes: number }
const taken = (told: readonly Made[], again: number) =>
  median(told.map(({ cold, warm }) => (again === 0 ? cold : median(warm))))

/**
 * A contract made `again` times in a process that has made some; by a new process when that is 0. The floor is the same
 * contract set by Typst, in turns with ours, where that can be fetched.
 */
export async function contract(built: string, again: number) {
  const typst = await fetchTypst()
  const [ours, theirs]: Made[][] = [[], []]
  for (let round = 0; round < rounds; round++) {
    ours!.push(await once<Made>(join(built, 'contract.js'), [String(again)]))
    if (typst.folder) theirs!.push(await once<Made>(join(built, 'typst.js'), [typst.folder, String(again)]))
  }
  return {
    unit: 'ms',
    value: taken(ours!, again),
    floor: typst.folder ? taken(theirs!, again) : null,
    megabytes: Math.max(...ours!.map(({ megabytes }) => megabytes)),
    kilobytes: ours![0]!.kilobytes,
    typst: typst.folder ? { kilobytes: Math.round(theirs![0]!.kilobytes) } : typst.reason,
  }
}

/** How many megabytes a process has grown by from its 100th contract to its 500th. */
export async function contractMemory(built: string) {
  const { grown } = await once<{ grown: number }>(join(built, 'contract.js'), ['0', '500'])
  return { unit: 'MB', value: grown, floor: null }
}

async function once<T>(program: string, args: string[]): Promise<T> {
  const { said, end } = await begin<T>(program, args)
  await end()
  return said
}

type Typst = { readonly folder: string; readonly reason?: never } | { readonly folder?: never; readonly reason: string }
let fetched: Typst | undefined

/** No dependency of the product: fetched for the measure, into a folder of its own, and removed when this process ends. */
async function fetchTypst(): Promise<Typst> {
  if (fetched) return fetched
  const folder = await mkdtemp(join(tmpdir(), 'typst-'))
  process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
  await writeFile(join(folder, 'package.json'), '{"private":true}')
  const wanted = '@myriaddreamin/typst-ts-node-compiler@0.7.0'
  const failed = await promisify(execFile)('npm', ['install', '--prefix', folder, '--no-audit', '--no-fund', wanted], {
    timeout: 180_000,
  }).then(
    () => null,
    (error: Error) => error
  )
  fetched = failed ? { reason: 'could not be fetched' } : { folder }
  return fetched
}
