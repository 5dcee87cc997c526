import { kindTitle } from '../contracts/kinds/index.ts'
import { officeDay } from '../kernel/dates.ts'
import type { Words } from '../kernel/messages.ts'
import { sayMoney } from '../kernel/money.ts'
import type { C } from '../web/env.ts'
import {
  type Column,
  type LinkedRecord,
  ListPage,
  Money,
  type State as Chip,
  StateChip,
  type Tone,
} from '../web/kit/index.ts'
import { linksOf } from '../web/list-links.ts'
import { said } from '../web/said-text.tsx'
import { agreementKinds, type State, states } from './agreement.ts'
import { sharedStates } from './policy.ts'
import type { AgreementPage, AgreementQuery, otherParties } from './queries.ts'

const tones: Readonly<Record<State, Tone>> = {
  draft: 'draft',
  internal_review: 'open',
  negotiation: 'going',
  price_determination: 'going',
  public_notice: 'going',
  objection_handling: 'halted',
  price_fixed: 'open',
  approved: 'done',
  signed: 'done',
  effective: 'done',
  in_performance: 'going',
  completed: 'done',
  breached: 'harm',
  dispute: 'harm',
  terminated: 'ended',
  expired: 'ended',
  cancelled: 'ended',
  void: 'ended',
  rescinded: 'ended',
}

export const chipOf = (t: Words, state: State): Chip => ({ label: t(`agreement.state.${state}`), tone: tones[state] })

type Item = AgreementPage['items'][number]
type Others = Awaited<ReturnType<typeof otherParties>>

function columnsOf(c: C, query: AgreementQuery, others: Others): Column<Item>[] {
  const { t, ctx } = c.var
  const { sort } = linksOf(c)
  const comma = t.locale === 'en' ? ', ' : '、'
  return [
    { key: 'reference', head: t('record.reference'), cell: (a) => a.reference, tight: true },
    { key: 'title', head: t('agreement.title'), cell: (a) => said(t, a.title), main: true },
    {
      key: 'party',
      head: t('agreement.other_party'),
      cell: (a) => others.get(a.id)?.map((name, i) => [i > 0 && comma, said(t, name)]),
      wide: true,
    },
    { key: 'kind', head: t('agreement.kind'), cell: (a) => kindTitle(a.kind, t.locale), wide: true, tight: true },
    { key: 'state', head: t('record.state'), cell: (a) => <StateChip {...chipOf(t, a.state)} />, tight: true },
    {
      key: 'value',
      head: t('agreement.contract_value'),
      cell: (a) => (a.contractValue === null ? null : <Money text={sayMoney(a.contractValue, t.locale)} />),
      align: 'end',
      tight: true,
    },
    {
      key: 'created',
      head: t('list.created'),
      cell: (a) => officeDay(a.createdAt, ctx.zone),
      tight: true,
      ...sort(query.sort, { asc: 'oldest', desc: 'newest' }, 'newest'),
    },
  ]
}

type Props = {
  c: C
  query: AgreementQuery
  page: AgreementPage
  others: Others
  count: number
  mayCreate: boolean
}

export function AgreementList({ c, query, page, others, count, mayCreate }: Props) {
  const { t, ctx } = c.var
  const links = linksOf(c)
  const create = mayCreate ? { label: t('agreement.new'), href: '/agreements/new' } : undefined
  // The other party never meets the office's own states, so they are nothing to filter by.
  const office = ctx.actor.officeId !== null
  return (
    <ListPage
      t={t}
      title={t('agreement.many')}
      count={count}
      columns={columnsOf(c, query, others)}
      rows={page.items}
      href={(a) => `/agreements/${a.id}`}
      search={{ action: '/agreements', q: query.q, keep: links.kept }}
      filters={[
        links.filter(
          'state',
          t('record.state'),
          t('list.all'),
          (office ? states : sharedStates).map((value) => ({ value, label: t(`agreement.state.${value}`) }))
        ),
        links.filter(
          'kind',
          t('agreement.kind'),
          t('list.all'),
          agreementKinds.map((value) => ({ value, label: kindTitle(value, t.locale) }))
        ),
      ]}
      clearHref={links.clear}
      moreHref={links.more(page.nextCursor)}
      firstHref={links.first}
      csvHref={links.to({}, '/agreements/export.csv')}
      primary={create}
      empty={{
        title: t('agreement.many'),
        text: t(office ? 'agreement.empty' : 'agreement.empty_enterprise'),
        icon: 'pen',
        action: create,
      }}
    />
  )
}

/** An agreement as a line beside another record. */
export const linkedAgreement = (
  t: Words,
  { id, reference, title, state }: Pick<Item, 'id' | 'reference' | 'title' | 'state'>
): LinkedRecord => ({ reference, title: said(t, title), href: `/agreements/${id}`, state: chipOf(t, state) })
