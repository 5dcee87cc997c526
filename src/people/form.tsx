import { valuesOf } from '../web/form-page.tsx'
import { given, type Sent, textPair } from '../web/forms.ts'
import { type Choice, FieldRow, type Form, SelectField, TextField, TextPair, type Values } from '../web/kit/index.ts'
import type { PersonRow } from './queries.ts'

/** The sent person as its schema wants it. */
export function readPerson(sent: Sent): object {
  return given({
    name: textPair(sent, 'name') ?? {},
    orcid: sent.get('orcid'),
    organisationId: sent.get('organisationId'),
    unit: sent.get('unit'),
    email: sent.get('email'),
  })
}

/** A record as its form shows it. */
export const personValues = (p: PersonRow): Values =>
  valuesOf({
    'name.zh': p.name.zh,
    'name.en': p.name.en,
    orcid: p.orcid,
    organisationId: p.organisationId,
    unit: p.unit,
    email: p.email,
  })

export const PersonFields = ({ f, organisations }: { f: Form; organisations: readonly Choice[] }) => {
  const { t } = f
  return (
    <>
      <TextPair f={f} name="name" label={t('person.name')} required />
      <TextField
        f={f}
        name="orcid"
        label={t('person.orcid')}
        help={t('person.orcid_help')}
        example="0000-0002-1825-0097"
        width="medium"
        spellcheck={false}
      />
      <FieldRow>
        <SelectField f={f} name="organisationId" label={t('person.organisation_id')} options={organisations} />
        <TextField f={f} name="unit" label={t('person.unit')} width="medium" />
      </FieldRow>
      <TextField f={f} name="email" label={t('person.email')} type="email" width="medium" />
    </>
  )
}
