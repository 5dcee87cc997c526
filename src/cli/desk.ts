import { existsSync } from 'node:fs'
import { join } from 'node:path'
import { schemaCheck } from '../db/schema-check.ts'
import { migrateDatabase } from '../db/migrate.ts'
import { insist } from '../db/insist.ts'
import { directoryStore } from '../documents/directory.ts'
import { filesOf } from '../documents/files.ts'
import { systemCtx } from '../kernel/system.ts'
import { system } from '../kernel/actor.ts'
import { type Config, readConfig, SettingError } from '../kernel/config.ts'
import type { Ctx } from '../kernel/context.ts'
import { configOf, migrations, openDatabase } from '../local.ts'
import { listOffices } from '../offices/queries.ts'
import { type Given, Problem } from './command.ts'

type Needs = {
  /** Makes the database when there is none: for the commands an installation begins with. */
  readonly makes?: true
  /** Seals or signs something the server must open: needs the server's own secret. */
  readonly secret?: true
  /** Works on a database of any age. */
  readonly anySchema?: true
}

export type Desk = {
  readonly config: Config
  readonly ctx: Ctx
  readonly store: Awaited<ReturnType<typeof openDatabase>>
}

/** The file the settings name; null when the database is not a file of this machine. */
export function fileOf(env: Given['env']): string | null {
  const url = env['DATABASE_URL'] || null
  if (url === null) return join(env['DATA_DIR'] || 'data', 'desk.db')
  return url.startsWith('file:') ? url.slice('file:'.length) : null
}

/** Opens the database of the settings beside a server that may be running, and lets it go afterwards. */
export async function withDesk<T>(env: Given['env'], needs: Needs, work: (desk: Desk) => Promise<T>): Promise<T> {
  const file = fileOf(env)
  if (file !== null && needs.makes === undefined && !existsSync(file))
    throw new Problem(`there is no database at ${file}: DATA_DIR or DATABASE_URL says where it is`)
  const config = await settingsOf(env, file === null, needs.secret === true)
  const store = await openDatabase(config)
  try {
    if (needs.anySchema === undefined) await current(store.client, needs.makes === true)
    const files = filesOf(config, { directory: directoryStore, scan: undefined })
    const given = { store, files, config, clock: () => new Date().toISOString() }
    const ctx = { ...systemCtx(given, 'cli'), locale: 'en' as const }
    return await insist(() => work({ config, ctx, store }))
  } finally {
    store.client.close()
  }
}

/** The secret in the data folder is that of the server here, never that of a server elsewhere. */
async function settingsOf(env: Given['env'], remote: boolean, secret: boolean): Promise<Config> {
  if (!secret) return readConfig({ ...env }, 'nothing is signed with this secret')
  if (remote && !env['SECRET'])
    throw new SettingError("SECRET is needed: the server's own, else it cannot open this link")
  return configOf(env)
}

async function current(client: Desk['store']['client'], makes: boolean): Promise<void> {
  if ((await schemaCheck(client)()) === null) return
  const { rows } = await client.execute("select count(*) as tables from sqlite_schema where type = 'table'")
  if (!makes || Number(rows[0]?.['tables']) > 0)
    throw new Problem('the database is behind this version: run migrate first')
  await migrateDatabase(client, migrations())
}

/** The office somebody named by id, credit code or name, and a context that works for it. */
export async function officeOf(ctx: Ctx, named: string) {
  const offices = await listOffices(ctx)
  const found = offices.filter(({ id, uscc, name }) => [id, uscc, name.zh, name.en].includes(named))
  const [office] = found
  const said = offices.map(({ id, name }) => `${id} ${name.zh ?? name.en}`).join(', ')
  if (office === undefined)
    throw new Problem(
      offices.length === 0
        ? 'there is no office yet: office create makes one'
        : `there is no office ${named}, only ${said}`
    )
  if (found.length > 1)
    throw new Problem(`${named} names several offices, say one by its id: ${found.map(({ id }) => id).join(', ')}`)
  return { office, ctx: { ...ctx, actor: system(ctx.actor.name, office.id), zone: office.zone } }
}
