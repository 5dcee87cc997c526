import { sayMoney } from '../kernel/money.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { show } from '../web/frame.tsx'
import { EmptyState, Heading, Money, Table } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { numbersOfOffices, type OfficeNumbers, thisYear } from './queries.ts'

/** The year asked for; this one unless it is a year. */
const yearOf = (c: C): string => {
  const asked = c.req.query('year') ?? ''
  return /^(19|20)\d\d$/.test(asked) ? asked : thisYear(c.var.ctx)
}

async function numbersPage(c: C) {
  const { t } = c.var
  const year = yearOf(c)
  const rows = await numbersOfOffices(c.var.ctx, year)
  const figure = (key: 'disclosed' | 'published' | 'patents' | 'licences' | 'transfers') => ({
    key,
    head: t(`numbers.${key}`),
    cell: (row: OfficeNumbers) => row[key],
    align: 'end' as const,
  })
  const years = [0, 1, 2, 3].map((back) => String(Number(thisYear(c.var.ctx)) - back))
  const actions = (
    <nav aria-label={t('numbers.year')}>
      {years.map((one) => (
        <a class="btn btn-sm" href={`/numbers?year=${one}`} aria-current={one === year ? 'page' : undefined}>
          {one}
        </a>
      ))}
    </nav>
  )
  const body = (
    <>
      <Heading t={t} title={`${t('numbers.title')} ${year}`} lead={t('numbers.lead')} actions={actions} />
      {rows.length === 0 ? (
        <EmptyState title={t('numbers.title')} text={t('numbers.nothing')} icon="building" />
      ) : (
        <Table<OfficeNumbers>
          t={t}
          caption={t('numbers.title')}
          rows={rows}
          columns={[
            { key: 'office', head: t('numbers.office'), cell: ({ name }) => say(name, t.locale).text, main: true },
            ...(['disclosed', 'published', 'patents', 'licences', 'transfers'] as const).map(figure),
            {
              key: 'value',
              head: t('numbers.value'),
              cell: ({ value }) => <Money text={sayMoney({ amount: value, currency: 'CNY' }, t.locale)} />,
              align: 'end' as const,
            },
          ]}
        />
      )}
    </>
  )
  return show(c, { title: t('numbers.title'), body })
}

export const numbersPages = pages('/numbers').get('/', 'numbers.read', numbersPage)
