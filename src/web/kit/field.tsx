import type { Child } from 'hono/jsx'
import { fieldId, type Form } from './form.ts'
import { Icon } from './icon.tsx'

/** What every field takes. A field without `required` is marked as optional. */
export type FieldProps = {
  readonly f: Form
  readonly name: string
  readonly label: string
  readonly required?: boolean | undefined
  /** Where a mistake is likely: what belongs here. */
  readonly help?: Child
  readonly example?: string | undefined
}

export const errorId = (name: string): string => `${fieldId(name)}-error`
export const helpId = (name: string): string => `${fieldId(name)}-help`

/** The attributes that tie a control to its label, its help and its error. `also`: texts of the group around it. */
export function tie({ f, name, required, help, example }: FieldProps, also: readonly (string | false)[] = []) {
  const described = [
    ...also.filter((id) => id !== false),
    (help !== undefined || example !== undefined) && helpId(name),
    f.error(name) !== undefined && errorId(name),
  ].filter((id) => id !== false)
  return {
    id: fieldId(name),
    name,
    'aria-describedby': described.length === 0 ? undefined : described.join(' '),
    'aria-invalid': f.error(name) === undefined ? undefined : ('true' as const),
    'aria-required': required ? ('true' as const) : undefined,
  }
}

export const Optional = ({ f, required }: Pick<FieldProps, 'f' | 'required'>) =>
  required ? null : <span class="td-optional">{f.t('kit.optional')}</span>

export const Help = ({ f, name, help, example }: FieldProps) =>
  help === undefined && example === undefined ? null : (
    <div class="td-help" id={helpId(name)}>
      {help}
      {help !== undefined && example !== undefined && ' '}
      {example !== undefined && <span>{f.t('kit.example', { example })}</span>}
    </div>
  )

export const FieldFault = ({ f, name }: Pick<FieldProps, 'f' | 'name'>) => {
  const message = f.error(name)
  return message === undefined ? null : (
    <p class="td-fault" id={errorId(name)}>
      <Icon name="alert" class="td-icon-small" />
      <span>
        <span class="visually-hidden">{f.t('kit.error')}</span>
        {message}
      </span>
    </p>
  )
}

/** Label, help and error above one control. */
export const Field = (props: FieldProps & { children: Child }) => {
  const { f, name, label } = props
  f.drawn.set(name, label)
  return (
    <div class={f.error(name) === undefined ? 'td-field' : 'td-field td-field-bad'}>
      <label class="td-label" for={fieldId(name)}>
        {label}
        <Optional {...props} />
      </label>
      <Help {...props} />
      <FieldFault {...props} />
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
