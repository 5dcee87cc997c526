import { copyFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openDesk } from '../../src/node.ts'
import { freePort } from '../support/free-port.ts'
import { importPortfolio, officerOf, openedOffice } from './world.ts'
import { portfolio } from './rows.ts'

/** How many patents the register holds while it is measured. */
const patents = 5_000

/** The server as `npm start` has it, on a database that the product itself filled; the floor gets a copy of it. */
const [folder = '', copy = ''] = process.argv.slice(2)
const desk = await openDesk({ DATA_DIR: folder, PORT: String(await freePort()) })
const ctx = await openedOffice(desk.deps)
await importPortfolio(ctx, ctx.officeId, new TextEncoder().encode(portfolio(patents)))
const officer = await officerOf(ctx, ctx.officeId)
await desk.deps.store.db.get('pragma wal_checkpoint(truncate)')
await copyFile(join(folder, 'desk.db'), copy)
process.send!({ url: await desk.listen(), ...officer })
process.once('disconnect', () => void desk.close().then(() => process.exit()))
