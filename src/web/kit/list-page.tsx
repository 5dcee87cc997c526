import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import type { Crumb } from './breadcrumbs.tsx'
import { type Act, type Empty, EmptyState } from './empty-state.tsx'
import { type Filter, Filters, type ListSearch, SearchField } from './filters.tsx'
import { Heading } from './heading.tsx'
import { Icon } from './icon.tsx'
import { type Column, Table } from './table.tsx'

type Props<R> = {
  t: Words
  title: string
  /** How many there are with these filters; left out when counting costs too much. */
  count?: number | undefined
  lead?: Child
  crumbs?: readonly Crumb[] | undefined
  columns: readonly Column<R>[]
  rows: readonly R[]
  href?: ((row: R) => string) | undefined
  search?: ListSearch | undefined
  filters?: readonly Filter[] | undefined
  /** The address without search and filters. Given only while some of them hold. */
  clearHref?: string | undefined
  /** The address of the next page (its cursor). */
  moreHref?: string | undefined
  /** The first page, when this is a later one. */
  firstHref?: string | undefined
  /** Exactly what is shown, as CSV. */
  csvHref?: string | undefined
  primary?: Act | undefined
  actions?: Child
  empty: Empty
}

/** A list: its whole state is its address, so that it can be shared and gone back to. */
export const ListPage = <R,>(props: Props<R>) => {
  const { t, title, rows, columns, clearHref, csvHref, primary, actions } = props
  const nothing = rows.length === 0
  const bare = nothing && clearHref === undefined && props.firstHref === undefined
  const buttons = (
    <>
      {actions}
      {csvHref !== undefined && !nothing && (
        <a class="btn td-print-no" href={csvHref}>
          <Icon name="download" />
          {t('kit.export')}
        </a>
      )}
      {primary !== undefined && !(bare && props.empty.action !== undefined) && (
        <a class="btn btn-primary td-print-no" href={primary.href}>
          <Icon name="plus" />
          {primary.label}
        </a>
      )}
    </>
  )
  return (
    <section class="td-list">
      <Heading
        t={t}
        title={title}
        crumbs={props.crumbs}
        lead={props.lead}
        beside={
          props.count === undefined || bare ? undefined : (
            <span class="td-count">{t('kit.count', { count: props.count })}</span>
          )
        }
        actions={buttons}
      />
      {!bare && (props.search !== undefined || props.filters !== undefined) && (
        <div class="td-list-bar td-print-no">
          {props.search !== undefined && <SearchField t={t} {...props.search} />}
          {props.filters !== undefined && <Filters t={t} filters={props.filters} />}
          {clearHref !== undefined && (
            <a class="td-clear" href={clearHref}>
              {t('kit.clear')}
            </a>
          )}
        </div>
      )}
      {bare ? (
        <EmptyState {...props.empty} />
      ) : nothing ? (
        <EmptyState title={t('kit.no_match')} text={t('kit.no_match_hint')} icon="search" action={undefined} />
      ) : (
        <Table t={t} caption={title} columns={columns} rows={rows} href={props.href} id="rows" />
      )}
      <More t={t} moreHref={props.moreHref} firstHref={props.firstHref} />
    </section>
  )
}

/** With script, more rows are added below; without, the link leads to the next page. */
const More = ({
  t,
  moreHref,
  firstHref,
}: {
  t: Words
  moreHref: string | undefined
  firstHref: string | undefined
}) => (
  <p id="more" class="td-more td-print-no">
    {moreHref !== undefined && (
      <a
        class="btn"
        href={moreHref}
        hx-get={moreHref}
        hx-target="#rows"
        hx-select="#rows > tr"
        hx-swap="beforeend"
        hx-select-oob="#more"
      >
        {t('kit.more')}
      </a>
    )}
    {firstHref !== undefined && (
      <a class="td-first-page" href={firstHref}>
        {t('kit.first_page')}
      </a>
    )}
  </p>
)
