import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { FontFile, FontSource } from './fonts.ts'

/** The full fonts from a folder that `buildFonts` has filled; each file is read once. Node only. */
export function diskFonts(folder: string): FontSource {
  const files = new Map<FontFile, Promise<Uint8Array>>()
  return {
    coreFirst: false,
    load(file) {
      const found = files.get(file) ?? readFile(join(folder, file))
      files.set(file, found)
      found.catch(() => files.delete(file)) // a folder filled later is read then
      return found
    },
  }
}
