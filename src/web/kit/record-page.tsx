import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import {
  Aside,
  type DateAhead,
  DatesAhead,
  type LinkedRecord,
  LinkedRecords,
  People,
  type PersonLine,
} from './beside.tsx'
import type { Crumb } from './breadcrumbs.tsx'
import { type State, StateChip } from './chip.tsx'
import { type DocumentLine, Documents } from './documents.tsx'
import type { Act } from './empty-state.tsx'
import { type FactGroup, FactGroups } from './facts.tsx'
import { Heading } from './heading.tsx'
import { type HistoryItem, HistoryList } from './history-list.tsx'
import { Icon } from './icon.tsx'
import { BlockedSteps, type Step, StepButtons } from './steps.tsx'

type Props = {
  t: Words
  crumbs?: readonly Crumb[] | undefined
  reference?: string | undefined
  title: Child
  state?: State | undefined
  lead?: Child
  /** Sent with every step, so that nobody decides on what they have not seen. */
  version: number
  steps?: readonly Step[] | undefined
  groups: readonly FactGroup[]
  dates?: readonly DateAhead[] | undefined
  people?: readonly PersonLine[] | undefined
  linked?: readonly LinkedRecord[] | undefined
  /** What can be recorded along with this one: "Record its patent". */
  linkedActs?: readonly Act[] | undefined
  /** More boxes of the right column. */
  aside?: Child
  documents?: readonly DocumentLine[] | undefined
  /** Below the facts and before the history: files and notes. */
  below?: Child
  history?: readonly HistoryItem[] | undefined
  /** Between steps and facts: what to mind about this record. */
  notice?: Child
}

/** One record: what it is, what can be done next and why not more, its facts, its dates, its past. */
export const RecordPage = (props: Props) => {
  const { t, steps = [], dates, people = [], linked = [], linkedActs = [], documents, history } = props
  const possible = steps.some((step) => !('reason' in step))
  const beside =
    dates !== undefined ||
    people.length > 0 ||
    linked.length + linkedActs.length > 0 ||
    (props.aside !== undefined && props.aside !== null)
  return (
    <article class="td-record">
      <Heading
        t={t}
        title={props.title}
        crumbs={props.crumbs}
        reference={props.reference}
        lead={props.lead}
        beside={props.state !== undefined && <StateChip {...props.state} />}
        actions={possible ? <StepButtons t={t} steps={steps} version={props.version} /> : undefined}
      />
      <BlockedSteps t={t} steps={steps} />
      {props.notice}
      <div class={beside ? 'td-columns' : 'td-columns td-columns-one'}>
        <div class="td-left">
          <FactGroups t={t} groups={props.groups} />
        </div>
        {beside && (
          <div class="td-right">
            {dates !== undefined && (
              <Aside title={t('kit.dates')}>
                <DatesAhead t={t} dates={dates} />
              </Aside>
            )}
            {people.length > 0 && (
              <Aside title={t('kit.people')}>
                <People people={people} />
              </Aside>
            )}
            {linked.length + linkedActs.length > 0 && (
              <Aside title={t('kit.linked')}>
                {linked.length > 0 && <LinkedRecords records={linked} />}
                {linkedActs.map(({ label, href }) => (
                  <p class="td-aside-act td-print-no">
                    <a class="btn btn-sm" href={href}>
                      <Icon name="plus" class="td-icon-small" />
                      {label}
                    </a>
                  </p>
                ))}
              </Aside>
            )}
            {props.aside}
          </div>
        )}
      </div>
      {documents !== undefined && (
        <section class="td-group" id="documents">
          <h2>{t('kit.documents')}</h2>
          <Documents t={t} documents={documents} />
        </section>
      )}
      {props.below}
      {history !== undefined && (
        <section class="td-group" id="history">
          <h2>{t('kit.history')}</h2>
          <HistoryList t={t} items={history} />
        </section>
      )}
    </article>
  )
}
