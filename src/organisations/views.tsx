import { officeDay } from '../kernel/dates.ts'
import { say } from '../kernel/text.ts'
import { type Choice, type Column, type FactGroup, ListPage, OutLink, Table } from '../web/kit/index.ts'
import type { C } from '../web/env.ts'
import { linksOf } from '../web/list-links.ts'
import type { Page } from '../web/list.ts'
import { said, saidBoth } from '../web/said-text.tsx'
import { sayCountry } from './country.ts'
import { type Contact, organisationKinds } from './organisation.ts'
import { organisationOptions, type OrganisationQuery, type OrganisationRow, organisationsByIds } from './queries.ts'

function columnsOf(c: C, query: OrganisationQuery): Column<OrganisationRow>[] {
  const { t, ctx } = c.var
  const { sort } = linksOf(c)
  return [
    { key: 'reference', head: t('record.reference'), cell: (o) => o.reference, tight: true },
    {
      key: 'name',
      head: t('organisation.name'),
      cell: (o) => said(t, o.name),
      main: true,
      ...sort(query.sort, { asc: 'name' }, 'newest'),
    },
    { key: 'kind', head: t('organisation.kind'), cell: (o) => t(`organisation.kind.${o.kind}`) },
    { key: 'uscc', head: t('organisation.uscc'), cell: (o) => o.uscc, tight: true, wide: true },
    { key: 'country', head: t('organisation.country'), cell: (o) => sayCountry(o.country, t.locale) },
    {
      key: 'created',
      head: t('list.created'),
      cell: (o) => officeDay(o.createdAt, ctx.zone),
      tight: true,
      ...sort(query.sort, { asc: 'oldest', desc: 'newest' }, 'newest'),
    },
  ]
}

export function OrganisationList({
  c,
  query,
  page,
  count,
  mayCreate,
}: {
  c: C
  query: OrganisationQuery
  page: Page<OrganisationRow>
  count: number
  mayCreate: boolean
}) {
  const { t } = c.var
  const links = linksOf(c)
  const create = mayCreate ? { label: t('organisation.new'), href: '/organisations/new' } : undefined
  return (
    <ListPage
      t={t}
      title={t('organisation.many')}
      count={count}
      columns={columnsOf(c, query)}
      rows={page.items}
      href={(o) => `/organisations/${o.id}`}
      search={{ action: '/organisations', q: query.q, keep: links.kept }}
      filters={[
        links.filter(
          'kind',
          t('organisation.kind'),
          t('list.all'),
          organisationKinds.map((value) => ({ value, label: t(`organisation.kind.${value}`) }))
        ),
      ]}
      clearHref={links.clear}
      moreHref={links.more(page.nextCursor)}
      firstHref={links.first}
      csvHref={links.to({}, '/organisations/export.csv')}
      primary={create}
      empty={{ title: t('organisation.none'), text: t('organisation.empty'), icon: 'building', action: create }}
    />
  )
}

const Contacts = ({ c, contacts }: { c: C; contacts: readonly Contact[] }) => {
  const { t } = c.var
  return (
    <Table<Contact>
      t={t}
      caption={t('organisation.contacts')}
      rows={contacts}
      columns={[
        { key: 'name', head: t('organisation.contact_name'), cell: (one) => one.name, main: true },
        { key: 'duty', head: t('organisation.contact_duty'), cell: (one) => one.duty },
        { key: 'phone', head: t('organisation.contact_phone'), cell: (one) => one.phone, tight: true },
        {
          key: 'email',
          head: t('organisation.contact_email'),
          cell: ({ email }) => email !== undefined && <OutLink href={`mailto:${email}`}>{email}</OutLink>,
        },
      ]}
    />
  )
}

/** What the record says, in the groups it is edited in. */
export function groupsOf(c: C, o: OrganisationRow, editHref: string | undefined): FactGroup[] {
  const { t } = c.var
  const edit = (anchor: string) => (editHref === undefined ? {} : { editHref: `${editHref}#${anchor}` })
  return [
    {
      id: 'identity',
      title: t('organisation.section_identity'),
      ...edit('f-kind'),
      facts: [
        { label: t('organisation.name'), value: saidBoth(t, o.name) },
        { label: t('organisation.kind'), value: t(`organisation.kind.${o.kind}`) },
        { label: t('organisation.uscc'), value: o.uscc },
        { label: t('organisation.country'), value: sayCountry(o.country, t.locale) },
      ],
    },
    {
      id: 'for-contracts',
      title: t('organisation.section_contracts'),
      ...edit('f-address-set'),
      facts: [
        { label: t('organisation.address'), value: saidBoth(t, o.address) },
        { label: t('organisation.legal_representative'), value: o.legalRepresentative },
        { label: t('organisation.signs_in'), value: t(o.tenantId === null ? 'kit.no' : 'kit.yes') },
      ],
    },
    {
      id: 'contacts',
      title: t('organisation.contacts'),
      ...edit('g-contacts'),
      facts: [],
      more: o.contacts.length === 0 ? null : <Contacts c={c} contacts={o.contacts} />,
    },
  ]
}

/** The address book to choose from; what is chosen already is always among it. */
export async function organisationChoices(c: C, chosen: readonly string[]): Promise<Choice[]> {
  const { ctx, t } = c.var
  const listed = await organisationOptions(ctx)
  // No more than a form can hold: what is sent may name any number.
  const missing = chosen.filter((id) => !listed.some((option) => option.id === id)).slice(0, 100)
  const more = await organisationsByIds(ctx, ctx.actor.officeId ?? '', missing)
  return [...listed, ...more.values()].map(({ id, name }) => ({ value: id, label: say(name, t.locale).text }))
}
