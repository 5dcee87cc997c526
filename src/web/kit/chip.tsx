import type { Child } from 'hono/jsx'

/**
 * How far a record is, in six shapes: a state is told apart by its word and its shape, and only then by colour.
 * `draft` not begun, `open` waits for somebody, `going` under way, `done` good end, `halted` paused, `ended` over
 * without success, `harm` overdue or refused.
 */
export type Tone = 'draft' | 'open' | 'going' | 'done' | 'halted' | 'ended' | 'harm'
export type State = { readonly label: string; readonly tone: Tone }

const ring = <circle cx="6" cy="6" r="4.5" />
const shapes: Readonly<Record<Tone, Child>> = {
  draft: <circle cx="6" cy="6" r="4.5" stroke-dasharray="2.2 1.9" />,
  open: ring,
  going: (
    <>
      {ring}
      <path d="M6 3.4a2.6 2.6 0 0 1 0 5.2Z" fill="currentColor" stroke="none" />
    </>
  ),
  done: (
    <>
      <circle cx="6" cy="6" r="5.2" fill="currentColor" stroke="none" />
      <path d="M3.7 6.2 5.3 7.8 8.4 4.6" class="td-chip-cut" />
    </>
  ),
  halted: <path d="M4 2.5v7M8 2.5v7" stroke-width="2" />,
  ended: <path d="M2.5 6h7" stroke-width="2" />,
  harm: <path d="M6 1.6 11 10.4H1ZM6 5v2.4M6 8.8v.2" />,
}

export const StateChip = ({ label, tone }: State) => (
  <span class={`td-chip td-chip-${tone}`}>
    <svg
      viewBox="0 0 12 12"
      width="12"
      height="12"
      fill="none"
      stroke="currentColor"
      stroke-width="1.4"
      stroke-linecap="round"
      stroke-linejoin="round"
      aria-hidden="true"
      focusable="false"
    >
      {shapes[tone]}
    </svg>
    {label}
  </span>
)
