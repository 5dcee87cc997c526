import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { createApp } from './app.ts'
import { migrateDatabase } from './db/migrate.ts'
import { schemaCheck } from './db/schema-check.ts'
import { openClient, openStore, prepareFile } from './db/store.ts'
import { transaction } from './db/transaction.ts'
import { administratorLink } from './identity/actions.ts'
import { makeLink } from './identity/codes.ts'
import { hasAdministrator } from './identity/queries.ts'
import { afterCommit, runDue, systemCtx } from './jobs.ts'
import { type Config, readConfig } from './kernel/config.ts'
import { randomToken } from './kernel/ids.ts'
import { diskFonts } from './pdf/disk-fonts.ts'
import type { Deps } from './web/env.ts'

type Settings = Readonly<Record<string, string | undefined>>
/** Where the build put things: beside the bundle, or `dist` when this runs from its sources. */
export const built = existsSync(join(import.meta.dirname, 'public')) ? import.meta.dirname : resolve('dist')
const minute = 60_000
/** How long a stop waits for what is under way, in milliseconds. */
const patience = 8_000

/** The server's own secret, made once and readable to its owner alone. */
async function secretIn(folder: string): Promise<string> {
  const file = join(folder, 'secret')
  await mkdir(folder, { recursive: true, mode: 0o700 })
  await writeFile(file, randomToken(48), { flag: 'wx', mode: 0o600 }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error
  })
  await chmod(file, 0o600)
  return (await readFile(file, 'utf8')).trim()
}

const folderOf = (settings: Settings): string => settings['DATA_DIR'] || 'data'

export async function configOf(settings: Settings): Promise<Config> {
  const own = settings['SECRET'] ? undefined : await secretIn(folderOf(settings))
  return readConfig({ ...settings }, own)
}

/** The database of the settings, opened and, when it is a file of ours, at this version's schema. */
export async function openDatabase(config: Config) {
  const url = config.databaseUrl ?? `file:${join(config.dataDir, 'desk.db')}`
  if (url.startsWith('file:')) await mkdir(dirname(url.slice('file:'.length)), { recursive: true })
  const client = openClient(url, config.databaseToken ?? undefined)
  await prepareFile(client)
  return openStore(client)
}

export const migrations = (): string =>
  existsSync(join(built, 'drizzle')) ? join(built, 'drizzle') : resolve('drizzle')

/** All of the product on this machine: what `server.ts`, the command line and the demonstration begin with. */
export async function openDesk(settings: Settings) {
  const config = await configOf(settings)
  const store = await openDatabase(config)
  if (store.client.protocol === 'file') await migrateDatabase(store.client, migrations())
  const after = afterCommit()
  const stop = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const background = (work: Promise<unknown>): void => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }
  const deps: Deps = {
    store,
    config,
    clock: () => new Date().toISOString(),
    assets: JSON.parse(await readFile(join(built, 'public', 'assets.json'), 'utf8')) as Record<string, string>,
    fonts: diskFonts(join(built, 'public', 'fonts')),
    notify: (event, background) => after(deps, event, background),
    backgroundOf: () => background,
    addressOf: (c) => getConnInfo(c).remote.address ?? '',
    log: (line) => console.error(JSON.stringify(line)),
    notReady: schemaCheck(store.client),
    stopping: stop.signal,
  }
  const app = new Hono()
    .use(
      '/assets/*',
      serveStatic({
        root: join(built, 'public'),
        precompressed: true,
        onFound: (_, c) => {
          c.header('cache-control', 'public, max-age=31536000, immutable')
          c.header('x-content-type-options', 'nosniff')
        },
      })
    )
    .route('/', createApp(deps) as unknown as Hono)
  const listener = getRequestListener(app.fetch)
  const server = createServer((request, response) =>
    refused(request, response) ? undefined : void listener(request, response)
  )
  let sweep: NodeJS.Timeout | undefined
  return {
    deps,
    async listen(): Promise<string> {
      await new Promise<void>((done, failed) => {
        server.once('error', failed)
        server.listen(config.port, config.host, done)
      })
      sweep = setInterval(() => background(runDue(deps)), minute)
      background(runDue(deps))
      const address = server.address()
      const port = typeof address === 'object' && address !== null ? address.port : config.port
      return config.publicUrl.replace(/:0$/, `:${port}`)
    },
    /** A one-time link for the first administrator; null when there is one already. */
    async firstLink(): Promise<string | null> {
      const ctx = systemCtx(deps, 'start')
      if (await hasAdministrator(ctx)) return null
      const link = { email: config.adminEmail, invitationId: administratorLink, minutes: 1_440 }
      return transaction(ctx, (ctx) => makeLink(ctx, config, link))
    },
    /** Answers what is under way, then lets go of everything. */
    async close(): Promise<void> {
      clearInterval(sweep)
      stop.abort()
      const ended = new Promise<void>((done) => server.close(() => done()))
      server.closeIdleConnections()
      const late = new Promise<void>((done) => setTimeout(done, patience).unref())
      void late.then(() => server.closeAllConnections())
      await ended
      // A letter on its way is let arrive: else the next start would send it once more.
      await Promise.race([Promise.allSettled(underWay), late])
      store.client.close()
    },
  }
}

/** TRACE and CONNECT never reach the application: the fetch standard has no request for them. */
function refused(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'TRACE' && request.method !== 'CONNECT') return false
  response.writeHead(405, { allow: 'GET, HEAD, POST, PUT' }).end()
  return true
}
