import type { Child } from 'hono/jsx'
import { FieldFault, Help } from './field.tsx'
import { fieldId, type Form } from './form.ts'
import { Icon } from './icon.tsx'

type Props = {
  f: Form
  name: string
  label: string
  help?: Child
  /** The fields of one row; `at('share')` gives each its name. */
  row: (at: (field: string) => string, index: number) => Child
  /** "Contributor 2"; else the row's number. */
  rowLabel?: ((index: number) => string) | undefined
  /** "Add a contributor". */
  add: string
  /** A row is one field that says the row's name itself. */
  single?: true | undefined
  /** So many rows are always shown. */
  min?: number | undefined
  /** Below the rows: a sum. */
  foot?: Child
}

/**
 * Rows of fields. The buttons send the form to itself (`_add`, `_remove`; see `applyRoundTrip`): with script only
 * the group is drawn again, without it the page comes back at the group's place.
 */
export const RepeatedGroup = ({ f, name, label, help, row, rowLabel, add, single, min = 0, foot }: Props) => {
  const id = `g-${name.replaceAll('.', '-')}`
  const rows = Math.max(f.rows(name), min)
  const trip = {
    formaction: `${f.action}#${id}`,
    formnovalidate: true,
    'hx-post': f.action,
    'hx-target': `#${id}`,
    'hx-select': `#${id}`,
    'hx-swap': 'outerHTML',
  }
  f.drawn.set(name, label)
  return (
    <section
      class={f.error(name) === undefined ? 'td-repeated' : 'td-repeated td-field-bad'}
      id={id}
      aria-labelledby={`${id}-title`}
    >
      <h2 class="td-repeated-title" id={`${id}-title`}>
        {label}
      </h2>
      <Help f={f} name={name} label={label} help={help} />
      <div id={`${fieldId(name)}-set`} tabindex={-1}>
        <FieldFault f={f} name={name} />
      </div>
      {rows === 0 && <p class="td-quiet">{f.t('kit.no_rows')}</p>}
      {Array.from({ length: rows }, (_, index) => {
        const title = rowLabel?.(index) ?? f.t('kit.row', { number: index + 1 })
        const at = `${name}.${index}`
        f.drawn.set(at, title)
        return (
          <fieldset class="td-row" id={`${fieldId(at)}-set`} tabindex={-1}>
            <legend class={single && 'visually-hidden'}>{title}</legend>
            <FieldFault f={f} name={at} />
            <input type="hidden" name={`${at}._row`} value="" />
            <div class="td-row-fields">{row((field) => `${at}.${field}`, index)}</div>
            {rows > min && (
              <button
                class="td-row-remove"
                type="submit"
                name="_remove"
                value={at}
                {...trip}
                aria-label={f.t('kit.remove_row', { row: title })}
              >
                <Icon name="cross" class="td-icon-small" />
                {f.t('kit.remove')}
              </button>
            )}
          </fieldset>
        )
      })}
      {foot}
      <button class="btn" type="submit" name="_add" value={name} {...trip}>
        <Icon name="plus" />
        {add}
      </button>
    </section>
  )
}
