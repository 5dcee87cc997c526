import type { Words } from '../../kernel/messages.ts'
import { DecisionPage } from './decision-page.tsx'
import { RadioField } from './choice-fields.tsx'
import { formOf } from './form.ts'
import { FormBody } from './form-page.tsx'
import { RecordPage } from './record-page.tsx'
import { sampleWords } from './samples.tsx'
import type { Step } from './steps.tsx'
import { Table } from './table.tsx'
import { TextArea } from './text-fields.tsx'

const reference = 'ACH-2026-0042'

/** The Record pattern. */
export const SampleRecord = ({ t }: { t: Words }) => {
  const s = sampleWords(t)
  const steps: Step[] = [
    { label: s('accept'), action: '/kit/record' },
    { label: s('return'), href: '/kit/decision' },
    { label: s('suspend'), action: '/kit/record', harm: true, confirm: s('suspend_confirm') },
    { label: s('publish'), reason: s('publish_reason') },
    { label: s('licence'), reason: s('licence_reason') },
  ]
  const contributors = [
    { name: '赵龑', unit: s('unit_value'), share: '50%' },
    { name: '𬱖欣', unit: s('unit_value'), share: '30%' },
    { name: s('other_person'), unit: s('unit_value'), share: '20%' },
  ]
  return (
    <RecordPage
      t={t}
      crumbs={[{ label: s('achievements'), href: '/kit/list' }]}
      reference={reference}
      title={s('blades')}
      state={{ label: s('formal_check'), tone: 'going' }}
      version={3}
      steps={steps}
      groups={[
        {
          id: 'general',
          title: s('facts_general'),
          editHref: '/kit/form',
          facts: [
            { label: s('abstract'), value: s('abstract_text'), wide: true },
            { label: s('field'), value: s('energy') },
            { label: s('keywords'), value: s('keywords_value') },
            { label: s('trl'), value: 'TRL 6' },
          ],
        },
        {
          id: 'rights',
          title: s('facts_rights'),
          editHref: '/kit/form',
          facts: [
            { label: s('funding'), value: s('funding_value') },
            { label: s('secrecy'), value: s('internal') },
            { label: s('third_party'), value: null },
          ],
        },
        {
          id: 'people',
          title: s('facts_people'),
          editHref: '/kit/form',
          facts: [],
          more: (
            <Table
              t={t}
              caption={s('facts_people')}
              rows={contributors}
              columns={[
                { key: 'name', head: s('name'), cell: ({ name }) => name, main: true },
                { key: 'unit', head: s('unit'), cell: ({ unit }) => unit },
                { key: 'share', head: s('share'), cell: ({ share }) => share, align: 'end' },
              ]}
            />
          ),
        },
      ]}
      dates={[
        { label: s('due_reply'), date: '2026-11-20', relative: s('days_over'), tone: 'overdue' },
        { label: s('due_priority'), date: '2026-12-05', relative: s('in_days'), tone: 'soon', href: '/kit/list' },
      ]}
      people={[
        { name: '赵龑', role: s('first_contributor') },
        { name: s('person'), role: s('handler'), href: '/kit/list' },
      ]}
      linked={[
        {
          reference: 'PAT-2026-0017',
          title: s('patent_title'),
          href: '/kit/record',
          state: { label: s('granted'), tone: 'done' },
        },
      ]}
      documents={[
        { name: s('disclosure'), href: '/kit/record', note: s('file_note') },
        {
          name: s('contract'),
          href: '/kit/record',
          note: s('file_note'),
          sha256: '9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08',
        },
      ]}
      history={[
        { at: '2026-11-20T06:05:00Z', when: s('when_1'), sentence: s('history_submitted') },
        { at: '2026-11-18T01:30:00Z', when: s('when_2'), sentence: s('history_returned'), remark: s('history_remark') },
        {
          at: '2026-11-12T08:42:00Z',
          when: s('when_3'),
          sentence: s('history_changed'),
          changes: [{ field: s('trl'), from: 'TRL 5', to: 'TRL 6' }],
        },
      ]}
    />
  )
}

/** The Decision pattern. */
export const SampleDecision = ({ t }: { t: Words }) => {
  const s = sampleWords(t)
  const f = formOf(t, '/kit/decision', new Map(), { version: 3 })
  return (
    <DecisionPage
      t={t}
      crumbs={[
        { label: s('achievements'), href: '/kit/list' },
        { label: reference, href: '/kit/record' },
      ]}
      title={s('decide_title')}
      asked={s('decide_asked')}
      until={{ date: '2026-12-05', relative: s('in_days') }}
      facts={[
        { label: s('title'), value: s('blades') },
        { label: s('secrecy'), value: s('internal') },
        { label: s('funding'), value: s('funding_value') },
      ]}
      consequences={[s('follow_1'), s('follow_2'), s('follow_3')]}
      others={[{ name: s('legal_person'), said: s('legal_said') }]}
    >
      <FormBody f={f} submit={s('decide_submit')} cancelHref="/kit/record">
        <RadioField
          f={f}
          name="decision"
          label={s('decision')}
          required
          options={[
            { value: 'approve', label: s('approve'), help: s('approve_help') },
            { value: 'refuse', label: s('refuse'), help: s('refuse_help') },
          ]}
        />
        <TextArea f={f} name="reason" label={s('your_reason')} rows={3} />
      </FormBody>
    </DecisionPage>
  )
}
