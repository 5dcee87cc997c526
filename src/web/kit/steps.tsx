import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

/**
 * What can be done with a record next. `action` steps happen by their button (POST, with the record's version);
 * `href` steps first ask something on a page of their own; `reason` says why a step is not possible now. `otherState`: it
 * belongs to another state, which the reader can do nothing about here.
 */
export type Step =
  | {
      readonly label: string
      readonly action: string
      readonly harm?: true | undefined
      /** Not what the record waits for: never the leading button. */
      readonly quiet?: true | undefined
      /** What will happen, to be confirmed first. Harm is always confirmed. */
      readonly confirm?: string | undefined
      /** Sent along with the version. */
      readonly fields?: readonly (readonly [name: string, value: string])[] | undefined
    }
  | {
      readonly label: string
      readonly href: string
      readonly harm?: true | undefined
      readonly quiet?: true | undefined
    }
  | { readonly label: string; readonly reason: Child; readonly otherState?: true | undefined }

type Blocked = Extract<Step, { reason: unknown }>
type Possible = Exclude<Step, { reason: unknown }>
const isBlocked = (step: Step): step is Blocked => 'reason' in step

const look = (harm: true | undefined, first: boolean): string =>
  harm ? 'btn td-btn-harm' : first ? 'btn btn-primary' : 'btn'

const Send = ({
  step,
  version,
  class: button,
  label,
}: {
  step: Extract<Step, { action: string }>
  version: number
  class: string
  label: string
}) => (
  <form method="post" action={step.action} class="td-inline">
    <input type="hidden" name="_version" value={String(version)} />
    {(step.fields ?? []).map(([name, value]) => (
      <input type="hidden" name={name} value={value} />
    ))}
    <button class={button} type="submit">
      {label}
    </button>
  </form>
)

const StepButton = ({ t, step, version, first }: { t: Words; step: Possible; version: number; first: boolean }) => {
  if ('href' in step) {
    return (
      <a class={look(step.harm, first)} href={step.href}>
        {step.label}
      </a>
    )
  }
  if (!step.harm && step.confirm === undefined)
    return <Send step={step} version={version} class={look(undefined, first)} label={step.label} />
  return (
    <details class="td-menu td-confirm">
      <summary class={look(step.harm, first)}>{step.label}</summary>
      <div class="td-panel">
        <p>
          <strong>{t('kit.confirm')}</strong>
        </p>
        {step.confirm !== undefined && <p>{step.confirm}</p>}
        <Send
          step={step}
          version={version}
          class={step.harm ? 'btn td-btn-harm-full' : 'btn btn-primary'}
          label={t('kit.confirm_step', { step: step.label })}
        />
      </div>
    </details>
  )
}

/** The possible steps as buttons, the first that is waited for leading, harm last and red. */
export const StepButtons = ({ t, steps, version }: { t: Words; steps: readonly Step[]; version: number }) => {
  const possible = steps.filter((step): step is Possible => !isBlocked(step))
  const rank = (step: Possible): number => (step.harm ? 2 : step.quiet ? 1 : 0)
  const ordered = possible.toSorted((a, b) => rank(a) - rank(b))
  return (
    <div class="td-steps td-print-no" role="group" aria-label={t('kit.steps')}>
      {ordered.map((step, i) => (
        <StepButton t={t} step={step} version={version} first={i === 0 && rank(step) === 0} />
      ))}
    </div>
  )
}

const Reasons = ({ steps }: { steps: readonly Blocked[] }) => (
  <dl>
    {steps.map(({ label, reason }) => (
      <div>
        <dt>{label}</dt>
        <dd>{reason}</dd>
      </div>
    ))}
  </dl>
)

/**
 * The steps that are not possible, each with its reason: those of this state, against which something stands that can
 * be put right, open; those of other states folded.
 */
export const BlockedSteps = ({ t, steps }: { t: Words; steps: readonly Step[] }) => {
  const blocked = steps.filter(isBlocked)
  const [now, later] = [blocked.filter((step) => !step.otherState), blocked.filter((step) => step.otherState)]
  if (blocked.length === 0) return null
  return (
    <section class="td-blocked td-print-no" aria-label={t('kit.not_now')}>
      {now.length > 0 && (
        <>
          <p>{t('kit.blocked_now')}</p>
          <Reasons steps={now} />
        </>
      )}
      {later.length > 0 && (
        <details>
          <summary>
            <Icon name="right" class="td-icon-small" />
            {t('kit.blocked', { count: later.length })}
          </summary>
          <Reasons steps={later} />
        </details>
      )}
    </section>
  )
}
