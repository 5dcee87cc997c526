import type { Fault } from '../kernel/errors.ts'
import { type FormState, valuesOf } from '../web/form-page.tsx'
import { given, readRows, type Sent, sentOf, textPair } from '../web/forms.ts'
import {
  type Choice,
  DateField,
  FieldRow,
  type Form,
  FormSection,
  RadioField,
  RepeatedGroup,
  SelectField,
  TextArea,
  TextField,
  TextPair,
  type Values,
} from '../web/kit/index.ts'
import { applicationNumberFault, readApplicationNumber } from './application-number.ts'
import { OfficeCode, patentKinds, patentStatuses } from './patent.ts'
import type { PatentRow } from './queries.ts'
import { expiryOf } from './term.ts'

/** Names and symbols as they are pasted: one a line, or parted by the signs given. */
const listed = (typed: string | undefined, parted: RegExp): string[] =>
  (typed ?? '')
    .split(parted)
    .map((one) => one.trim())
    .filter((one) => one !== '')

/** A number is read with the rest of the form, so that its fault is said with all others. */
function numberFaults(officeCode: string | undefined, typed: string | undefined): Fault[] {
  const office = OfficeCode.safeParse(officeCode ?? '')
  if (!office.success || typed === undefined) return []
  return [applicationNumberFault(typed, readApplicationNumber(office.data, typed), ['applicationNumber'])].filter(
    (found) => found !== null
  )
}

/** The sent patent as its schema wants it; `faults`: what only its rules know to be wrong. */
export function readPatent(sent: Sent): { input: object; faults: Fault[] } {
  const chosen = (group: string) => readRows(sent, group, (at) => sent.get(at('id')) ?? '')
  const [officeCode, applicationNumber] = [sent.get('officeCode'), sent.get('applicationNumber')]
  const input = given({
    officeCode,
    kind: sent.get('kind'),
    title: textPair(sent, 'title') ?? {},
    applicationNumber,
    patentNumber: sent.get('patentNumber'),
    publicationNumber: sent.get('publicationNumber'),
    applicants: chosen('applicants'),
    patentees: chosen('patentees'),
    // A comma is part of "Smith, John".
    inventors: listed(sent.get('inventors'), /[\n;；、]/),
    ipc: listed(sent.get('ipc'), /[\n,，;；、]/),
    filingDate: sent.get('filingDate'),
    publicationDate: sent.get('publicationDate'),
    grantDate: sent.get('grantDate'),
    expiryDate: sent.get('expiryDate'),
    achievements: chosen('achievements'),
  })
  return { input, faults: numberFaults(officeCode, applicationNumber) }
}

/** Rows of a group that chooses one record each. */
export const chosenRows = (group: string, ids: readonly string[]): Record<string, string> =>
  Object.fromEntries(ids.map((id, i) => [`${group}.${i}.id`, id]))

const computed = (p: PatentRow): string | null =>
  p.filingDate === null ? null : expiryOf(p.officeCode, p.kind, p.filingDate)

/** A record as its form shows it. What follows from another field stays empty, so that it follows on. */
export const patentValues = (p: PatentRow): Values =>
  valuesOf({
    officeCode: p.officeCode,
    kind: p.kind,
    'title.zh': p.title.zh,
    'title.en': p.title.en,
    applicationNumber: p.applicationNumber,
    patentNumber: p.patentNumber === `ZL${p.applicationNumber}` ? null : p.patentNumber,
    publicationNumber: p.publicationNumber,
    inventors: p.inventors.join('\n'),
    ipc: p.ipc.join(', '),
    filingDate: p.filingDate,
    publicationDate: p.publicationDate,
    grantDate: p.grantDate,
    expiryDate: p.expiryDate === computed(p) ? null : p.expiryDate,
    ...chosenRows(
      'applicants',
      p.applicants.map((holder) => holder.organisationId)
    ),
    ...chosenRows(
      'patentees',
      p.patentees.map((holder) => holder.organisationId)
    ),
    ...chosenRows(
      'achievements',
      p.achievements.map(({ id }) => id)
    ),
  })

/** A patent in force has patentees: those who applied are offered, to be looked at and sent again. */
export function withPatentees(state: FormState): FormState {
  const { sent, faults } = state
  if (!faults.some(({ key }) => key === 'patent.patentee_needed')) return state
  const applied = Array.from({ length: sent.rows('applicants') }, (_, i) => sent.get(`applicants.${i}.id`) ?? '')
  const offered = Object.entries(
    chosenRows(
      'patentees',
      applied.filter((id) => id !== '')
    )
  )
  return { ...state, sent: sentOf(new Map([...sent.values, ...offered.map(([name, id]) => [name, [id]] as const)])) }
}

type Props = {
  f: Form
  organisations: readonly Choice[]
  achievements: readonly Choice[]
  /** The record being edited; a new one also says its status. */
  before: PatentRow | null
}

const Chosen = (props: { f: Form; name: 'applicants' | 'patentees' | 'achievements'; options: readonly Choice[] }) => {
  const { f, name, options } = props
  const one = `patent.${name.slice(0, -1) as 'applicant' | 'patentee' | 'achievement'}` as const
  return (
    <RepeatedGroup
      f={f}
      name={name}
      label={f.t(`patent.${name}`)}
      rowLabel={(index) => `${f.t(one)} ${index + 1}`}
      add={f.t(`${one}_add`)}
      single
      row={(at, index) => (
        <SelectField f={f} name={at('id')} label={`${f.t(one)} ${index + 1}`} options={options} width="long" required />
      )}
    />
  )
}

export const PatentFields = ({ f, organisations, achievements, before }: Props) => {
  const { t } = f
  const expiry = before === null ? null : computed(before)
  return (
    <>
      <TextPair f={f} name="title" label={t('patent.title')} required />
      <RadioField
        f={f}
        name="kind"
        label={t('patent.kind')}
        options={patentKinds.map((value) => ({ value, label: t(`patent.kind.${value}`) }))}
        required
      />
      {before === null && (
        <SelectField
          f={f}
          name="status"
          label={t('patent.status')}
          help={t('patent.status_help')}
          options={patentStatuses.map((value) => ({ value, label: t(`patent.status.${value}`) }))}
          required
        />
      )}
      <FormSection title={t('patent.section_numbers')}>
        <TextField
          f={f}
          name="officeCode"
          label={t('patent.office_code')}
          help={t('patent.office_code_help')}
          width="short"
          spellcheck={false}
          required
        />
        <TextField
          f={f}
          name="applicationNumber"
          label={t('patent.application_number')}
          help={t('patent.application_number_help')}
          width="medium"
          spellcheck={false}
        />
        <FieldRow>
          <TextField
            f={f}
            name="publicationNumber"
            label={t('patent.publication_number')}
            example="CN112330675B"
            width="medium"
            spellcheck={false}
          />
          <TextField
            f={f}
            name="patentNumber"
            label={t('patent.patent_number')}
            help={t('patent.patent_number_help')}
            example="ZL202011472880.4"
            width="medium"
            spellcheck={false}
          />
        </FieldRow>
      </FormSection>
      <FormSection title={t('patent.section_people')} lead={t('patent.holders_help')}>
        <Chosen f={f} name="applicants" options={organisations} />
        <Chosen f={f} name="patentees" options={organisations} />
        <TextArea f={f} name="inventors" label={t('patent.inventors')} help={t('patent.inventors_help')} rows={4} />
      </FormSection>
      <FormSection title={t('patent.section_dates')}>
        <FieldRow>
          <DateField f={f} name="filingDate" label={t('patent.filing_date')} />
          <DateField f={f} name="publicationDate" label={t('patent.publication_date')} />
        </FieldRow>
        <FieldRow>
          <DateField f={f} name="grantDate" label={t('patent.grant_date')} />
          <DateField
            f={f}
            name="expiryDate"
            label={t('patent.expiry_date')}
            help={expiry === null ? t('patent.expiry_date_help') : t('patent.expiry_computed', { date: expiry })}
          />
        </FieldRow>
      </FormSection>
      <FormSection title={t('patent.section_classification')}>
        <TextArea f={f} name="ipc" label={t('patent.ipc')} help={t('patent.ipc_help')} rows={2} />
        <Chosen f={f} name="achievements" options={achievements} />
      </FormSection>
    </>
  )
}
