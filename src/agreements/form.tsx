import { kindNote, kindTitle } from '../contracts/kinds/index.ts'
import { exclusivities } from '../contracts/roles.ts'
import { holds } from '../kernel/actor.ts'
import { say } from '../kernel/text.ts'
import { organisationOptions } from '../organisations/queries.ts'
import { patentOptions } from '../patents/queries.ts'
import { lastDay } from '../patents/term.ts'
import type { C } from '../web/env.ts'
import {
  type Choice,
  DateField,
  FieldRow,
  type Form,
  FormSection,
  RadioField,
  RepeatedGroup,
  SelectField,
  TextPair,
  type Values,
} from '../web/kit/index.ts'
import { type AgreementKind, agreementKinds, sidesOf, isScoped } from './agreement.ts'
import { RemunerationFields } from './form-remuneration.tsx'
import { TermsFields } from './form-terms.tsx'

/** What is chosen from: the address book and the patents. */
export type Book = {
  readonly organisations: readonly Choice[]
  readonly patents: readonly Choice[]
  /** By patent: its reference and the last day on which it is in force. */
  readonly lastDays: ReadonlyMap<string, { readonly reference: string; readonly day: string }>
  readonly mayAdd: boolean
}

export async function bookOf(c: C): Promise<Book> {
  const { ctx, t } = c.var
  const [organisations, patents] = await Promise.all([organisationOptions(ctx), patentOptions(ctx)])
  return {
    organisations: organisations.map(({ id, name }) => ({ value: id, label: say(name, t.locale).text })),
    patents: patents.map(({ id, reference, title, applicationNumber }) => ({
      value: id,
      label: [reference, say(title, t.locale).text, applicationNumber].filter(Boolean).join(' · '),
    })),
    lastDays: new Map(
      patents.flatMap(({ id, reference, officeCode, expiryDate }) =>
        expiryDate === null ? [] : [[id, { reference, day: lastDay(officeCode, expiryDate) }] as const]
      )
    ),
    mayAdd: holds(ctx.actor, 'organisation.edit'),
  }
}

type Props = { f: Form; kind: AgreementKind; book: Book }

/** `fresh`: the kind can still be chosen; an agreement keeps the kind it was made with. */
export const AgreementFields = ({ f, kind, book, values, fresh }: Props & { values: Values; fresh: boolean }) => {
  const { t } = f
  return (
    <>
      {fresh && (
        <RadioField
          f={f}
          name="kind"
          label={t('agreement.kind')}
          options={agreementKinds.map((value) => ({
            value,
            label: kindTitle(value, t.locale),
            help: kindNote(value, t.locale),
          }))}
          refresh
          required
        />
      )}
      <TextPair f={f} name="title" label={t('agreement.title')} example={t('agreement.title_example')} required />
      <PartyRows f={f} kind={kind} book={book} />
      <RepeatedGroup
        f={f}
        name="patents"
        label={t('agreement.patents')}
        rowLabel={(index) => t('agreement.patent_row', { number: index + 1 })}
        add={t('agreement.patent_add')}
        min={1}
        row={(at) => <SelectField f={f} name={at('id')} label={t('patent.one')} options={book.patents} width="long" />}
      />
      {isScoped(kind) && <ScopeFields f={f} book={book} />}
      <RemunerationFields f={f} kind={kind} />
      <TermsFields f={f} kind={kind} />
      <Undrawn f={f} values={values} />
    </>
  )
}

const PartyRows = ({ f, kind, book }: Props) => {
  const { t } = f
  const roles = (['gives', 'takes'] as const).map((value) => ({
    value,
    label: t(`wording.role.${sidesOf(kind)[value] ?? sidesOf(kind).gives}`),
  }))
  const help = (
    <>
      {t('agreement.parties_help')}
      {book.mayAdd && (
        <>
          {t.locale === 'en' ? ' ' : ''}
          <a href="/organisations/new">{t('agreement.party_missing')}</a>
        </>
      )}
    </>
  )
  return (
    <RepeatedGroup
      f={f}
      name="parties"
      label={t('agreement.parties')}
      help={help}
      rowLabel={(index) => `${t('agreement.party')} ${index + 1}`}
      add={t('agreement.party_add')}
      min={2}
      row={(at) => (
        <FieldRow>
          <SelectField f={f} name={at('role')} label={t('agreement.party_role')} options={roles} required />
          <SelectField
            f={f}
            name={at('organisationId')}
            label={t('agreement.party_organisation')}
            options={book.organisations}
            width="long"
            required
          />
        </FieldRow>
      )}
    />
  )
}

/** A licence ends with the first of its patents at the latest (CC 865). */
function latestEnd(f: Form, book: Book): string {
  const chosen = Array.from({ length: f.rows('patents') }, (_, i) => book.lastDays.get(f.get(`patents.${i}.id`)))
  const [first] = chosen.filter((one) => one !== undefined).toSorted((a, b) => (a.day < b.day ? -1 : 1))
  return first === undefined
    ? f.t('agreement.term_end_help')
    : f.t('agreement.term_end_latest', { patent: first.reference, day: first.day })
}

const ScopeFields = ({ f, book }: { f: Form; book: Book }) => {
  const { t } = f
  return (
    <FormSection title={t('agreement.section_scope')}>
      <RadioField
        f={f}
        name="exclusivity"
        label={t('agreement.exclusivity')}
        neededFor={t('agreement.needed')}
        options={exclusivities.map((value) => ({
          value,
          label: t(`agreement.exclusivity.${value}`),
          help: t(`agreement.exclusivity_note.${value}`),
        }))}
      />
      <TextPair
        f={f}
        name="territory"
        label={t('agreement.territory')}
        neededFor={t('agreement.needed')}
        example={t('agreement.territory_example')}
      />
      <TextPair
        f={f}
        name="field"
        label={t('agreement.field')}
        neededFor={t('agreement.needed')}
        help={t('agreement.field_help')}
      />
      <FieldRow>
        <DateField f={f} name="termStart" label={t('agreement.term_start')} neededFor={t('agreement.needed')} />
        <DateField
          f={f}
          name="termEnd"
          label={t('agreement.term_end')}
          help={latestEnd(f, book)}
          neededFor={t('agreement.needed')}
        />
      </FieldRow>
    </FormSection>
  )
}

/** Carries along what is typed in fields that the present choices hide, for when the choice is taken back. Stands last. */
const Undrawn = ({ f, values }: { f: Form; values: Values }) => {
  const hidden = [...values].filter(
    ([name]) => !name.startsWith('_') && !f.drawn.has(name) && !f.drawn.has(name.replace(/\.\d+\._row$/, ''))
  )
  return (
    <>{hidden.flatMap(([name, typed]) => typed.map((value) => <input type="hidden" name={name} value={value} />))}</>
  )
}
