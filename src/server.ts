import { SettingError } from './kernel/config.ts'
import { openDesk } from './node.ts'

try {
  const desk = await openDesk(process.env)
  const url = await desk.listen()
  console.log(`Transfer Desk serves ${url}`)
  const link = await desk.firstLink()
  if (link !== null)
    console.log(`\nThere is no administrator yet. Open this link within a day to become it:\n\n  ${link}\n`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      void desk.close().then(() => process.exit(0))
    })
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exit(1)
}
