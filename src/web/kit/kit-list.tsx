import type { Words } from '../../kernel/messages.ts'
import { StateChip } from './chip.tsx'
import type { Filter } from './filters.tsx'
import { ListPage } from './list-page.tsx'
import { type SampleRow, sampleRows, sampleWords } from './samples.tsx'
import type { Column } from './table.tsx'
import { DateText, Money } from './text.tsx'

const here = '/kit/list'

/** The List pattern: full, without any record yet, and without a match. */
export const SampleList = ({ t, rows }: { t: Words; rows: 'some' | 'none' | 'no match' }) => {
  const s = sampleWords(t)
  const columns: Column<SampleRow>[] = [
    {
      key: 'reference',
      head: s('reference'),
      cell: (row) => <span class="td-reference">{row.reference}</span>,
      tight: true,
      sortHref: `${here}?sort=reference`,
    },
    { key: 'title', head: s('title'), cell: (row) => row.title, main: true, sortHref: `${here}?sort=title` },
    { key: 'field', head: s('field'), cell: (row) => row.field, wide: true },
    { key: 'person', head: s('completer'), cell: (row) => row.person, wide: true },
    { key: 'state', head: s('state'), cell: (row) => <StateChip {...row.state} /> },
    { key: 'value', head: s('value'), cell: (row) => row.value !== '' && <Money text={row.value} />, align: 'end' },
    {
      key: 'updated',
      head: s('updated'),
      cell: (row) => <DateText date={row.updated} />,
      align: 'end',
      sortHref: `${here}?sort=-updated`,
      sorted: 'descending',
    },
  ]
  const filters: Filter[] = [
    {
      label: s('waiting'),
      options: [
        { label: s('all'), href: here, current: true, count: 128 },
        { label: s('mine'), href: `${here}?mine=1`, current: false, count: 9 },
        { label: s('published'), href: `${here}?state=published`, current: false, count: 64 },
      ],
    },
    {
      label: s('field'),
      options: (['all', 'energy', 'materials', 'machinery', 'electronics', 'chemistry', 'medicine'] as const).map(
        (key, i) => ({
          label: s(key),
          href: `${here}?field=${key}`,
          current: i === 0,
        })
      ),
    },
  ]
  return (
    <ListPage
      t={t}
      title={s('achievements')}
      count={rows === 'some' ? 128 : 0}
      columns={columns}
      rows={rows === 'some' ? sampleRows(s) : []}
      href={() => '/kit/record'}
      search={{
        action: here,
        q: rows === 'no match' ? 'xyz' : undefined,
        label: s('search_achievements'),
        keep: [['sort', '-updated']],
      }}
      filters={filters}
      clearHref={rows === 'no match' ? here : undefined}
      moreHref={rows === 'some' ? `${here}?cursor=abc` : undefined}
      csvHref={`${here}.csv`}
      primary={{ label: s('file_achievement'), href: '/kit/form' }}
      empty={{
        title: s('empty_title'),
        text: s('empty_text'),
        action: { label: s('file_achievement'), href: '/kit/form' },
        icon: 'bulb',
      }}
    />
  )
}
