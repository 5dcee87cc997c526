import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { getConnInfo } from '@hono/node-server/conninfo'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { createApp } from './app.ts'
import { migrateDatabase } from './db/migrate.ts'
import { schemaCheck } from './db/schema-check.ts'
import { transaction } from './db/transaction.ts'
import { administratorLink } from './identity/actions.ts'
import { makeLink } from './identity/codes.ts'
import { hasAdministrator } from './identity/queries.ts'
import { afterCommit, runDue } from './jobs.ts'
import { type Config, SettingError } from './kernel/config.ts'
import { systemCtx } from './kernel/system.ts'
import { built, configOf, migrations, openDatabase, type Settings } from './local.ts'
import { scanner } from './documents/clamd.ts'
import { directoryStore, makeDirectory } from './documents/directory.ts'
import { filesOf } from './documents/files.ts'
import { diskFonts } from './pdf/disk-fonts.ts'
import type { Deps } from './web/env.ts'
import { dialFrom } from './web/outside-node.ts'

const minute = 60_000
/** How long a stop waits for what is under way, in milliseconds. */
const patience = 8_000

/** All of the product on this machine: what `server.ts`, the command line and the demonstration begin with. */
export async function openDesk(settings: Settings) {
  const config = await configOf(settings)
  const store = await openDatabase(config)
  if (store.client.protocol === 'file') await migrateDatabase(store.client, migrations())
  await makeDirectory(config.documents)
  const after = afterCommit()
  const stop = new AbortController()
  const underWay = new Set<Promise<unknown>>()
  const background = (work: Promise<unknown>): void => {
    underWay.add(work)
    void work.finally(() => underWay.delete(work))
  }
  const deps: Deps = {
    store,
    files: filesOf(config, { directory: directoryStore, scan: scanner(config.clamd) }),
    config,
    clock: () => new Date().toISOString(),
    assets: JSON.parse(await readFile(join(built, 'public', 'assets.json'), 'utf8')) as Record<string, string>,
    fonts: diskFonts(join(built, 'public', 'fonts')),
    dial: dialFrom(),
    notify: (event, background) => after(deps, event, background),
    backgroundOf: () => background,
    addressOf: (c) => getConnInfo(c).remote.address ?? '',
    log: (line) => console.error(JSON.stringify(line)),
    notReady: schemaCheck(store.client),
    stopping: stop.signal,
  }
  const app = createApp(deps)
  // A file that is not there is the application's to answer: in one with it, its own 404 would be lost.
  const files = new Hono()
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
    .all('*', (c) => app.fetch(c.req.raw, c.env))
  const isFile = (request: Request) => new URL(request.url).pathname.startsWith('/assets/')
  const listener = oneATurn(getRequestListener((request, env) => (isFile(request) ? files : app).fetch(request, env)))
  const server = createServer((request, response) => {
    if (!refused(request, response)) listener(request, response)
  })
  let sweep: NodeJS.Timeout | undefined
  return {
    deps,
    async listen(): Promise<string> {
      await new Promise<void>((done, failed) => {
        server.once('error', (error: NodeJS.ErrnoException) => failed(placeError(config, error)))
        server.listen(config.port, config.host, done)
      })
      sweep = setInterval(() => background(runDue(deps)), minute)
      background(runDue(deps))
      return config.publicUrl
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

/**
 * Begins one request a turn of the event loop. The database answers without a pause, so that fifty requests that come
 * together would be one long turn, in which no timer and no other socket is served.
 */
function oneATurn<A extends unknown[]>(begin: (...request: A) => unknown): (...request: A) => void {
  const waiting: A[] = []
  let turning = false
  const next = (): void => {
    const request = waiting.shift()
    turning = request !== undefined
    if (request === undefined) return
    void begin(...request)
    setImmediate(next)
  }
  return (...request) => {
    waiting.push(request)
    if (!turning) next()
  }
}

/** Why the server cannot stand where HOST and PORT say, in one sentence. */
function placeError({ host, port }: Config, { code, message }: NodeJS.ErrnoException): SettingError {
  if (code === 'EADDRINUSE') return new SettingError(`PORT ${port} is taken by another program; set another`)
  if (code === 'EACCES') return new SettingError(`PORT ${port} may not be used by this user; set one above 1023`)
  return new SettingError(`HOST ${host} is no address of this machine (${message})`)
}

/** TRACE and CONNECT never reach the application: the fetch standard has no request for them. */
function refused(request: IncomingMessage, response: ServerResponse): boolean {
  if (request.method !== 'TRACE' && request.method !== 'CONNECT') return false
  response.writeHead(405, { allow: 'GET, HEAD, POST, PUT' }).end()
  return true
}
