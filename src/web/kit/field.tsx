import type { Child } from 'hono/jsx'
import { fieldId, type Form } from './form.ts'
import { Icon } from './icon.tsx'

/** What every field takes. A field without `required` is marked as optional. */
export type FieldProps = {
  readonly f: Form
  readonly name: string
  readonly label: string
  readonly required?: boolean | undefined
  /** Not needed yet, but for what comes next: said in place of "optional". */
  readonly neededFor?: string | undefined
  /** Where a mistake is likely: what belongs here. */
  readonly help?: Child
  readonly example?: string | undefined
}

export const errorId = (name: string): string => `${fieldId(name)}-error`
export const helpId = (name: string): string => `${fieldId(name)}-help`

/** What is wrong with one control; a list typed into it is wrong at its entries (`inventors.2`). */
const faultsOf = (f: Form, name: string): string[] =>
  f.errors.filter(({ path }) => path === name || path.startsWith(`${name}.`)).map(({ message }) => message)

/** The attributes that tie a control to its label, its help and its error. `also`: texts of the group around it. */
export function tie({ f, name, required, help, example }: FieldProps, also: readonly (string | false)[] = []) {
  const wrong = faultsOf(f, name).length > 0
  const described = [
    ...also.filter((id) => id !== false),
    (help !== undefined || example !== undefined) && helpId(name),
    wrong && errorId(name),
  ].filter((id) => id !== false)
  return {
    id: fieldId(name),
    name,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': wrong ? ('true' as const) : undefined,
    'aria-required': required ? ('true' as const) : undefined,
  }
}

export const Optional = ({ f, required, neededFor }: Pick<FieldProps, 'f' | 'required' | 'neededFor'>) =>
  required ? null : <span class="td-optional">{neededFor ?? f.t('kit.optional')}</span>

export const Help = ({ f, name, help, example }: FieldProps) =>
  help === undefined && example === undefined ? null : (
    <div class="td-help" id={helpId(name)}>
      {help}
      {help !== undefined && example !== undefined && ' '}
      {example !== undefined && <span>{f.t('kit.example', { example })}</span>}
    </div>
  )

const Faults = ({ f, name, messages }: Pick<FieldProps, 'f' | 'name'> & { messages: readonly string[] }) =>
  messages.length === 0 ? null : (
    <div class="td-faults" id={errorId(name)}>
      {messages.map((message) => (
        <p class="td-fault">
          <Icon name="alert" class="td-icon-small" />
          <span>
            <span class="visually-hidden">{f.t('kit.error')}</span>
            {message}
          </span>
        </p>
      ))}
    </div>
  )

export const FieldFault = ({ f, name }: Pick<FieldProps, 'f' | 'name'>) => {
  const message = f.error(name)
  return <Faults f={f} name={name} messages={message === undefined ? [] : [message]} />
}

/** Label, help and error above one control. */
export const Field = (props: FieldProps & { children: Child }) => {
  const { f, name, label } = props
  const messages = faultsOf(f, name)
  f.drawn.set(name, label)
  return (
    <div class={messages.length === 0 ? 'td-field' : 'td-field td-field-bad'}>
      <label class="td-label" for={fieldId(name)}>
        {label}
        <Optional {...props} />
      </label>
      <Help {...props} />
      <Faults f={f} name={name} messages={messages} />
      {props.children}
    </div>
  )
}

/** Whether a group or one of its fields is wrong. */
const within = (f: Form, name: string): boolean =>
  f.errors.some(({ path }) => path === name || path.startsWith(`${name}.`))

/** The same around several controls that belong together. `id` is where a link to the whole group leads. */
export const FieldSet = (props: FieldProps & { children: Child }) => {
  const { f, name, label } = props
  f.drawn.set(name, label)
  return (
    <fieldset class={within(f, name) ? 'td-field td-field-bad' : 'td-field'} id={`${fieldId(name)}-set`} tabindex={-1}>
      <legend class="td-label">
        {label}
        <Optional {...props} />
      </legend>
      <Help {...props} />
      <FieldFault {...props} />
      {props.children}
    </fieldset>
  )
}

/** What the whole set explains, for the controls in it. */
export const setTexts = ({ f, name, help, example }: FieldProps): (string | false)[] => [
  (help !== undefined || example !== undefined) && helpId(name),
  f.error(name) !== undefined && errorId(name),
]
