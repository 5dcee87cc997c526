import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

export type Option = {
  readonly label: string
  readonly href: string
  readonly current: boolean
  readonly count?: number | undefined
}
/** One thing to filter by. The first option is "all". Every option is a link: the address is the list's state. */
export type Filter = { readonly label: string; readonly options: readonly Option[] }

// A short choice stands open as chips; a long one would push the list off the page.
const few = 5

const Links = ({ options, item }: { options: readonly Option[]; item: string }) => (
  <>
    {options.map(({ label, href, current, count }) => (
      <a class={item} href={href} aria-current={current ? 'true' : undefined}>
        {label}
        {count !== undefined && <span class="td-option-count">{count}</span>}
      </a>
    ))}
  </>
)

export const Filters = ({ t, filters }: { t: Words; filters: readonly Filter[] }) => (
  <div class="td-filters" role="group" aria-label={t('kit.filters')}>
    {filters.map(({ label, options }) => {
      if (options.length <= few) {
        return (
          <div class="td-choice" role="group" aria-label={label}>
            <Links options={options} item="td-choice-item" />
          </div>
        )
      }
      const chosen = options.find(({ current }) => current)
      const filtered = chosen !== undefined && chosen !== options[0]
      return (
        <details class="td-menu">
          <summary class={filtered ? 'td-filter td-filter-on' : 'td-filter'}>
            {label}
            <strong>{chosen?.label ?? t('kit.filter_all')}</strong>
            <Icon name="down" class="td-icon-small" />
          </summary>
          <div class="td-panel td-panel-scroll">
            <Links options={options} item="td-panel-item" />
          </div>
        </details>
      )
    })}
  </div>
)

export type ListSearch = {
  readonly action: string
  readonly q?: string | undefined
  readonly label?: string | undefined
  /** The filters and the order, which a new search keeps. */
  readonly keep?: readonly (readonly [name: string, value: string])[] | undefined
}

export const SearchField = ({ t, action, q, label, keep = [] }: ListSearch & { t: Words }) => (
  <form class="td-list-search" role="search" method="get" action={action} aria-label={label ?? t('kit.search_in')}>
    <Icon name="search" />
    <input
      type="search"
      name="q"
      value={q}
      placeholder={label ?? t('kit.search_in')}
      aria-label={label ?? t('kit.search_in')}
    />
    {keep.map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class="visually-hidden-focusable btn btn-sm" type="submit">
      {t('kit.search')}
    </button>
  </form>
)
