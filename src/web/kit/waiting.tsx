import type { Child, PropsWithChildren } from 'hono/jsx'
import { type State, StateChip } from './chip.tsx'
import { DateText, type When } from './text.tsx'

/** One thing that waits for the reader, with the act that settles it. */
export type Waiting = {
  readonly title: Child
  readonly href: string
  readonly reference?: string | undefined
  /** Why it waits: "Li Na submitted it". */
  readonly why: Child
  readonly state?: State | undefined
  readonly due?: When | undefined
  readonly action?: { readonly label: string; readonly href: string } | undefined
}

export const WaitingList = ({ items }: { items: readonly Waiting[] }) => (
  <ul class="td-waiting">
    {items.map(({ title, href, reference, why, state, due, action }) => (
      <li>
        <div class="td-waiting-text">
          <p class="td-waiting-title">
            {reference !== undefined && <span class="td-reference">{reference}</span>}
            <a href={href}>{title}</a>
          </p>
          <p class="td-quiet">
            {why}
            {due !== undefined && (
              <>
                {' · '}
                <DateText {...due} />
              </>
            )}
          </p>
        </div>
        {state !== undefined && <StateChip {...state} />}
        {action !== undefined && (
          <a class="btn btn-sm" href={action.href}>
            {action.label}
          </a>
        )}
      </li>
    ))}
  </ul>
)

/** A titled part of a page that is no list, record or form: home, search results, settings. */
export const Section = ({ title, action, children }: PropsWithChildren<{ title: string; action?: Child }>) => (
  <section class="td-section">
    <div class="td-group-head">
      <h2>{title}</h2>
      {action}
    </div>
    {children}
  </section>
)
