import { existsSync } from 'node:fs'
import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { openClient, openStore, prepareFile } from './db/store.ts'
import { type Config, readConfig } from './kernel/config.ts'
import { randomToken } from './kernel/ids.ts'

// What this machine has: settings, the secret, the database file, what the build made. Apart from the server
// (node.ts), so that the command line starts without loading all of it.

export type Settings = Readonly<Record<string, string | undefined>>
/** Where the build put things: beside the bundle, or `dist` when this runs from its sources. */
export const built = existsSync(join(import.meta.dirname, 'public')) ? import.meta.dirname : resolve('dist')

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

/** Beside the bundle, or the sources' own: never those of an older build. */
const beside = join(import.meta.dirname, 'drizzle')
export const migrations = (): string => (existsSync(beside) ? beside : resolve('drizzle'))
