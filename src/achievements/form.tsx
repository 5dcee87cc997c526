import { fault, type Fault } from '../kernel/errors.ts'
import { fill } from '../kernel/messages.ts'
import { parsePercent, sayShare } from '../kernel/shares.ts'
import { valuesOf } from '../web/form-page.tsx'
import { given, readRows, type Sent, textPair } from '../web/forms.ts'
import {
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
import { confidentialities, contributorRoles, fields, fundingSources } from './achievement.ts'
import type { AchievementRow } from './queries.ts'

/** The sent disclosure as its schema wants it; `faults`: what could not even be read. */
export function readDisclosure(sent: Sent): { input: object; faults: Fault[] } {
  const faults: Fault[] = []
  const contributors = readRows(sent, 'contributors', (at) => {
    const i = Number(at('').split('.')[1])
    const share = parsePercent(sent.get(at('share')) ?? '', ['contributors', i, 'share'])
    if (!share.ok) faults.push(share.fault)
    const [name, unit, personId, role] = ['name', 'unit', 'personId', 'role'].map((field) => sent.get(at(field)))
    return given({ name, unit, personId, role, share: share.ok ? share.value : 0 })
  })
  const [answer, on, where] = ['answer', 'on', 'where'].map((field) => sent.get(`earlierDisclosure.${field}`))
  const place = on !== undefined || where !== undefined
  if (answer === 'none' && place)
    faults.push(fault(['earlierDisclosure', 'answer'], answer, 'achievement.earlier_contradicts'))
  const trl = sent.get('trl')
  return {
    faults,
    input: given({
      title: textPair(sent, 'title') ?? {},
      abstract: textPair(sent, 'abstract'),
      keywords: (sent.get('keywords') ?? '')
        .split(/[,;，；、\n]/)
        .map((word) => word.trim())
        .filter((word) => word !== ''),
      field: sent.get('field'),
      trl: trl === undefined ? undefined : Number(trl),
      fundingSource: sent.get('fundingSource'),
      fundingProject: sent.get('fundingProject'),
      confidentiality: sent.get('confidentiality'),
      earlierDisclosure:
        answer === 'none' ? { answer } : answer === 'shown' || place ? given({ on, where }) : undefined,
      thirdPartyRights: sent.get('thirdPartyRights'),
      contributors,
    }),
  }
}

/** A record as its form shows it. */
export function disclosureValues(a: AchievementRow): Values {
  const rows = a.contributors.flatMap(({ name, unit, personId, role, share }, i) =>
    Object.entries({ _row: '1', name, unit, personId, role, share: sayShare(share) }).map(
      ([field, value]) => [`contributors.${i}.${field}`, value] as const
    )
  )
  return valuesOf({
    'title.zh': a.title.zh,
    'title.en': a.title.en,
    'abstract.zh': a.abstract?.zh,
    'abstract.en': a.abstract?.en,
    keywords: a.keywords.join('；'),
    field: a.field,
    trl: a.trl,
    fundingSource: a.fundingSource,
    fundingProject: a.fundingProject,
    confidentiality: a.confidentiality,
    ...(a.earlierDisclosure !== null &&
      ('where' in a.earlierDisclosure
        ? {
            'earlierDisclosure.answer': 'shown',
            'earlierDisclosure.on': a.earlierDisclosure.on,
            'earlierDisclosure.where': a.earlierDisclosure.where,
          }
        : { 'earlierDisclosure.answer': 'none' })),
    thirdPartyRights: a.thirdPartyRights,
    ...Object.fromEntries(rows),
  })
}

/** People of the office to choose from; none for who may not see them. */
export type PersonOption = { readonly value: string; readonly label: string }

export const DisclosureFields = ({ f, people }: { f: Form; people: readonly PersonOption[] }) => {
  const { t } = f
  const options = <V extends string>(values: readonly V[], key: 'field' | 'funding' | 'confidentiality' | 'role') =>
    values.map((value) => ({
      value,
      label: fill(t.locale, `achievement.${key}.${value}` as 'achievement.field.other'),
    }))
  return (
    <>
      <TextPair f={f} name="title" label={t('achievement.title')} required />
      <TextPair
        f={f}
        name="abstract"
        label={t('achievement.abstract')}
        neededFor={t('achievement.needed')}
        help={t('achievement.abstract_help')}
        rows={6}
      />
      <FieldRow>
        <SelectField
          f={f}
          name="field"
          label={t('achievement.field')}
          neededFor={t('achievement.needed')}
          options={options(fields, 'field')}
        />
        <SelectField
          f={f}
          name="trl"
          label={t('achievement.trl')}
          options={Array.from({ length: 9 }, (_, i) => ({
            value: String(i + 1),
            label: t('achievement.trl_level', { level: i + 1 }),
          }))}
        />
      </FieldRow>
      <TextField f={f} name="keywords" label={t('achievement.keywords')} help={t('achievement.keywords_help')} />
      <RepeatedGroup
        f={f}
        name="contributors"
        label={t('achievement.contributors')}
        help={t('achievement.contributors_help')}
        rowLabel={(index) => `${t('achievement.contributor')} ${index + 1}`}
        add={t('achievement.contributor_add')}
        row={(at) => (
          <>
            <FieldRow>
              <TextField f={f} name={at('name')} label={t('achievement.contributor_name')} width="medium" required />
              <TextField
                f={f}
                name={at('share')}
                label={t('achievement.share')}
                width="short"
                inputmode="decimal"
                unit="%"
                required
              />
            </FieldRow>
            <FieldRow>
              <TextField f={f} name={at('unit')} label={t('achievement.contributor_unit')} width="medium" />
              <SelectField
                f={f}
                name={at('role')}
                label={t('achievement.contributor_role')}
                options={options(contributorRoles, 'role')}
                required
              />
            </FieldRow>
            {people.length > 0 && (
              <FieldRow>
                <SelectField f={f} name={at('personId')} label={t('achievement.person')} options={people} />
              </FieldRow>
            )}
          </>
        )}
      />
      <FormSection title={t('achievement.section_funding')}>
        <FieldRow>
          <SelectField
            f={f}
            name="fundingSource"
            label={t('achievement.funding_source')}
            neededFor={t('achievement.needed')}
            options={options(fundingSources, 'funding')}
          />
          <TextField f={f} name="fundingProject" label={t('achievement.funding_project')} width="medium" />
        </FieldRow>
        <RadioField
          f={f}
          name="confidentiality"
          label={t('achievement.confidentiality')}
          options={options(confidentialities, 'confidentiality')}
          required
        />
      </FormSection>
      <FormSection title={t('achievement.section_rights')}>
        <RadioField
          f={f}
          name="earlierDisclosure.answer"
          label={t('achievement.earlier_question')}
          help={t('achievement.earlier_disclosure_help')}
          neededFor={t('achievement.needed')}
          options={(['none', 'shown'] as const).map((value) => ({
            value,
            label: t(`achievement.earlier_disclosure.${value}`),
          }))}
        />
        <FieldRow>
          <DateField f={f} name="earlierDisclosure.on" label={t('achievement.earlier_disclosure_on')} />
          <TextField f={f} name="earlierDisclosure.where" label={t('achievement.earlier_where')} width="medium" />
        </FieldRow>
        <TextArea f={f} name="thirdPartyRights" label={t('achievement.third_party_rights')} rows={3} />
      </FormSection>
    </>
  )
}
