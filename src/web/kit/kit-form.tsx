import type { Words } from '../../kernel/messages.ts'
import { CheckField, CheckGroup, RadioField, SelectField } from './choice-fields.tsx'
import { applyRoundTrip, type FieldError, formOf, type Values } from './form.ts'
import { FieldRow, FormPage, FormSection } from './form-page.tsx'
import { RepeatedGroup } from './repeated-group.tsx'
import { sampleWords } from './samples.tsx'
import { StaleNotice } from './stale-notice.tsx'
import { DateField, FileField, MoneyField, TextArea, TextField, TextPair } from './text-fields.tsx'

/** The Form pattern: filled, with errors, or stale. `sent`: a round trip's values. */
export const SampleForm = ({
  t,
  as,
  sent,
}: {
  t: Words
  as: 'form' | 'errors' | 'stale'
  sent?: Values | undefined
}) => {
  const s = sampleWords(t)
  const values = new Map<string, string[]>([
    ['title.zh', [as === 'errors' ? '' : '一种低噪声风力发电叶片']],
    ['abstract', [s('abstract_text')]],
    ['kind', ['sole']],
    ['price.amount', ['1,200,000.00']],
    ['price.currency', ['CNY']],
    ['markets', ['energy', 'materials']],
    ['contributors.0.name', ['赵龑']],
    ['contributors.0.share', ['55']],
    ['contributors.1.name', ['𬱖欣']],
    ['contributors.1.share', ['50']],
    ['email', [as === 'errors' ? 'li.na@' : 'li.na@example.edu.cn']],
  ])
  const errors: FieldError[] = [
    { path: 'title', message: s('needed') },
    { path: 'contributors', message: s('shares_sum') },
    { path: 'contributors.1.name', message: s('needed') },
    { path: 'price.amount', message: s('needed') },
    { path: 'kind', message: s('needed') },
    { path: 'secret', message: s('needed') },
    { path: 'email', message: s('email_error') },
  ]
  const f = formOf(t, `/kit/${as}`, sent === undefined ? values : applyRoundTrip(sent), {
    errors: as === 'errors' ? errors : [],
    version: 3,
  })
  const notice = as === 'stale' && (
    <StaleNotice
      t={t}
      by={s('other_person')}
      when={s('when_1')}
      differences={[
        { label: s('title'), yours: s('blades'), theirs: s('patent_title') },
        { label: s('trl'), yours: 'TRL 6', theirs: null },
      ]}
    />
  )
  return (
    <FormPage
      f={f}
      title={s('file_achievement')}
      lead={s('form_lead')}
      crumbs={[{ label: s('achievements'), href: '/kit/list' }]}
      submit={s('submit')}
      cancelHref="/kit/list"
      later
      notice={notice}
      files
    >
      <TextPair f={f} name="title" label={s('title')} required help={s('title_help')} example={s('title_example')} />
      <TextArea f={f} name="abstract" label={s('abstract')} help={s('abstract_help')} />
      <FieldRow>
        <SelectField
          f={f}
          name="field"
          label={s('field')}
          options={(['energy', 'materials', 'machinery', 'electronics'] as const).map((value) => ({
            value,
            label: s(value),
          }))}
        />
        <TextField f={f} name="trl" label={s('trl')} width="short" inputmode="numeric" example="6" />
      </FieldRow>
      <CheckGroup
        f={f}
        name="markets"
        label={s('markets')}
        options={(['energy', 'materials', 'medicine'] as const).map((value) => ({ value, label: s(value) }))}
      />
      <RepeatedGroup
        f={f}
        name="contributors"
        label={s('contributors')}
        help={s('contributors_help')}
        add={s('add_contributor')}
        min={1}
        rowLabel={(i) => `${s('contributor')} ${i + 1}`}
        row={(at) => (
          <>
            <TextField f={f} name={at('name')} label={s('name')} required />
            <TextField f={f} name={at('unit')} label={s('unit')} />
            <TextField
              f={f}
              name={at('share')}
              label={s('share')}
              required
              width="short"
              inputmode="decimal"
              unit="%"
            />
          </>
        )}
      />
      <FormSection title={s('licence')}>
        <RadioField
          f={f}
          name="kind"
          label={s('licence_kind')}
          required
          refresh
          options={[
            { value: 'exclusive', label: s('exclusive'), help: s('exclusive_help') },
            { value: 'sole', label: s('sole'), help: s('sole_help') },
            { value: 'ordinary', label: s('ordinary') },
          ]}
        />
        <MoneyField
          f={f}
          name="price"
          label={s('price')}
          required
          help={s('price_help')}
          currencies={['CNY', 'USD', 'EUR']}
        />
        <DateField f={f} name="effective" label={s('effective')} help={s('effective_help')} />
        <TextField f={f} name="email" label={s('email')} type="email" width="medium" required />
        <FileField f={f} name="report" label={s('report')} help={s('report_help')} accept="application/pdf,.pdf" />
        <CheckField f={f} name="secret" label={s('secret')} help={s('secret_help')} required />
      </FormSection>
    </FormPage>
  )
}
