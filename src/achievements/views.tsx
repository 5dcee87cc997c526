import { officeDay } from '../kernel/dates.ts'
import { fill, type Words } from '../kernel/messages.ts'
import { sayShare } from '../kernel/shares.ts'
import type { C } from '../web/env.ts'
import { linksOf } from '../web/list-links.ts'
import {
  type Column,
  type FactGroup,
  type LinkedRecord,
  ListPage,
  type State as Chip,
  StateChip,
  Table,
  type Tone,
} from '../web/kit/index.ts'
import { said } from '../web/said-text.tsx'
import { fields, type State, states } from './achievement.ts'
import type { AchievementPage, AchievementQuery, AchievementRow, ContributorRow } from './queries.ts'

const tones: Readonly<Record<State, Tone>> = {
  draft: 'draft',
  submitted: 'open',
  formal_check: 'going',
  returned: 'halted',
  evaluation: 'going',
  evaluated: 'open',
  approved: 'done',
  rejected: 'ended',
  publicity: 'going',
  objection: 'halted',
  published: 'done',
  under_negotiation: 'going',
  licensed: 'done',
  transferred: 'done',
  invested: 'done',
  self_implemented: 'done',
  suspended: 'halted',
  closed: 'ended',
}

export const chipOf = (t: Words, state: State): Chip => ({ label: t(`achievement.state.${state}`), tone: tones[state] })

type Item = AchievementPage['items'][number]

/** As it stands beside another record. */
export const linkedAchievement = (t: Words, a: Pick<Item, 'id' | 'reference' | 'title' | 'state'>): LinkedRecord => ({
  reference: a.reference,
  title: said(t, a.title),
  href: `/achievements/${a.id}`,
  state: chipOf(t, a.state),
})

function columnsOf(c: C, query: AchievementQuery): Column<Item>[] {
  const { t, ctx } = c.var
  const { sort } = linksOf(c)
  return [
    { key: 'reference', head: t('record.reference'), cell: (a) => a.reference, tight: true },
    { key: 'title', head: t('achievement.title'), cell: (a) => said(t, a.title), main: true },
    { key: 'state', head: t('record.state'), cell: (a) => <StateChip {...chipOf(t, a.state)} /> },
    {
      key: 'field',
      head: t('achievement.field'),
      cell: (a) => (a.field === null ? null : t(`achievement.field.${a.field}`)),
      wide: true,
    },
    { key: 'trl', head: t('achievement.trl_short'), cell: (a) => a.trl, align: 'end', wide: true },
    {
      key: 'created',
      head: t('list.created'),
      cell: (a) => officeDay(a.createdAt, ctx.zone),
      tight: true,
      ...sort(query.sort, { asc: 'oldest', desc: 'newest' }, 'newest'),
    },
  ]
}

export function AchievementList({
  c,
  query,
  page,
  count,
  mayCreate,
}: {
  c: C
  query: AchievementQuery
  page: AchievementPage
  count: number
  mayCreate: boolean
}) {
  const { t } = c.var
  const links = linksOf(c)
  const create = mayCreate ? { label: t('achievement.new'), href: '/achievements/new' } : undefined
  return (
    <ListPage
      t={t}
      title={t('achievement.many')}
      count={count}
      columns={columnsOf(c, query)}
      rows={page.items}
      href={(a) => `/achievements/${a.id}`}
      search={{ action: '/achievements', q: query.q, keep: links.kept }}
      filters={[
        links.filter(
          'state',
          t('record.state'),
          t('list.all'),
          states.map((value) => ({ value, label: t(`achievement.state.${value}`) }))
        ),
        links.filter(
          'field',
          t('achievement.field'),
          t('list.all'),
          fields.map((value) => ({ value, label: t(`achievement.field.${value}`) }))
        ),
      ]}
      clearHref={links.clear}
      moreHref={links.more(page.nextCursor)}
      firstHref={links.first}
      csvHref={links.to({}, '/achievements/export.csv')}
      primary={create}
      empty={{ title: t('achievement.none'), text: t('achievement.empty'), icon: 'bulb', action: create }}
    />
  )
}

const Contributors = ({ t, made, shares }: { t: Words; made: readonly ContributorRow[]; shares: boolean }) => (
  <Table<ContributorRow>
    t={t}
    caption={t('achievement.contributors')}
    rows={made}
    columns={[
      { key: 'name', head: t('achievement.contributor_name'), cell: (one) => one.name, main: true },
      { key: 'unit', head: t('achievement.contributor_unit'), cell: (one) => one.unit },
      { key: 'role', head: t('achievement.contributor_role'), cell: (one) => t(`achievement.role.${one.role}`) },
      ...(shares
        ? [
            {
              key: 'share',
              head: t('achievement.share_short'),
              cell: (one: ContributorRow) => sayShare(one.share),
              align: 'end' as const,
            },
          ]
        : []),
    ]}
  />
)

/** What the record says, in the groups it is edited in. */
export function groupsOf(c: C, a: AchievementRow, editHref: string | undefined): FactGroup[] {
  const { t } = c.var
  const choice = (key: string, value: string | null) =>
    value === null ? null : fill(t.locale, `achievement.${key}.${value}` as 'achievement.field.other')
  const edit = (anchor: string) => (editHref === undefined ? {} : { editHref: `${editHref}#${anchor}` })
  const kept = (field: AchievementRow['withheld'][number]) =>
    a.withheld.includes(field) ? <span class="td-quiet">{t('record.withheld')}</span> : null
  const shown =
    a.earlierDisclosure === null
      ? null
      : 'answer' in a.earlierDisclosure
        ? t('achievement.earlier_disclosure.none')
        : [a.earlierDisclosure.on, a.earlierDisclosure.where].filter(Boolean).join(' · ')
  return [
    {
      id: 'disclosure',
      title: t('achievement.section_disclosure'),
      ...edit('f-title-set'),
      facts: [
        {
          label: t('achievement.abstract'),
          value: a.abstract === null ? kept('abstract') : <div class="td-prose">{said(t, a.abstract)}</div>,
          wide: true,
        },
        {
          label: t('achievement.keywords'),
          value: kept('keywords') ?? a.keywords.join(t.locale === 'en' ? ', ' : '、'),
        },
        { label: t('achievement.field'), value: choice('field', a.field) },
        { label: t('achievement.trl'), value: a.trl === null ? null : t('achievement.trl_level', { level: a.trl }) },
        { label: t('achievement.confidentiality'), value: choice('confidentiality', a.confidentiality) },
      ],
    },
    {
      id: 'contributors',
      title: t('achievement.contributors'),
      ...edit('g-contributors'),
      facts: [],
      more:
        a.contributors.length === 0 ? null : (
          <Contributors t={t} made={a.contributors} shares={!a.withheld.includes('contributors')} />
        ),
    },
    {
      id: 'funding',
      title: t('achievement.section_funding'),
      ...edit('f-fundingSource'),
      facts: [
        { label: t('achievement.funding_source'), value: choice('funding', a.fundingSource) },
        { label: t('achievement.funding_project'), value: a.fundingProject },
        {
          label: t('achievement.state_funded'),
          value: a.stateFunded === null ? null : t(a.stateFunded ? 'kit.yes' : 'kit.no'),
        },
        { label: t('achievement.service_basis'), value: choice('basis', a.serviceBasis) },
        { label: t('achievement.route'), value: choice('route', a.route) },
      ],
    },
    {
      id: 'rights',
      title: t('achievement.section_rights'),
      ...edit('f-earlierDisclosure-answer-set'),
      facts: [
        { label: t('achievement.earlier_disclosure'), value: kept('earlierDisclosure') ?? shown },
        {
          label: t('achievement.third_party_rights'),
          value: kept('thirdPartyRights') ?? a.thirdPartyRights,
          wide: true,
        },
      ],
    },
  ]
}
