import { holds, isOffice } from '../kernel/actor.ts'
import type { C } from '../web/env.ts'
import type { DateAhead, FactGroup } from '../web/kit/index.ts'
import { dueOf, whenOf } from '../web/relative.ts'
import { said } from '../web/said-text.tsx'
import { inForce } from './patent.ts'
import type { PatentRow } from './queries.ts'
import { lastDay } from './term.ts'
import { sayOffice, tones } from './views.tsx'

type Holder = PatentRow['applicants'][number]

/** Holders one below the other; links only for whom the address book is their own. */
const Holders = ({ c, p, list }: { c: C; p: PatentRow; list: readonly Holder[] }) => {
  const { t, ctx } = c.var
  const linked = isOffice(ctx.actor, p.officeId) && holds(ctx.actor, 'organisation.read')
  return (
    <>
      {list.map(({ organisationId, name }) => (
        <div>{linked ? <a href={`/organisations/${organisationId}`}>{said(t, name)}</a> : said(t, name)}</div>
      ))}
    </>
  )
}

/** What the record says, in the groups it is edited in. */
export function groupsOf(c: C, p: PatentRow, editHref: string | undefined): FactGroup[] {
  const { t } = c.var
  const edit = (anchor: string) => (editHref === undefined ? {} : { editHref: `${editHref}#${anchor}` })
  const held = (list: readonly Holder[]) => (list.length === 0 ? null : <Holders c={c} p={p} list={list} />)
  const comma = t.locale === 'en' ? ', ' : '、'
  return [
    {
      id: 'numbers',
      title: t('patent.section_numbers'),
      ...edit('f-officeCode'),
      facts: [
        { label: t('patent.office_code'), value: sayOffice(t, p.officeCode) },
        { label: t('patent.kind'), value: t(`patent.kind.${p.kind}`) },
        { label: t('patent.application_number'), value: p.applicationNumber },
        { label: t('patent.publication_number'), value: p.publicationNumber },
        { label: t('patent.patent_number'), value: p.patentNumber },
      ],
    },
    {
      id: 'people',
      title: t('patent.section_people'),
      ...edit('g-applicants'),
      facts: [
        { label: t('patent.applicants'), value: held(p.applicants) },
        { label: t('patent.patentees'), value: held(p.patentees) },
        { label: t('patent.inventors'), value: p.inventors.join(comma) },
      ],
    },
    {
      id: 'dates',
      title: t('patent.section_dates'),
      ...edit('f-filingDate'),
      facts: [
        { label: t('patent.filing_date'), value: p.filingDate },
        { label: t('patent.publication_date'), value: p.publicationDate },
        { label: t('patent.grant_date'), value: p.grantDate },
        { label: t('patent.expiry_date'), value: p.expiryDate },
        ...(p.expiryDate === null ? [] : [{ label: t('patent.last_day'), value: lastDay(p.officeCode, p.expiryDate) }]),
      ],
    },
    {
      id: 'classification',
      title: t('patent.section_classification'),
      ...edit('f-ipc'),
      facts: [
        { label: t('patent.ipc'), value: p.ipc.join(comma) },
        ...(p.source === null
          ? []
          : [{ label: t('patent.source'), value: [p.source, p.sourceReference].filter(Boolean).join(' · ') }]),
      ],
    },
  ]
}

/** What lies ahead of a right that is not over: while it is in force, the end of its term comes nearer. */
export function datesOf(c: C, p: PatentRow): DateAhead[] {
  if (p.expiryDate === null || tones[p.status] === 'ended') return []
  const last = lastDay(p.officeCode, p.expiryDate)
  const when = inForce.includes(p.status) ? dueOf(c, last, 180) : whenOf(c, last)
  return [{ label: c.var.t('patent.last_day'), ...when }]
}
