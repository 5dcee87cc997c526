import { officeDay, sayDate } from '../kernel/dates.ts'
import { holds } from '../kernel/actor.ts'
import { type Words } from '../kernel/messages.ts'
import { sayMoney } from '../kernel/money.ts'
import type { C } from '../web/env.ts'
import { dueOf, whenOf } from '../web/relative.ts'
import { said } from '../web/said-text.tsx'
import { type DateAhead, type Fact, type FactGroup, Money, Table } from '../web/kit/index.ts'
import { beforeSigned, type State, isScoped } from './agreement.ts'
import { noticeEnds } from './guards.ts'
import type { AgreementRow } from './queries.ts'
import { RemunerationTable, remunerationFacts } from './remuneration-view.tsx'
import { termsFacts } from './terms-view.tsx'

type Party = AgreementRow['parties'][number]
type Subject = AgreementRow['patents'][number]

/** Links only to what the reader may open: the office's address book and patents are its own. */
const own = (c: C, a: AgreementRow, permission: 'organisation.read' | 'patent.read'): boolean =>
  c.var.ctx.actor.officeId === a.officeId && holds(c.var.ctx.actor, permission)

const Parties = ({ c, a }: { c: C; a: AgreementRow }) => {
  const { t } = c.var
  return (
    <Table<Party>
      t={t}
      caption={t('agreement.parties')}
      rows={a.parties}
      href={own(c, a, 'organisation.read') ? (party) => `/organisations/${party.organisationId}` : undefined}
      columns={[
        { key: 'role', head: t('agreement.party_role'), cell: ({ role }) => t(`wording.role.${role}`), tight: true },
        { key: 'name', head: t('agreement.party_organisation'), cell: ({ name }) => said(t, name), main: true },
      ]}
    />
  )
}

const Patents = ({ c, a }: { c: C; a: AgreementRow }) => {
  const { t } = c.var
  return (
    <Table<Subject>
      t={t}
      caption={t('agreement.patents')}
      rows={a.patents}
      href={own(c, a, 'patent.read') ? (patent) => `/patents/${patent.id}` : undefined}
      columns={[
        { key: 'reference', head: t('record.reference'), cell: (patent) => patent.reference, tight: true },
        { key: 'title', head: t('patent.title'), cell: (patent) => said(t, patent.title), main: true },
        {
          key: 'number',
          head: t('patent.application_number'),
          cell: (patent) => patent.applicationNumber,
          tight: true,
        },
        { key: 'status', head: t('patent.status'), cell: (patent) => sayStatus(t, patent.status) },
      ]}
    />
  )
}

const sayStatus = (t: Words, status: Subject['status']): string => t(`patent.status.${status}`)

const sayTerm = (t: Words, a: AgreementRow): string | null => {
  const [from, to] = [a.termStart, a.termEnd].map((date) => (date === null ? null : sayDate(date, t.locale)))
  if (from === null && to === null) return null
  return t('agreement.term_from_to', { from: from ?? '…', to: to ?? '…' })
}

/** What the agreement says, in the groups it is edited in. */
export function groupsOf(c: C, a: AgreementRow, editHref: string | undefined): FactGroup[] {
  const { t } = c.var
  const edit = (anchor: string) => (editHref === undefined ? {} : { editHref: `${editHref}#${anchor}` })
  const scope: FactGroup = {
    id: 'scope',
    title: t('agreement.section_scope'),
    ...edit('f-exclusivity-set'),
    facts: [
      {
        label: t('agreement.exclusivity'),
        value: a.exclusivity && (
          <>
            <strong>{t(`agreement.exclusivity.${a.exclusivity}`)}</strong>
            {t.locale === 'en' ? ': ' : '：'}
            {t(`agreement.exclusivity_note.${a.exclusivity}`)}
          </>
        ),
      },
      { label: t('agreement.territory'), value: said(t, a.territory) },
      { label: t('agreement.field'), value: said(t, a.field) },
      { label: t('agreement.term'), value: sayTerm(t, a) },
    ],
  }
  return [
    {
      id: 'parties',
      title: t('agreement.parties'),
      ...edit('g-parties'),
      facts: [],
      more: a.parties.length === 0 ? null : <Parties c={c} a={a} />,
    },
    {
      id: 'patents',
      title: t('agreement.patents'),
      ...edit('g-patents'),
      facts: [],
      more: a.patents.length === 0 ? null : <Patents c={c} a={a} />,
    },
    ...(isScoped(a.kind) ? [scope] : []),
    ...(a.withheld.includes('remuneration') ? [] : [priceOf(t, a, edit)]),
    ...(a.pricingMethod === null && a.signedOn === null ? [] : [settledOf(t, a)]),
    ...(a.withheld.includes('terms')
      ? []
      : [
          {
            id: 'terms',
            title: t('agreement.section_terms'),
            ...edit('f-terms-dispute-way-set'),
            facts: termsFacts(t, a.terms, a),
          },
        ]),
  ]
}
const priceOf = (t: Words, a: AgreementRow, edit: (anchor: string) => { readonly editHref?: string }): FactGroup => ({
  id: 'remuneration',
  title: t(`agreement.remuneration.${a.kind}`),
  ...edit('f-contractValue-set'),
  facts: [
    {
      label: t('agreement.contract_value'),
      value: a.contractValue && <Money text={sayMoney(a.contractValue, t.locale)} />,
    },
    ...remunerationFacts(t, a.remuneration),
  ],
  more:
    a.remuneration !== null && a.remuneration.model !== 'lump_sum' ? (
      <RemunerationTable t={t} pay={a.remuneration} />
    ) : null,
})

/** How the price came about, and the signatures. */
function settledOf(t: Words, a: AgreementRow): FactGroup {
  const day = (date: string | null) => (date === null ? null : sayDate(date, t.locale))
  const known = [
    { label: t('agreement.input.method'), value: a.pricingMethod && t(`agreement.method.${a.pricingMethod}`) },
    { label: t('agreement.input.postedOn'), value: day(a.noticePostedOn) },
    { label: t('agreement.signed_on'), value: day(a.signedOn) },
  ]
  return {
    id: 'settled',
    title: t('agreement.section_settled'),
    facts: known.filter(({ value }) => value !== null),
  }
}

/** In short, what a decision on it rests on. */
export function factsOf(c: C, a: AgreementRow): Fact[] {
  const { t } = c.var
  const groups = groupsOf(c, a, undefined)
  const of = (id: string) => groups.filter((group) => group.id === id).flatMap((group) => group.facts)
  return [
    ...a.parties.map(({ role, name }) => ({ label: t(`wording.role.${role}`), value: said(t, name) })),
    ...a.patents.map(({ reference, title }) => ({
      label: t('patent.one'),
      value: (
        <>
          {reference} {said(t, title)}
        </>
      ),
    })),
    ...of('scope'),
    ...of('remuneration'),
  ]
}

/** The instalment plan or the royalty bands, as far as the reader may know them. */
export const plannedOf = (c: C, a: AgreementRow) =>
  a.withheld.includes('remuneration') ? null : <RemunerationTable t={c.var.t} pay={a.remuneration} />

/** While one of these holds, the end of the term comes nearer. */
const running: readonly State[] = ['signed', 'effective', 'in_performance', 'breached', 'dispute']

/** What lies ahead: the notice's end, dated payments, beginning and end of the term. */
export function datesOf(c: C, a: AgreementRow): DateAhead[] {
  const { t, ctx } = c.var
  const today = officeDay(ctx.now, ctx.zone)
  const alive = running.includes(a.state) || beforeSigned.includes(a.state)
  if (!alive) return []
  const dates: DateAhead[] = []
  if (a.state === 'public_notice' && a.noticePostedOn !== null)
    dates.push({ label: t('agreement.notice_ends'), ...whenOf(c, noticeEnds(a.noticePostedOn)) })
  for (const { due, amount, currency } of paymentsOf(a))
    if (due.by === 'date' && due.date >= today)
      dates.push({
        label: t('agreement.payment'),
        note: sayMoney({ amount, currency }, t.locale),
        ...(running.includes(a.state) ? dueOf(c, due.date) : whenOf(c, due.date)),
      })
  if (a.termStart !== null && a.termStart >= today)
    dates.push({ label: t('agreement.term_start'), ...whenOf(c, a.termStart) })
  if (a.termEnd !== null)
    dates.push({
      label: t('agreement.term_end'),
      ...(running.includes(a.state) ? dueOf(c, a.termEnd, 180) : whenOf(c, a.termEnd)),
    })
  return dates.toSorted((one, other) => (one.date < other.date ? -1 : 1))
}

/** The payments that are fixed beforehand. */
function paymentsOf({ remuneration: pay }: AgreementRow) {
  if (pay?.model === 'lump_sum') return [{ due: pay.due, amount: pay.amount, currency: pay.currency }]
  if (pay?.model !== 'instalments') return []
  return pay.instalments.map(({ due, amount }) => ({ due, amount, currency: pay.currency }))
}
