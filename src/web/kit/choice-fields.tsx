import type { Child } from 'hono/jsx'
import { Field, FieldFault, type FieldProps, FieldSet, setTexts, tie } from './field.tsx'
import { fieldId, type Form } from './form.ts'

export type Choice = { readonly value: string; readonly label: string; readonly help?: Child }

type Refreshing = {
  /** Other fields depend on this one: choosing draws the form again. Without script a button does. */
  readonly refresh?: true | undefined
}

const refreshing = (f: Form, name: string, refresh: true | undefined) =>
  refresh === undefined
    ? {}
    : {
        'hx-post': f.action,
        'hx-trigger': 'change',
        'hx-target': `#${f.id}`,
        'hx-select': `#${f.id}`,
        'hx-swap': 'outerHTML',
        'hx-vals': JSON.stringify({ _refresh: name }),
      }

const RefreshButton = ({ f, name, refresh }: { f: Form; name: string; refresh: true | undefined }) =>
  refresh === undefined ? null : (
    <noscript>
      <button
        class="btn btn-sm td-refresh"
        type="submit"
        name="_refresh"
        value={name}
        formaction={`${f.action}#${fieldId(name)}`}
        formnovalidate
      >
        {f.t('kit.refresh')}
      </button>
    </noscript>
  )

const wordsOf = (options: readonly Choice[]) => new Map(options.map(({ value, label }) => [value, label]))

type SelectProps = FieldProps &
  Refreshing & { readonly options: readonly Choice[]; readonly width?: 'short' | 'medium' | 'long' | undefined }

/** Many choices, one answer; fewer than about seven are better shown as radios. */
export const SelectField = (props: SelectProps) => {
  const { f, name, options, refresh, required, width = 'medium' } = props
  const chosen = f.get(name)
  f.choices.set(name, wordsOf(options))
  return (
    <Field {...props}>
      <select {...tie(props)} class={`form-select td-width-${width}`} {...refreshing(f, name, refresh)}>
        {(chosen === '' || !required) && <option value="">{f.t('kit.choose')}</option>}
        {options.map(({ value, label }) => (
          <option value={value} selected={value === chosen}>
            {label}
          </option>
        ))}
      </select>
      <RefreshButton f={f} name={name} refresh={refresh} />
    </Field>
  )
}

const Tick = (props: {
  f: Form
  name: string
  choice: Choice
  type: 'radio' | 'checkbox'
  checked: boolean
  first: boolean
  attributes: object
}) => {
  const { name, choice, type, checked, first, attributes } = props
  const id = first ? fieldId(name) : `${fieldId(name)}-${choice.value}`
  const help = `${fieldId(name)}-${choice.value}-note`
  return (
    <div class="td-tick">
      <input
        {...attributes}
        class="form-check-input"
        id={id}
        type={type}
        name={name}
        value={choice.value}
        checked={checked}
        aria-describedby={choice.help === undefined ? undefined : help}
      />
      <label for={id}>{choice.label}</label>
      {choice.help !== undefined && (
        <p class="td-help" id={help}>
          {choice.help}
        </p>
      )}
    </div>
  )
}

/** One of a few, all of them in sight. */
export const RadioField = (props: FieldProps & Refreshing & { readonly options: readonly Choice[] }) => {
  const { f, name, options, refresh } = props
  f.choices.set(name, wordsOf(options))
  return (
    <FieldSet {...props}>
      {options.map((choice, i) => (
        <Tick
          f={f}
          name={name}
          choice={choice}
          type="radio"
          checked={f.get(name) === choice.value}
          first={i === 0}
          attributes={refreshing(f, name, refresh)}
        />
      ))}
      <RefreshButton f={f} name={name} refresh={refresh} />
    </FieldSet>
  )
}

/** Any number of a few; sent as the same name several times. */
export const CheckGroup = (props: FieldProps & { readonly options: readonly Choice[] }) => {
  const { f, name, options } = props
  f.choices.set(name, wordsOf(options))
  return (
    <FieldSet {...props}>
      {options.map((choice, i) => (
        <Tick
          f={f}
          name={name}
          choice={choice}
          type="checkbox"
          checked={f.all(name).includes(choice.value)}
          first={i === 0}
          attributes={{}}
        />
      ))}
    </FieldSet>
  )
}

/** One yes: sent as `true`, or not at all. */
export const CheckField = (
  props: Omit<FieldProps, 'example'> & Refreshing & { readonly value?: string | undefined }
) => {
  const { f, name, label, help, value = 'true', refresh } = props
  f.drawn.set(name, label)
  f.choices.set(name, new Map([[value, f.t('kit.yes')]]))
  const attributes = tie(props, setTexts({ ...props, help: undefined }))
  return (
    <div class={f.error(name) === undefined ? 'td-field' : 'td-field td-field-bad'}>
      <FieldFault f={f} name={name} />
      <div class="td-tick">
        <input
          {...attributes}
          class="form-check-input"
          type="checkbox"
          value={value}
          checked={f.get(name) === value}
          {...refreshing(f, name, refresh)}
        />
        <label for={attributes.id}>{label}</label>
        {help !== undefined && (
          <p class="td-help" id={`${fieldId(name)}-help`}>
            {help}
          </p>
        )}
      </div>
      <RefreshButton f={f} name={name} refresh={refresh} />
    </div>
  )
}
