import { join } from 'node:path'
import { sampleContract } from '../../src/contracts/sample.ts'
import { built } from '../../src/local.ts'
import { diskFonts } from '../../src/pdf/disk-fonts.ts'

/** The licence that is the kind's worked example, in both languages: once as a process of its own, then again and again. */
const again = Number(process.argv[2])
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
// As the operating system counts it, in kB.
const peak = process.resourceUsage().maxRSS
process.send!({ cold, warm, megabytes: peak / 1024, kilobytes: length / 1024 })
process.disconnect()
