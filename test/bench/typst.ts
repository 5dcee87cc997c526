import { createRequire } from 'node:module'
import { join } from 'node:path'
import { built } from '../../src/local.ts'
import { ContractFacts } from '../../src/contracts/facts.ts'
import { contractKinds } from '../../src/contracts/kinds/index.ts'
import { contractDocument } from '../../src/contracts/wording.ts'
import { typstMarkup } from './typst-markup.ts'

/** The contract of contract.ts, set by Typst: once as a process of its own, then again and again. */
type Compiler = { pdf(source: { readonly mainFileContent: string }): Uint8Array }
type Package = { readonly NodeCompiler: { create(options: object): Compiler } }

const [folder = '', again = '0'] = process.argv.slice(2)
// The package is fetched for the measure alone, into a folder of its own.
const { NodeCompiler } = createRequire(join(folder, 'package.json'))('@myriaddreamin/typst-ts-node-compiler') as Package
const fontPaths = [join(built, 'public', 'fonts')]
const compiler = NodeCompiler.create({ fontArgs: [{ fontPaths }] })
const verifyUrl = 'https://transfer.example.edu.cn/verify/c2FtcGxlIGNvbnRyYWN0'
function make(): Uint8Array {
  const facts = { ...ContractFacts.parse(contractKinds.licence_patent.example), verifyUrl }
  const spec = contractDocument(facts, 'bilingual', { draft: false, createdAt: '2026-11-24T00:00:00.000Z' })
  return compiler.pdf({ mainFileContent: typstMarkup(spec) })
}

const { length } = make()
const cold = performance.now()
const warm: number[] = []
for (let i = 0; i < Number(again); i++) {
  const began = performance.now()
  make()
  warm.push(performance.now() - began)
}
process.send!({ cold, warm, megabytes: process.resourceUsage().maxRSS / 1024, kilobytes: length / 1024 })
process.disconnect()
