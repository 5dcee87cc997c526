import { parseArgs } from 'node:util'
import { build } from 'esbuild'
import { contract, contractMemory, importing } from './alone.ts'
import { servers } from './servers.ts'

/** One measure: what the product does, beside what the same costs at the least; null where there is no such floor. */
type Measure = {
  readonly unit: string
  readonly value: number
  readonly floor: number | null
  readonly megabytes?: number
  readonly kilobytes?: number
  /** What stands beside a contract: Typst's size, or why there is none. */
  readonly typst?: string | { readonly kilobytes: number } | undefined
}

const built = 'dist/bench'
const { values, positionals } = parseArgs({ allowPositionals: true, options: { csv: { type: 'string' } } })

let started: ReturnType<typeof servers> | undefined
const both = () => (started ??= servers(built))
const measures: Readonly<Record<string, () => Promise<Measure>>> = {
  get_patent: async () => (await both()).getPatent(),
  list_patents: async () => (await both()).listPatents(),
  create_achievement: async () => (await both()).createAchievement(),
  import_patents: () => importing(built, values.csv),
  page_patents: async () => (await both()).pagePatents(),
  contract_warm: () => contract(built, 20),
  contract_cold: () => contract(built, 0),
  contract_memory: () => contractMemory(built),
}
const groups: Readonly<Record<string, readonly string[]>> = {
  pdf: ['contract_warm', 'contract_cold', 'contract_memory'],
}
const names = Object.keys(measures)
const wanted = positionals.flatMap((name) => groups[name] ?? [name])
const unknown = wanted.filter((name) => !names.includes(name))
if (unknown.length > 0)
  throw new Error(`${unknown.join(', ')}: there are ${[...names, ...Object.keys(groups)].join(', ')}`)

await build({
  entryPoints: {
    product: 'test/bench/product.ts',
    floor: 'test/bench/floor/server.ts',
    importing: 'test/bench/importing.ts',
    contract: 'test/bench/contract.ts',
    typst: 'test/bench/typst.ts',
  },
  bundle: true,
  splitting: true,
  platform: 'node',
  target: 'node24',
  format: 'esm',
  packages: 'external',
  loader: { '.md': 'text' },
  outdir: built,
  logLevel: 'error',
})

const three = (value: number): number => Number(value.toPrecision(3))
for (const name of wanted.length > 0 ? wanted : names) {
  const { unit, value, floor, ...more } = await measures[name]!()
  const ratio = floor === null ? null : three(value / floor)
  const extra = Object.fromEntries(
    Object.entries(more).map(([what, amount]) => [what, typeof amount === 'number' ? Math.round(amount) : amount])
  )
  console.log(JSON.stringify({ name, value: three(value), unit, floor: floor && three(floor), ratio, ...extra }))
}
await (await started)?.end()
