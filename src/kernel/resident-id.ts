import type { Params } from './messages.ts'

const weights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2]
const characters = '10X98765432'

// Seventeen digits and a check character with up to three blanks, hyphens, dots, strokes or invisible characters
// between any two; letters may touch it (a file name), further digits may not. The lookahead lets matches overlap.
const between = String.raw`[\s\-‐-―−_.·/\u00ad\u200b-\u200f\u2060\ufeff]{0,3}`
const candidate = new RegExp(String.raw`(?<!\d)(?=((?:[1-9]${between}(?:\d${between}){16})[\dXx])(?!\d))`, 'g')

/**
 * A resident-ID number (GB 11643-1999: region, valid date of birth, check character) anywhere in a text or a file
 * name, also spaced, hyphenated or full-width; null when there is none. Never put what it returns into an answer or a
 * log. A Unified Social Credit Code is read as such first, in its own field (numbers.md).
 */
export function findResidentId(text: string): string | null {
  for (const [, found] of text.normalize('NFKC').matchAll(candidate)) {
    const number = strip(found!)
    if (isResidentId(number)) return number
  }
  return null
}

/** The text with every resident-ID number in it replaced by `…`; unchanged when there is none. */
export function hideResidentIds(text: string): string {
  if (findResidentId(text) === null) return text
  const normal = text.normalize('NFKC')
  let hidden = ''
  let from = 0
  for (const match of normal.matchAll(candidate)) {
    if (match.index < from || !isResidentId(strip(match[1]!))) continue
    hidden += `${normal.slice(from, match.index)}…`
    from = match.index + match[1]!.length
  }
  return hidden + normal.slice(from)
}

/** Message parameters without resident-ID numbers. */
export function hideIn(params: Params): Params {
  return Object.fromEntries(
    Object.entries(params).map(([name, value]) => [name, typeof value === 'string' ? hideResidentIds(value) : value])
  )
}

/** What was typed, fit to be repeated in an answer: no resident-ID number in it, at most `max` characters. */
export function quote(typed: string, max = 50): string {
  return hideResidentIds(typed)
    .slice(0, max)
    .replace(/[\ud800-\udbff]$/, '')
}

const strip = (found: string): string => found.replace(/[^\dXx]/g, '').toUpperCase()

function isResidentId(number: string): boolean {
  const born = `${number.slice(6, 10)}-${number.slice(10, 12)}-${number.slice(12, 14)}`
  if (!/^(?:18|19|20)/.test(born)) return false
  const day = new Date(`${born}T00:00:00Z`)
  if (Number.isNaN(day.getTime()) || !day.toISOString().startsWith(born)) return false
  const sum = weights.reduce((total, weight, i) => total + weight * Number(number[i]), 0)
  return characters[sum % 11] === number[17]
}
