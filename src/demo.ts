import { rmSync } from 'node:fs'
import { mkdtemp } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { sayLinks } from './demo/say-links.ts'
import { buildWorld } from './demo/world.ts'
import { SettingError } from './kernel/config.ts'
import { systemCtx } from './kernel/system.ts'
import { openDesk } from './node.ts'

/** The same server on a fresh database that goes when it ends. No letter leaves: whatever SMTP_URL says, they lie on /mailbox. */
const folder = await mkdtemp(join(tmpdir(), 'transfer-desk-demo-'))
process.on('exit', () => rmSync(folder, { recursive: true, force: true }))
const { HOST, PORT, PUBLIC_URL } = process.env

try {
  const desk = await openDesk({ HOST, PORT, PUBLIC_URL, DATA_DIR: folder })
  const links = await buildWorld(systemCtx(desk.deps, 'demo'), desk.deps)
  const url = await desk.listen()
  console.log(`Transfer Desk serves ${url} with a sample world, gone when this ends.\n`)
  console.log(sayLinks(links, url))
  console.log(`\nEach link signs in once; after that, sign in by code: letters lie on ${url}/mailbox`)
  for (const signal of ['SIGTERM', 'SIGINT'] as const)
    process.once(signal, () => {
      void desk.close().then(() => process.exit(0))
    })
} catch (error) {
  if (!(error instanceof SettingError)) throw error
  console.error(error.message)
  process.exit(1)
}
