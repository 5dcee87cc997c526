import { mkdir, open, readdir, readFile, rename, rm } from 'node:fs/promises'
import { dirname, join, resolve } from 'node:path'
import { SettingError } from '../kernel/config.ts'
import type { FileStore } from '../kernel/files.ts'
import { randomToken } from '../kernel/ids.ts'
import { insistDay, insistKey } from './keys.ts'

const codeOf = (error: unknown): string | undefined => (error as NodeJS.ErrnoException).code
const absent = (error: unknown): null => {
  if (codeOf(error) === 'ENOENT') return null
  throw error
}

/**
 * A directory of this machine. A file appears whole or not at all: it is written under a temporary name, flushed to
 * the disk and then renamed. Readable by the server's own user alone.
 */
export function directoryStore(directory: string): FileStore {
  const at = (key: string): string => join(resolve(directory), insistKey(key))
  return {
    async put(key, bytes) {
      const file = at(key)
      const folder = dirname(file)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      const temporary = join(folder, `.${randomToken(9)}.part`)
      try {
        const handle = await open(temporary, 'wx', 0o600)
        try {
          await handle.writeFile(bytes)
          await handle.sync()
        } finally {
          await handle.close()
        }
        await rename(temporary, file)
      } catch (error) {
        await rm(temporary, { force: true })
        throw error
      }
      await syncFolder(folder)
    },
    // Not as a Buffer: `readFile` takes small ones from a pool that others see.
    get: (key) =>
      readFile(at(key)).then((bytes) => new Uint8Array(bytes.buffer, bytes.byteOffset, bytes.length), absent),
    remove: (key) => rm(at(key), { force: true }),
    async keysOf(day) {
      const names = await readdir(join(resolve(directory), insistDay(day))).catch(absent)
      return (names ?? []).filter((name) => !name.startsWith('.')).map((name) => `${day}/${name}`)
    },
  }
}

/** The new name itself must survive a power cut, too. Not every file system lets a folder be flushed. */
async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder, 'r').catch(() => null)
  await handle?.sync().catch(() => undefined)
  await handle?.close()
}

/** Makes the directory of the settings and tries to write there, so that a wrong one stops the start. */
export async function makeDirectory(place: string): Promise<void> {
  if (!place.startsWith('file:')) return
  const directory = resolve(place.slice('file:'.length))
  try {
    await mkdir(directory, { recursive: true, mode: 0o700 })
    const probe = join(directory, `.${randomToken(9)}.part`)
    await (await open(probe, 'wx', 0o600)).close()
    await rm(probe)
  } catch (error) {
    throw new SettingError(`DOCUMENTS ${directory} cannot be written to (${codeOf(error) ?? String(error)})`)
  }
}
