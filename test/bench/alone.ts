import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
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

/** A contract made `again` times in a process that has made some; by a new process when that is 0. */
export async function contract(built: string, again: number) {
  type Told = { readonly cold: number; readonly warm: number[]; readonly megabytes: number; readonly kilobytes: number }
  const told = await repeated<Told>(join(built, 'contract.js'), () => [String(again)])
  return {
    unit: 'ms',
    value: median(told.map(({ cold, warm }) => (again === 0 ? cold : median(warm)))),
    floor: null,
    megabytes: Math.max(...told.map(({ megabytes }) => megabytes)),
    kilobytes: told[0]!.kilobytes,
  }
}
