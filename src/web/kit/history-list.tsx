import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'

export type HistoryItem = {
  /** The moment in UTC. */
  readonly at: string
  /** The moment as the reader writes it, in the office's zone. */
  readonly when: string
  /** Who did what: "Li Na submitted the achievement". */
  readonly sentence: Child
  /** What somebody wrote with it. */
  readonly remark?: string | undefined
  readonly changes?: readonly { readonly field: string; readonly from: string; readonly to: string }[] | undefined
}

export const HistoryList = ({ t, items }: { t: Words; items: readonly HistoryItem[] }) =>
  items.length === 0 ? (
    <p class="td-quiet">{t('kit.no_history')}</p>
  ) : (
    <ol class="td-history">
      {items.map(({ at, when, sentence, remark, changes = [] }) => (
        <li>
          <div class="td-history-line">
            <span>{sentence}</span>
            <time datetime={at}>{when}</time>
          </div>
          {remark !== undefined && <blockquote>{remark}</blockquote>}
          {changes.length > 0 && (
            <details>
              <summary>{t('kit.changes', { count: changes.length })}</summary>
              <ul>
                {changes.map(({ field, from, to }) => (
                  <li>
                    <strong>{field}</strong>{' '}
                    {t('kit.from_to', { from: from || t('kit.nothing'), to: to || t('kit.nothing') })}
                  </li>
                ))}
              </ul>
            </details>
          )}
        </li>
      ))}
    </ol>
  )
