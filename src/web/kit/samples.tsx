import type { Words } from '../../kernel/messages.ts'
import { kitSample, type SampleKey } from '../../../templates/messages/kit-sample.ts'
import type { State } from './chip.tsx'

export type Say = (key: SampleKey) => string
export const sampleWords =
  (t: Words): Say =>
  (key) =>
    kitSample[key][t.locale === 'en' ? 1 : 0]

export type SampleRow = {
  readonly reference: string
  readonly title: string
  readonly field: string
  readonly person: string
  readonly state: State
  readonly updated: string
  readonly value: string
}

/** A few achievements as a list would hold them; rare Han characters and long titles among them. */
export const sampleRows = (s: Say): SampleRow[] => [
  {
    reference: 'ACH-2026-0042',
    title: s('blades'),
    field: s('energy'),
    person: '赵龑',
    state: { label: s('formal_check'), tone: 'going' },
    updated: '2026-11-20',
    value: '¥1,200,000.00',
  },
  {
    reference: 'ACH-2026-0041',
    title: s('catalyst'),
    field: s('chemistry'),
    person: '𬱖欣',
    state: { label: s('published'), tone: 'done' },
    updated: '2026-11-18',
    value: '¥860,000.00',
  },
  {
    reference: 'ACH-2026-0038',
    title: s('gripper'),
    field: s('machinery'),
    person: s('other_person'),
    state: { label: s('returned'), tone: 'open' },
    updated: '2026-11-11',
    value: '',
  },
  {
    reference: 'ACH-2026-0035',
    title: s('imaging'),
    field: s('electronics'),
    person: s('person'),
    state: { label: s('draft'), tone: 'draft' },
    updated: '2026-10-30',
    value: '¥12,500,000.00',
  },
  {
    reference: 'ACH-2026-0031',
    title: s('blades'),
    field: s('materials'),
    person: s('person'),
    state: { label: s('suspended'), tone: 'halted' },
    updated: '2026-10-12',
    value: '',
  },
  {
    reference: 'ACH-2026-0029',
    title: s('catalyst'),
    field: s('medicine'),
    person: s('other_person'),
    state: { label: s('rejected'), tone: 'harm' },
    updated: '2026-09-28',
    value: '',
  },
  {
    reference: 'ACH-2026-0012',
    title: s('gripper'),
    field: s('machinery'),
    person: s('other_person'),
    state: { label: s('closed'), tone: 'ended' },
    updated: '2026-06-02',
    value: '¥45,000.00',
  },
]

export const sampleChips = (s: Say): State[] => [
  ...new Map(sampleRows(s).map(({ state }) => [state.tone, state])).values(),
  { label: s('submitted'), tone: 'open' },
]
