import type { Child } from 'hono/jsx'
import { say } from '../kernel/text.ts'
import { valuesOf } from '../web/form-page.tsx'
import { given, readRows, type Sent, textPair } from '../web/forms.ts'
import {
  CheckField,
  FieldRow,
  type Form,
  Lang,
  RepeatedGroup,
  SelectField,
  TextField,
  TextPair,
  type Values,
} from '../web/kit/index.ts'
import { countries } from './country.ts'
import { organisationKinds } from './organisation.ts'
import type { OrganisationRow } from './queries.ts'

const contactFields = ['name', 'duty', 'phone', 'email'] as const

/** The sent entry as its schema wants it. */
export function readOrganisation(sent: Sent): object {
  return given({
    kind: sent.get('kind'),
    name: textPair(sent, 'name') ?? {},
    uscc: sent.get('uscc'),
    country: sent.get('country'),
    address: textPair(sent, 'address'),
    legalRepresentative: sent.get('legalRepresentative'),
    contacts: readRows(sent, 'contacts', (at) =>
      given(Object.fromEntries(contactFields.map((field) => [field, sent.get(at(field))])))
    ),
  })
}

/** A record as its form shows it. */
export function organisationValues(o: OrganisationRow): Values {
  const rows = o.contacts.flatMap((contact, i) => [
    [`contacts.${i}._row`, '1'] as const,
    ...contactFields.map((field) => [`contacts.${i}.${field}`, contact[field]] as const),
  ])
  return valuesOf({
    kind: o.kind,
    'name.zh': o.name.zh,
    'name.en': o.name.en,
    uscc: o.uscc,
    country: o.country,
    'address.zh': o.address?.zh,
    'address.en': o.address?.en,
    legalRepresentative: o.legalRepresentative,
    ...Object.fromEntries(rows),
  })
}

/** Entries that look like the one being written, as far as that is why it was refused. */
export type Doubles = {
  readonly sameCode: readonly OrganisationRow[]
  readonly sameName: readonly OrganisationRow[]
  /** The same name has been refused once: now it may be confirmed. */
  readonly confirm: boolean
}

const Entries = ({ f, list }: { f: Form; list: readonly OrganisationRow[] }) => (
  <>
    {f.t('organisation.there_already')}
    {list.map((entry) => (
      <div>
        <a href={`/organisations/${entry.id}`}>
          {entry.reference} <Lang t={f.t} said={say(entry.name, f.t.locale)} />
        </a>
      </div>
    ))}
  </>
)
const entries = (f: Form, list: readonly OrganisationRow[]): Child | undefined =>
  list.length === 0 ? undefined : <Entries f={f} list={list} />

export const OrganisationFields = ({ f, doubles }: { f: Form; doubles: Doubles }) => {
  const { t } = f
  return (
    <>
      <SelectField
        f={f}
        name="kind"
        label={t('organisation.kind')}
        options={organisationKinds.map((value) => ({ value, label: t(`organisation.kind.${value}`) }))}
        required
      />
      <TextPair f={f} name="name" label={t('organisation.name')} help={entries(f, doubles.sameName)} required />
      {doubles.confirm && <CheckField f={f} name="evenIfDouble" label={t('organisation.even_if_double')} />}
      <TextField
        f={f}
        name="uscc"
        label={t('organisation.uscc')}
        help={entries(f, doubles.sameCode) ?? t('organisation.uscc_help')}
        width="medium"
        spellcheck={false}
      />
      <SelectField f={f} name="country" label={t('organisation.country')} options={countries(t.locale)} required />
      <TextPair f={f} name="address" label={t('organisation.address')} />
      <TextField
        f={f}
        name="legalRepresentative"
        label={t('organisation.legal_representative')}
        help={t('organisation.legal_representative_help')}
        width="medium"
      />
      <RepeatedGroup
        f={f}
        name="contacts"
        label={t('organisation.contacts')}
        rowLabel={(index) => `${t('organisation.contact')} ${index + 1}`}
        add={t('organisation.contact_add')}
        row={(at) => (
          <>
            <FieldRow>
              <TextField f={f} name={at('name')} label={t('organisation.contact_name')} required />
              <TextField f={f} name={at('duty')} label={t('organisation.contact_duty')} />
            </FieldRow>
            <FieldRow>
              <TextField f={f} name={at('phone')} label={t('organisation.contact_phone')} type="tel" />
              <TextField f={f} name={at('email')} label={t('organisation.contact_email')} type="email" />
            </FieldRow>
          </>
        )}
      />
    </>
  )
}
