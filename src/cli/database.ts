import { existsSync } from 'node:fs'
import { chmod, open, rename, rm, stat } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Client } from '@libsql/client'
import { migrateDatabase } from '../db/migrate.ts'
import { openClient } from '../db/store.ts'
import { verifyHistory } from '../history/queries.ts'
import { migrations } from '../local.ts'
import { getTenant } from '../organisations/queries.ts'
import { type Command, Problem } from './command.ts'
import { fileOf, withDesk } from './desk.ts'

const countMigrations = (client: Client): Promise<number> =>
  client.execute('select count(*) as made from __drizzle_migrations').then(
    ({ rows }) => Number(rows[0]?.['made']),
    () => 0 // no such table: a new database
  )

export const migrate: Command = {
  options: {},
  run: ({ env }) =>
    withDesk(env, { makes: true, anySchema: true }, async ({ store: { client } }) => {
      const before = await countMigrations(client)
      await migrateDatabase(client, migrations())
      const applied = (await countMigrations(client)) - before
      const database = fileOf(env) ?? new URL(env['DATABASE_URL']!).host
      const said = applied === 0 ? 'was up to date' : `took ${applied} migration${applied === 1 ? '' : 's'}`
      return { json: { database, applied }, lines: [`${database} ${said}`] }
    }),
}

const breaks = {
  gap: 'an entry is missing',
  previous: 'does not follow the entry before it',
  hash: 'the entry was changed',
  payload: 'what the entry says was changed',
} as const

export const historyVerify: Command = {
  options: {},
  run: ({ env }) =>
    withDesk(env, {}, async ({ ctx }) => {
      const chains = await Promise.all(
        (await verifyHistory(ctx)).map(async ({ chain, verdict }) => {
          const name = (await getTenant(ctx, chain))?.name
          return { chain, name: name?.zh ?? name?.en ?? chain, ...verdict }
        })
      )
      const intact = chains.every((chain) => chain.intact)
      const lines = chains.map((chain) =>
        chain.intact
          ? `intact  ${chain.name}: ${chain.entries} entries, ends in ${chain.head}`
          : `BROKEN  ${chain.name} (${chain.chain}) at position ${chain.position}: ${breaks[chain.why]}`
      )
      return { json: { intact, chains }, lines, ...(!intact && { failed: true }) }
    }),
}

export const backup: Command = {
  options: { out: { hint: '<file>', help: 'where to; never overwritten', required: true } },
  run: ({ env, options }) => {
    const out = resolve(options['out']!)
    const part = `${out}.part`
    if (existsSync(out)) throw new Problem(`${out} is there already: name another file`)
    if (fileOf(env) === null)
      throw new Problem('only a database file can be copied: let its server back up a remote one')
    return withDesk(env, { anySchema: true }, async ({ store: { client } }) => {
      await rm(part, { force: true })
      try {
        // One snapshot, free of what was deleted; readers and writers of the original go on.
        await client.execute({ sql: 'vacuum into ?', args: [part] })
        await check(part)
        await settle(part)
        await rename(part, out)
      } finally {
        await rm(part, { force: true })
      }
      const { size } = await stat(out)
      return { json: { file: out, bytes: size, integrity: 'ok' }, lines: [`${out}: ${size} bytes, whole`] }
    })
  },
}

async function check(file: string): Promise<void> {
  const copy = openClient(`file:${file}`)
  try {
    const { rows } = await copy.execute('pragma integrity_check')
    const found = rows.map((row) => JSON.stringify(row['integrity_check']))
    if (found.join() !== '"ok"')
      throw new Problem(`the copy is damaged and was removed: ${found.slice(0, 3).join('; ')}`)
  } finally {
    copy.close()
  }
}

/** On the disk and readable to its owner alone, before it gets its name. */
async function settle(file: string): Promise<void> {
  await chmod(file, 0o600)
  const handle = await open(file, 'r+')
  await handle.sync()
  await handle.close()
}
