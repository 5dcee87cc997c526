import { join } from 'node:path'
import { setFlagsFromString } from 'node:v8'
import { runInNewContext } from 'node:vm'
import { sampleContract } from '../../src/contracts/sample.ts'
import { built } from '../../src/local.ts'
import { diskFonts } from '../../src/pdf/disk-fonts.ts'

/** The licence that is the kind's worked example, in both languages: once as a process of its own, then again and again. */
const again = Number(process.argv[2])
const many = Number(process.argv[3] ?? 0)
const fonts = diskFonts(join(built, 'public', 'fonts'))
const make = () => sampleContract('licence_patent', 'bilingual', fonts, { final: true })

const { length } = await make()
const cold = performance.now()
const warm: number[] = []
for (let i = 0; i < again; i++) {
  const began = performance.now()
  await make()
  warm.push(performance.now() - began)
}
// Memory is looked at when all that can be let go has been.
setFlagsFromString('--expose-gc')
const collect = runInNewContext('gc') as () => void
function settled(): number {
  collect()
  const { heapUsed, external } = process.memoryUsage()
  return (heapUsed + external) / 2 ** 20
}
let [early, late] = [0, 0]
for (let i = 1; i <= many; i++) {
  await make()
  if (i === 100) early = settled()
  if (i === many) late = settled()
}
// As the operating system counts it, in kB.
const peak = process.resourceUsage().maxRSS
process.send!({ cold, warm, megabytes: peak / 1024, kilobytes: length / 1024, grown: late - early })
process.disconnect()
