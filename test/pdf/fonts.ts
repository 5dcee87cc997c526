import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import type { FontSet } from '../../src/pdf/blocks.ts'

const require = createRequire(import.meta.url)
const bytes = (file: string): Uint8Array => new Uint8Array(readFileSync(require.resolve(`@expo-google-fonts/${file}`)))

/** The full fonts, read once for all tests of a file. */
export const fonts: FontSet = {
  han: bytes('noto-serif-sc/400Regular/NotoSerifSC_400Regular.ttf'),
  hanBold: bytes('noto-serif-sc/700Bold/NotoSerifSC_700Bold.ttf'),
  latin: bytes('source-serif-4/400Regular/SourceSerif4_400Regular.ttf'),
  latinBold: bytes('source-serif-4/700Bold/SourceSerif4_700Bold.ttf'),
}
