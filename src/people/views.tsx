import { officeDay } from '../kernel/dates.ts'
import type { OrganisationRow } from '../organisations/queries.ts'
import type { C } from '../web/env.ts'
import { type Column, type FactGroup, ListPage, OutLink } from '../web/kit/index.ts'
import { linksOf } from '../web/list-links.ts'
import type { Page } from '../web/list.ts'
import { said, saidBoth } from '../web/said-text.tsx'
import type { PersonQuery, PersonRow } from './queries.ts'

/** The organisations that people of a page belong to, by id. */
export type Affiliations = ReadonlyMap<string, Pick<OrganisationRow, 'id' | 'name'>>

const nameOf = (known: Affiliations, id: string | null) => (id === null ? null : (known.get(id)?.name ?? null))

function columnsOf(c: C, known: Affiliations): Column<PersonRow>[] {
  const { t, ctx } = c.var
  return [
    { key: 'reference', head: t('record.reference'), cell: (p) => p.reference, tight: true },
    { key: 'name', head: t('person.name'), cell: (p) => said(t, p.name), main: true },
    {
      key: 'organisation',
      head: t('person.organisation_id'),
      cell: (p) => said(t, nameOf(known, p.organisationId)),
    },
    { key: 'unit', head: t('person.unit'), cell: (p) => p.unit },
    { key: 'orcid', head: t('person.orcid'), cell: (p) => p.orcid, tight: true, wide: true },
    { key: 'created', head: t('list.created'), cell: (p) => officeDay(p.createdAt, ctx.zone), tight: true },
  ]
}

export function PersonList({
  c,
  query,
  page,
  count,
  known,
  mayCreate,
}: {
  c: C
  query: PersonQuery
  page: Page<PersonRow>
  count: number
  known: Affiliations
  mayCreate: boolean
}) {
  const { t } = c.var
  const links = linksOf(c)
  const create = mayCreate ? { label: t('person.new'), href: '/people/new' } : undefined
  return (
    <ListPage
      t={t}
      title={t('person.many')}
      count={count}
      columns={columnsOf(c, known)}
      rows={page.items}
      href={(p) => `/people/${p.id}`}
      search={{ action: '/people', q: query.q, keep: links.kept }}
      clearHref={links.clear}
      moreHref={links.more(page.nextCursor)}
      firstHref={links.first}
      csvHref={links.to({}, '/people/export.csv')}
      primary={create}
      empty={{ title: t('person.none'), text: t('person.empty'), icon: 'people', action: create }}
    />
  )
}

export function groupsOf(c: C, p: PersonRow, known: Affiliations, editHref: string | undefined): FactGroup[] {
  const { t } = c.var
  const affiliation = nameOf(known, p.organisationId)
  return [
    {
      id: 'person',
      title: t('person.section'),
      ...(editHref !== undefined && { editHref }),
      facts: [
        { label: t('person.name'), value: saidBoth(t, p.name) },
        {
          label: t('person.organisation_id'),
          value: affiliation && <a href={`/organisations/${p.organisationId}`}>{said(t, affiliation)}</a>,
        },
        { label: t('person.unit'), value: p.unit },
        { label: t('person.email'), value: p.email && <OutLink href={`mailto:${p.email}`}>{p.email}</OutLink> },
        {
          label: t('person.orcid'),
          value: p.orcid && <OutLink href={`https://orcid.org/${p.orcid}`}>{p.orcid}</OutLink>,
        },
      ],
    },
  ]
}
