import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

export type Column<R> = {
  readonly key: string
  readonly head: string
  readonly cell: (row: R) => Child
  /** `end`: figures, of equal width, at the right edge. */
  readonly align?: 'end' | undefined
  /** What names the row: bold, first on a phone's card, the row's head for a screen reader. */
  readonly main?: true | undefined
  /** Sorts by this column, or the other way round. */
  readonly sortHref?: string | undefined
  readonly sorted?: 'ascending' | 'descending' | undefined
  /** Left out on narrow screens. */
  readonly wide?: true | undefined
  /** Never broken over two lines: dates, numbers, references. */
  readonly tight?: true | undefined
}

const isNothing = (content: Child): boolean =>
  content === null || content === undefined || content === false || content === ''

const classes = <R,>({ align, main, wide, tight }: Column<R>, more: string | false = false): string | undefined => {
  const all = [
    align === 'end' && 'td-end',
    main && 'td-cell-main',
    wide && 'td-wide',
    tight && 'td-tight',
    more,
  ].filter(Boolean)
  return all.length === 0 ? undefined : all.join(' ')
}

const Head = <R,>({ t, column }: { t: Words; column: Column<R> }) => (
  <th scope="col" class={classes(column)} aria-sort={column.sorted}>
    {column.sortHref === undefined ? (
      column.head
    ) : (
      <a href={column.sortHref} title={t('kit.sort_by', { column: column.head })}>
        {column.head}
        <Icon name="down" class={`td-sort td-sort-${column.sorted ?? 'none'}`} />
      </a>
    )}
  </th>
)

type Props<R> = {
  t: Words
  /** Read out, not shown: what the table holds. */
  caption: string
  columns: readonly Column<R>[]
  rows: readonly R[]
  /** Where a row leads: its main cell becomes the link. */
  href?: ((row: R) => string) | undefined
  id?: string | undefined
}

/** A table of records; on a phone each row becomes a card whose lines carry their column's name. */
export const Table = <R,>({ t, caption, columns, rows, href, id }: Props<R>) => (
  <div class="td-table-box">
    <table class="td-table">
      <caption class="visually-hidden">{caption}</caption>
      <thead>
        <tr>
          {columns.map((column) => (
            <Head t={t} column={column} />
          ))}
        </tr>
      </thead>
      <tbody id={id}>
        {rows.map((row) => (
          <tr>
            {columns.map((column) => {
              const content = column.cell(row)
              const linked = column.main && href !== undefined ? <a href={href(row)}>{content}</a> : content
              return column.main ? (
                <th scope="row" class={classes(column)}>
                  {linked}
                </th>
              ) : (
                <td class={classes(column, isNothing(content) && 'td-none')} data-label={column.head}>
                  {linked}
                </td>
              )
            })}
          </tr>
        ))}
      </tbody>
    </table>
  </div>
)
