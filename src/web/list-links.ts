import type { C } from './env.ts'
import type { Filter } from './kit/filters.tsx'

type Change = Readonly<Record<string, string | undefined>>

/** Addresses of one list: its state is its address, so a filter, an order or a page is a link. */
export function linksOf(c: C) {
  const url = new URL(c.req.url)
  const current = Object.fromEntries(url.searchParams)
  /** This list with something changed; `undefined` takes it away. A change begins again at the first page. */
  const to = (change: Change, path = url.pathname): string => {
    const { cursor: _, ...rest } = current
    const entries = Object.entries({ ...rest, ...change }).filter((entry): entry is [string, string] => !!entry[1])
    return entries.length === 0 ? path : `${path}?${new URLSearchParams(entries)}`
  }
  /** One thing to filter by; the first option is "all". */
  const filter = (
    name: string,
    label: string,
    all: string,
    options: readonly { readonly value: string; readonly label: string; readonly count?: number | undefined }[]
  ): Filter => ({
    label,
    options: [
      { label: all, href: to({ [name]: undefined }), current: current[name] === undefined },
      ...options.map(({ value, ...option }) => ({
        ...option,
        href: to({ [name]: value }),
        current: current[name] === value,
      })),
    ],
  })
  const filtered = Object.keys(current).some((name) => !['cursor', 'sort', 'limit', 'done'].includes(name))
  return {
    to,
    filter,
    /** Without search and filters; only while some of them hold. */
    clear: filtered ? url.pathname : undefined,
    first: current['cursor'] === undefined ? undefined : to({}),
    more: (cursor: string | null) => (cursor === null ? undefined : to({ cursor })),
    /** What a new search keeps: filters and order. */
    kept: Object.entries(current).filter(([name]) => name !== 'q' && name !== 'cursor'),
    /** Sorting by a column: `asc` and `desc` are the orders' names; another click turns it round. */
    sort: (now: string, ways: { readonly asc?: string; readonly desc?: string }, usual: string) => {
      const next = now === ways.asc ? (ways.desc ?? ways.asc) : (ways.asc ?? ways.desc)
      const sorted = now === ways.asc ? ('ascending' as const) : now === ways.desc ? ('descending' as const) : undefined
      return { sortHref: to({ sort: next === usual ? undefined : next }), sorted }
    },
  }
}
