import { Field, FieldFault, type FieldProps, FieldSet, setTexts, tie } from './field.tsx'

/** How long the answer usually is: the width tells what is expected. */
type Width = 'short' | 'medium' | 'long'

type TextProps = FieldProps & {
  readonly type?: 'text' | 'email' | 'tel' | 'url' | undefined
  readonly width?: Width | undefined
  readonly inputmode?: 'numeric' | 'decimal' | 'text' | 'email' | undefined
  readonly autocomplete?: string | undefined
  readonly spellcheck?: boolean | undefined
  readonly lang?: string | undefined
  /** Behind the field: `%`, `km`. */
  readonly unit?: string | undefined
}

export const TextField = (props: TextProps) => {
  const { f, name, type = 'text', width = 'long', unit } = props
  const input = (
    <input
      {...tie(props)}
      class={`form-control td-width-${width}`}
      type={type}
      value={f.get(name)}
      inputmode={props.inputmode}
      autocomplete={props.autocomplete ?? 'off'}
      spellcheck={props.spellcheck}
      lang={props.lang}
    />
  )
  return (
    <Field {...props}>
      {unit === undefined ? (
        input
      ) : (
        <span class="td-with-unit">
          {input}
          <span>{unit}</span>
        </span>
      )}
    </Field>
  )
}

export const TextArea = (
  props: FieldProps & { readonly rows?: number | undefined; readonly lang?: string | undefined }
) => (
  <Field {...props}>
    <textarea {...tie(props)} class="form-control" rows={props.rows ?? 5} lang={props.lang}>
      {props.f.get(props.name)}
    </textarea>
  </Field>
)

/** The same text in Chinese and in English (`title.zh`, `title.en`), the reader's language first. */
export const TextPair = (props: FieldProps & { readonly rows?: number | undefined }) => {
  const { f, name, label, rows } = props
  const zh = { key: 'zh', lang: 'zh-CN', label: f.t('kit.in_chinese') }
  const en = { key: 'en', lang: 'en', label: f.t('kit.in_english') }
  return (
    <FieldSet {...props}>
      <div class="td-pair">
        {(f.t.locale === 'en' ? [en, zh] : [zh, en]).map((one) => {
          const part: FieldProps = { f, name: `${name}.${one.key}`, label: one.label }
          const attributes = {
            ...tie(part, setTexts(props)),
            'aria-label': `${label} · ${one.label}`,
            lang: one.lang,
            class: 'form-control',
          }
          f.drawn.set(part.name, `${label} · ${one.label}`)
          return (
            <div class={f.error(part.name) === undefined ? 'td-pair-part' : 'td-pair-part td-field-bad'}>
              <FieldFault {...part} />
              <div class="td-pair-line">
                <span class="td-pair-label" aria-hidden="true">
                  {one.label}
                </span>
                {rows === undefined ? (
                  <input {...attributes} type="text" value={f.get(part.name)} autocomplete="off" />
                ) : (
                  <textarea {...attributes} rows={rows}>
                    {f.get(part.name)}
                  </textarea>
                )}
              </div>
            </div>
          )
        })}
      </div>
    </FieldSet>
  )
}

/** A calendar day, `YYYY-MM-DD`. */
export const DateField = (
  props: FieldProps & { readonly min?: string | undefined; readonly max?: string | undefined }
) => (
  <Field {...props}>
    <input
      {...tie(props)}
      class="form-control td-width-date"
      type="date"
      value={props.f.get(props.name)}
      min={props.min}
      max={props.max}
    />
  </Field>
)

/** An amount and its currency (`price.amount`, `price.currency`), typed as people write it: `1,200,000.00`. */
export const MoneyField = (props: FieldProps & { readonly currencies: readonly string[] }) => {
  const { f, name, label, currencies } = props
  const amount: FieldProps = { f, name: `${name}.amount`, label: f.t('kit.amount') }
  const currency: FieldProps = { f, name: `${name}.currency`, label: f.t('kit.currency') }
  f.drawn.set(amount.name, `${label} · ${amount.label}`)
  f.drawn.set(currency.name, `${label} · ${currency.label}`)
  return (
    <FieldSet {...props}>
      <FieldFault {...amount} />
      <FieldFault {...currency} />
      <div class="td-money-line">
        <select {...tie(currency, setTexts(props))} class="form-select" aria-label={`${label} · ${currency.label}`}>
          {currencies.map((code) => (
            <option value={code} selected={code === (f.get(currency.name) || currencies[0])}>
              {code}
            </option>
          ))}
        </select>
        <input
          {...tie(amount, setTexts(props))}
          class="form-control td-end"
          type="text"
          inputmode="decimal"
          autocomplete="off"
          value={f.get(amount.name)}
          aria-label={`${label} · ${amount.label}`}
        />
      </div>
    </FieldSet>
  )
}

/** A file. `accept` as in HTML (`.csv,text/csv`); say kinds and size in `help`, and give the form `files`. */
export const FileField = (props: FieldProps & { readonly accept?: string | undefined }) => (
  <Field {...props}>
    <input {...tie(props)} class="form-control" type="file" accept={props.accept} hx-preserve="true" />
  </Field>
)
