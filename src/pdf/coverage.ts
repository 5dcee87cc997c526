import type { FontSet } from './blocks.ts'
import { type Faces, facesOf, has } from './faces.ts'

const unseen = /[\s\u00ad\u200b-\u200f\u2060\ufeff]/u

/** Distinct characters, in the order they come, that no font of the set has. Spaces and invisible characters need none. */
export function uncovered(texts: Iterable<string>, fonts: FontSet): string[] {
  const faces = facesOf(fonts)
  const missing = new Set<string>()
  const seen = new Set<string>()
  for (const text of texts) {
    for (const char of text.normalize('NFC')) {
      if (seen.has(char)) continue
      seen.add(char)
      if (!unseen.test(char) && !covered(char, faces)) missing.add(char)
    }
  }
  return [...missing]
}

/** Bold and regular are cut from one design, but a subset may differ: a character must be in both. */
const covered = (char: string, { han, hanBold, latin, latinBold, rare, rareBold }: Faces): boolean =>
  (has(han, char) || has(latin, char) || has(rare, char)) &&
  (has(hanBold, char) || has(latinBold, char) || has(rareBold, char))
