import type { ExecutionContext } from 'hono'
import { createApp } from './app.ts'
import { schemaCheck } from './db/schema-check.ts'
import { openClient, openStore } from './db/store.ts'
import { filesOf } from './documents/files.ts'
import { afterCommit, runDue } from './jobs.ts'
import { type Config, isLocal, readConfig, SettingError } from './kernel/config.ts'
import { assetFonts } from './pdf/fonts.ts'
import type { C, Deps } from './web/env.ts'
import { dialByFetch } from './web/outside.ts'

/** What Cloudflare binds: the settings as text, and the static files of the build. */
type Bindings = Readonly<Record<string, unknown>> & { readonly ASSETS: Files }
type Files = { fetch(request: Request | string): Promise<Response> }

/** What one isolate needs to learn only once: plain values, nothing that belongs to a request. */
const known = { current: false }
let manifest: Readonly<Record<string, string>> | undefined

/** What `fetch` hands to the application in place of the bindings, of which it sees nothing else. */
const handed = (c: C): Deps => c.env as Deps
const app = createApp(handed)

const needed = {
  DATABASE_URL: 'is needed: the address of a libSQL server, such as libsql://desk.example.turso.io',
  PUBLIC_URL: 'is needed: the address people open, such as https://desk.example.edu.cn',
} as const

/** The settings, with what the edge cannot do without: it has no file of its own and knows no address by itself. */
function configOf(env: Bindings): Config {
  const set = Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => typeof entry[1] === 'string')
  )
  for (const [name, what] of Object.entries(needed)) if (!set[name]) throw new SettingError(`${name} ${what}`)
  if (set['DATABASE_URL']!.startsWith('file:')) throw new SettingError('DATABASE_URL must be a server here, not a file')
  if (set['DOCUMENTS']?.startsWith('file:'))
    throw new SettingError('DOCUMENTS must be database or s3:https://host/bucket here, where there is no directory')
  if (set['CLAMD']) throw new SettingError('CLAMD cannot be reached from here; it is for a server of your own')
  return readConfig(set)
}

/** Everything a request uses is its own; no request of an isolate may wait for what another has opened. */
async function depsOf(env: Bindings, config: Config, execution: ExecutionContext): Promise<Deps> {
  const client = openClient(config.databaseUrl!, config.databaseToken ?? undefined)
  const after = afterCommit()
  const deps: Deps = {
    store: openStore(client),
    files: filesOf(config),
    config,
    clock: () => new Date().toISOString(),
    assets: (manifest ??= await readManifest(env.ASSETS)),
    fonts: assetFonts(env.ASSETS),
    dial: dialByFetch,
    notify: (event, background) => after(deps, event, background),
    backgroundOf: () => (work) => execution.waitUntil(work),
    addressOf: (c) => c.req.header('cf-connecting-ip') ?? '',
    log: (line) => console.error(JSON.stringify(line)),
    notReady: schemaCheck(client, known),
  }
  return deps
}

async function readManifest(files: Files): Promise<Readonly<Record<string, string>>> {
  const answer = await files.fetch('https://assets.local/assets.json')
  if (!answer.ok) throw new Error(`assets.json is not among the static assets (${answer.status})`)
  return answer.json()
}

/** A style sheet or script of the build, which its name alone identifies; null when there is none. */
async function asset(request: Request, files: Files): Promise<Response | null> {
  const reads = request.method === 'GET' || request.method === 'HEAD'
  if (!reads || !new URL(request.url).pathname.startsWith('/assets/')) return null
  const found = await files.fetch(request)
  if (!found.ok && found.status !== 304) return null
  const answer = new Response(found.body, found)
  answer.headers.set('cache-control', 'public, max-age=31536000, immutable')
  answer.headers.set('x-content-type-options', 'nosniff')
  return answer
}

/** A wrong setting, in one sentence, to whoever deploys: it names the setting and tells no secret. */
function unset(sentence: string): Response {
  console.error(sentence)
  const headers = { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }
  return new Response(`${sentence}\n`, { status: 503, headers })
}

export default {
  async fetch(request: Request, env: Bindings, execution: ExecutionContext): Promise<Response> {
    if (request.method === 'TRACE')
      return new Response(null, { status: 405, headers: { allow: 'GET, HEAD, POST, PUT' } })
    const file = await asset(request, env.ASSETS)
    if (file !== null) return file
    try {
      const config = configOf(env)
      // The local mailbox shows sign-in codes to whoever looks: never to who came from elsewhere.
      if (config.localMailbox && !isLocal(new URL(request.url)))
        throw new SettingError('SMTP_URL is needed, such as smtp://user:password@mail.example.org:587')
      return await app.fetch(request, await depsOf(env, config, execution), execution)
    } catch (error) {
      if (error instanceof SettingError) return unset(error.message)
      throw error
    }
  },

  /** Each minute: what the request's own sweep missed, and what is due by the day. */
  async scheduled(_: unknown, env: Bindings, execution: ExecutionContext): Promise<void> {
    await runDue(await depsOf(env, configOf(env), execution))
  },
}
