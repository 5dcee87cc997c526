import { historyOf } from '../history/queries.ts'
import type { Change } from '../history/table.ts'
import { sayMoment } from '../kernel/dates.ts'
import { fill, isMessageKey, type Words } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import type { C } from './env.ts'
import { sentence } from './history.ts'
import type { HistoryItem } from './kit/history-list.tsx'

/** `fundingSource` as the catalogue writes it. */
export const snake = (field: string): string => field.replace(/[A-Z]/g, (letter) => `_${letter.toLowerCase()}`)

/** How a room says stored values that have no words of their own: ids of other records, codes. Undefined: as usual. */
export type Says = (field: string, value: unknown) => string | undefined

/**
 * A record's story as its page tells it, newest first. `word`: prefix of the labels of its fields (`patent`).
 * `saying` looks up at once what the changes name; `keep`: fields whose changes are not this reader's to know.
 */
export async function storyOf(
  c: C,
  recordId: string,
  word: string,
  saying?: (changes: readonly Change[]) => Promise<Says> | Says,
  keep: readonly string[] = []
): Promise<HistoryItem[]> {
  const { ctx, t } = c.var
  const entries = await historyOf(ctx, recordId)
  const says = await saying?.(entries.flatMap((entry) => entry.payload?.changes ?? []))
  return entries.toReversed().map((entry) => ({
    at: entry.at,
    when: sayMoment(entry.at, ctx.zone),
    sentence: sentence(t, entry),
    changes: (entry.payload?.changes ?? [])
      .filter(({ field }) => !keep.includes(field))
      .map((change) => sayChange(t, word, change, says)),
  }))
}

function sayChange(t: Words, word: string, { field, from, to }: Change, says: Says = () => undefined) {
  const key = `${word}.${snake(field)}`
  const label = isMessageKey(key) ? fill(t.locale, key) : field
  const value = (stored: unknown): string => {
    if (Array.isArray(stored)) return stored.map(value).join(t.locale === 'en' ? ', ' : '、')
    return says(field, stored) ?? sayValue(t, key, stored)
  }
  return { field: label, from: value(from), to: value(to) }
}

/** A stored value in words: texts in the reader's language, choices by their label, lists joined. */
function sayValue(t: Words, key: string, value: unknown): string {
  if (value === null || value === undefined) return ''
  if (typeof value === 'boolean') return t(value ? 'kit.yes' : 'kit.no')
  if (typeof value === 'string') {
    const choice = `${key}.${value}`
    return isMessageKey(choice) ? fill(t.locale, choice) : value
  }
  if (Array.isArray(value)) return value.map((item) => sayValue(t, key, item)).join(t.locale === 'en' ? ', ' : '、')
  if (typeof value !== 'object') return typeof value === 'number' ? String(value) : ''
  const { zh, en, name } = value as { zh?: string; en?: string; name?: unknown }
  if (zh !== undefined || en !== undefined) return say({ zh, en }, t.locale).text
  if (name !== undefined) return sayValue(t, key, name)
  return Object.values(value)
    .map((part) => sayValue(t, key, part))
    .filter((part) => part !== '')
    .join(' ')
}
