import { fill, isMessageKey, type Words } from '../kernel/messages.ts'
import { sayCountry } from '../organisations/country.ts'
import type { C } from '../web/env.ts'
import { type Column, type LinkedRecord, ListPage, type State as Chip, StateChip, type Tone } from '../web/kit/index.ts'
import { linksOf } from '../web/list-links.ts'
import { said } from '../web/said-text.tsx'
import { patentKinds, type PatentStatus, patentStatuses } from './patent.ts'
import type { PatentPage, PatentQuery } from './queries.ts'

export const tones: Readonly<Record<PatentStatus, Tone>> = {
  preparing: 'draft',
  filed: 'going',
  preliminary_examination: 'going',
  published: 'going',
  substantive_examination: 'going',
  grant_notified: 'open',
  granted: 'done',
  fee_overdue: 'harm',
  lapsed_restorable: 'harm',
  lapsed: 'ended',
  expired: 'ended',
  surrendered: 'ended',
  withdrawn: 'ended',
  deemed_withdrawn: 'ended',
  deemed_abandoned: 'ended',
  rejected: 'ended',
  reexamination: 'going',
  invalidation_pending: 'halted',
  invalidated: 'ended',
  partly_invalidated: 'done',
  restored: 'done',
  suspended: 'halted',
}
export const chipOf = (t: Words, status: PatentStatus): Chip => ({
  label: t(`patent.status.${status}`),
  tone: tones[status],
})

type Item = PatentPage['items'][number]

/** As it stands beside another record. */
export const linkedPatent = (t: Words, p: Pick<Item, 'id' | 'reference' | 'title' | 'status'>): LinkedRecord => ({
  reference: p.reference,
  title: said(t, p.title),
  href: `/patents/${p.id}`,
  state: chipOf(t, p.status),
})

/** "CN 中国": the code of WIPO ST.3 and whose it is. */
export function sayOffice(t: Words, code: string): string {
  const key = `patent.office.${code}`
  const name = isMessageKey(key) ? fill(t.locale, key) : sayCountry(code, t.locale)
  return name === code ? code : `${code} ${name}`
}

function columnsOf(c: C, query: PatentQuery): Column<Item>[] {
  const { t } = c.var
  const { sort } = linksOf(c)
  return [
    {
      key: 'reference',
      head: t('record.reference'),
      cell: (p) => p.reference,
      tight: true,
      ...sort(query.sort, { asc: 'oldest', desc: 'newest' }, 'newest'),
    },
    { key: 'title', head: t('patent.title'), cell: (p) => said(t, p.title), main: true },
    { key: 'status', head: t('patent.status'), cell: (p) => <StateChip {...chipOf(t, p.status)} /> },
    { key: 'kind', head: t('patent.kind'), cell: (p) => t(`patent.kind.${p.kind}`), tight: true, wide: true },
    {
      key: 'number',
      head: t('patent.application_number'),
      cell: (p) => p.applicationNumber && `${p.officeCode} ${p.applicationNumber}`,
      tight: true,
    },
    {
      key: 'filed',
      head: t('patent.filing_date'),
      cell: (p) => p.filingDate,
      tight: true,
      ...sort(query.sort, { desc: 'filed' }, 'newest'),
    },
    {
      key: 'expiry',
      head: t('patent.expiry_short'),
      cell: (p) => p.expiryDate,
      tight: true,
      ...sort(query.sort, { asc: 'expiry' }, 'newest'),
    },
  ]
}

/** What the list can be narrowed to: offices there are, and the organisation it was opened for. */
export type Narrowing = {
  readonly offices: readonly string[]
  readonly organisation: { readonly id: string; readonly label: string } | null
}

export function PatentList({
  c,
  query,
  page,
  count,
  narrowing,
  mayCreate,
}: {
  c: C
  query: PatentQuery
  page: PatentPage
  count: number
  narrowing: Narrowing
  mayCreate: boolean
}) {
  const { t } = c.var
  const links = linksOf(c)
  const { offices, organisation } = narrowing
  const create = mayCreate ? { label: t('patent.new'), href: '/patents/new' } : undefined
  const choices = <V extends string>(values: readonly V[], say: (value: V) => string) =>
    values.map((value) => ({ value, label: say(value) }))
  return (
    <ListPage
      t={t}
      title={t('patent.many')}
      count={count}
      columns={columnsOf(c, query)}
      rows={page.items}
      href={(p) => `/patents/${p.id}`}
      search={{ action: '/patents', q: query.q, keep: links.kept }}
      filters={[
        links.filter(
          'status',
          t('patent.status'),
          t('list.all'),
          choices(patentStatuses, (status) => t(`patent.status.${status}`))
        ),
        links.filter(
          'kind',
          t('patent.kind'),
          t('patent.all_kinds'),
          choices(patentKinds, (kind) => t(`patent.kind.${kind}`))
        ),
        ...(offices.length > 1 || query.office !== undefined
          ? [
              links.filter(
                'office',
                t('patent.office_code'),
                t('patent.all_offices'),
                choices(offices, (code) => code)
              ),
            ]
          : []),
        ...(organisation === null
          ? []
          : [
              links.filter('organisation', t('patent.holder'), t('patent.all_holders'), [
                { value: organisation.id, label: organisation.label },
              ]),
            ]),
      ]}
      clearHref={links.clear}
      moreHref={links.more(page.nextCursor)}
      firstHref={links.first}
      csvHref={links.to({}, '/patents/export.csv')}
      primary={create}
      empty={{ title: t('patent.none'), text: t('patent.empty'), icon: 'shield', action: create }}
    />
  )
}
