import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { type State, StateChip } from './chip.tsx'
import { DateText, type When } from './text.tsx'

/** A box of the right column. */
export const Aside = ({ title, children }: PropsWithChildren<{ title: string }>) => (
  <section class="td-aside">
    <h2>{title}</h2>
    {children}
  </section>
)

export type DateAhead = When & {
  readonly label: string
  readonly href?: string | undefined
  readonly note?: string | undefined
}

/** What has to happen by when; overdue first is the caller's order. */
export const DatesAhead = ({ t, dates }: { t: Words; dates: readonly DateAhead[] }) =>
  dates.length === 0 ? (
    <p class="td-quiet">{t('kit.no_dates')}</p>
  ) : (
    <ul class="td-dates">
      {dates.map(({ label, href, note, ...when }) => (
        <li>
          <span class="td-dates-label">
            {href === undefined ? label : <a href={href}>{label}</a>}
            {note !== undefined && <small class="td-quiet">{note}</small>}
          </span>
          <DateText {...when} />
        </li>
      ))}
    </ul>
  )

export type PersonLine = { readonly name: Child; readonly role: string; readonly href?: string | undefined }

export const People = ({ people }: { people: readonly PersonLine[] }) => (
  <ul class="td-people">
    {people.map(({ name, role, href }) => (
      <li>
        {href === undefined ? <span>{name}</span> : <a href={href}>{name}</a>}
        <span class="td-quiet">{role}</span>
      </li>
    ))}
  </ul>
)

export type LinkedRecord = {
  /** Left out of a line that leads to more of them. */
  readonly reference?: string | undefined
  readonly title: Child
  readonly href: string
  readonly state?: State | undefined
}

export const LinkedRecords = ({ records }: { records: readonly LinkedRecord[] }) => (
  <ul class="td-linked">
    {records.map(({ reference, title, href, state }) => (
      <li>
        <a href={href}>
          {reference !== undefined && <span class="td-reference">{reference}</span>}
          <span>{title}</span>
        </a>
        {state !== undefined && <StateChip {...state} />}
      </li>
    ))}
  </ul>
)
