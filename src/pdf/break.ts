import LineBreaker from 'linebreak'
import type { Item } from './itemise.ts'

/** After an item a line must end, may end, may end only when nothing else helps, or may not end. */
export type Break = 'must' | 'may' | 'last_resort' | 'never'

// 避头尾 (GB/T 15834-2011, 5): what may not begin a line, and what may not end one.
const neverFirst = new Set('」』）】》〉〕〗］｝。，、；：！？．”’…—·～～％‰℃!),.:;?]}%/／–')
const neverLast = new Set('「『（【《〈〔〖［｛“‘([{￥¥＄$€£')

/**
 * Where lines may end: UAX #14 as `linebreak` has it, in which “ ” are ambiguous (no break on either side), so that in
 * Chinese they are analysed as 「 」; then the marks that may not begin or end a line.
 */
export function breaksAfter(items: readonly Item[]): Break[] {
  const breaks = items.map((): Break => 'never')
  const text = items.map(analysed)
  const itemAt = new Map<number, number>() // UTF-16 position just after an item → the item
  text.reduce((position, chars, i) => {
    itemAt.set(position + chars.length, i)
    return position + chars.length
  }, 0)
  const breaker = new LineBreaker(text.join(''))
  for (let next = breaker.nextBreak(); next; next = breaker.nextBreak()) {
    const i = itemAt.get(next.position)
    if (i === undefined) continue
    if (items[i]?.kind === 'newline') breaks[i] = 'must'
    else if (isAllowed(items, i)) breaks[i] = 'may'
  }
  if (items.length > 0) breaks[items.length - 1] = 'must'
  return breaks
}

/** Whether a line may end after item i by the rules on first and last characters alone. */
export function isAllowed(items: readonly Item[], i: number): boolean {
  const next = items[i + 1]
  if (next?.kind === 'part' || next?.kind === 'space') return false
  let last = i
  while (items[last]?.kind === 'space') last--
  return !neverFirst.has(next?.text ?? '') && !neverLast.has(items[last]?.text ?? '')
}

function analysed({ kind, text }: Item): string {
  if (kind === 'open' && '“‘'.includes(text)) return '「'
  return kind === 'close' && '”’'.includes(text) ? '」' : text
}
