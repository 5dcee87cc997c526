import { z } from 'zod'
import type { HistoryEntry } from '../history/queries.ts'
import { fill, isMessageKey, type Words } from '../kernel/messages.ts'

/** History as sentences in the reader's language. */
export const HistoryList = z
  .array(
    z.object({
      at: z.string(),
      actor: z.string(),
      event: z.string(),
      sentence: z.string(),
      changes: z.array(z.object({ field: z.string(), from: z.unknown(), to: z.unknown() })),
    })
  )
  .meta({ id: 'History' })

/** One entry as a sentence: who did what. An event without a sentence does not compile where it is recorded. */
export function sentence(t: Words, entry: HistoryEntry): string {
  const key = `history.${entry.event}`
  const { actsFor, ...rest } = entry.payload?.params ?? {}
  const name = entry.actorName
  const actor = actsFor === undefined ? name : fill(t.locale, 'history.acts_for', { name, absent: actsFor })
  const params = { actor, ...rest }
  return isMessageKey(key) ? fill(t.locale, key, params) : entry.event
}

/** `keep`: fields whose changes are not this reader's to know. */
export function historyOut(
  t: Words,
  entries: readonly HistoryEntry[],
  keep: readonly string[] = []
): z.infer<typeof HistoryList> {
  return entries.map((entry) => ({
    at: entry.at,
    actor: entry.actorName,
    event: entry.event,
    sentence: sentence(t, entry),
    changes: (entry.payload?.changes ?? []).filter(({ field }) => !keep.includes(field)),
  }))
}
