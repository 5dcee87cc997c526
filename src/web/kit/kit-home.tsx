import type { Words } from '../../kernel/messages.ts'
import { DatesAhead } from './beside.tsx'
import { StateChip } from './chip.tsx'
import { Heading } from './heading.tsx'
import { Icon, iconNames } from './icon.tsx'
import { Notice } from './notice.tsx'
import { BarChart, Numbers, type Point } from './plots.tsx'
import { sampleChips, sampleWords } from './samples.tsx'
import { DateText, Lang, Money } from './text.tsx'
import { Section, WaitingList } from './waiting.tsx'

const months = ['2026-06', '2026-07', '2026-08', '2026-09', '2026-10', '2026-11']
const trend = (values: readonly number[]): Point[] => values.map((value, i) => ({ label: months[i]!, value }))

/** Home: what waits, dates ahead, three numbers. */
export const SampleHome = ({ t }: { t: Words }) => {
  const s = sampleWords(t)
  return (
    <>
      <Heading t={t} title={s('home')} />
      <Section title={s('waits')} action={<a href="/kit/list">{s('see_all')}</a>}>
        <WaitingList
          items={[
            {
              reference: 'ACH-2026-0042',
              title: s('blades'),
              href: '/kit/record',
              why: s('waits_why'),
              state: { label: s('submitted'), tone: 'open' },
              due: { date: '2026-11-20', relative: s('days_over'), tone: 'overdue' },
              action: { label: s('check'), href: '/kit/record' },
            },
            {
              reference: 'AGR-2026-0007',
              title: s('catalyst'),
              href: '/kit/record',
              why: s('waits_sign'),
              state: { label: s('formal_check'), tone: 'going' },
              action: { label: s('sign'), href: '/kit/decision' },
            },
          ]}
        />
      </Section>
      <Section title={t('kit.dates')}>
        <DatesAhead
          t={t}
          dates={[
            {
              label: s('due_priority'),
              note: 'PAT-2026-0017',
              date: '2026-12-05',
              relative: s('in_days'),
              tone: 'soon',
              href: '/kit/record',
            },
            {
              label: s('due_reply'),
              note: 'ACH-2026-0041',
              date: '2027-04-30',
              relative: s('in_months'),
              href: '/kit/record',
            },
          ]}
        />
      </Section>
      <Section title={s('numbers')}>
        <Numbers
          t={t}
          numbers={[
            {
              label: s('number_filed'),
              value: '42',
              note: s('more_than'),
              trend: trend([3, 5, 4, 9, 8, 13]),
              href: '/kit/list',
            },
            { label: s('number_contracts'), value: '11', trend: trend([2, 1, 2, 2, 1, 3]) },
            { label: s('number_money'), value: s('money'), trend: trend([80, 120, 60, 310, 290, 424.5]) },
          ]}
        />
      </Section>
    </>
  )
}

/** What fits no pattern: notices, chips, dates, money, plots, icons. */
export const SampleParts = ({ t }: { t: Words }) => {
  const s = sampleWords(t)
  return (
    <>
      <Heading t={t} title={s('parts')} lead={s('kit_lead')} />
      <Notice t={t} kind="success" title={s('done')}>
        {s('done_text')}
      </Notice>
      <Notice t={t} kind="warning" title={s('minding')}>
        {s('minding_text')}
      </Notice>
      <Notice t={t} kind="info" title={s('known')} />
      <Section title={s('state')}>
        <p class="td-steps">
          {sampleChips(s).map((state) => (
            <StateChip {...state} />
          ))}
        </p>
      </Section>
      <Section title={s('value')}>
        <p>
          <Money text="¥1,234,567.00" note={s('money')} />
        </p>
        <p>
          <DateText date="2026-12-05" relative={s('in_days')} tone="soon" />
        </p>
        <p>
          <Lang said={{ text: s('foreign_text'), lang: t.locale === 'en' ? 'zh-CN' : 'en' }} t={t} />
        </p>
      </Section>
      <Section title={s('plot')}>
        <BarChart
          t={t}
          title={s('plot')}
          points={(['energy', 'materials', 'machinery', 'electronics', 'chemistry'] as const).map((key, i) => ({
            label: s(key),
            value: [18, 12, 22, 7, 5][i]!,
          }))}
        />
      </Section>
      <p class="td-steps td-quiet">
        {iconNames.map((name) => (
          <Icon name={name} />
        ))}
      </p>
    </>
  )
}
