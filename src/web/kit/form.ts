import type { Words } from '../../kernel/messages.ts'

/** One fault in words, at a field's name: `contributors.1.share`. As `errors` of problem+json. */
export type FieldError = { readonly path: string; readonly message: string }
export type Values = ReadonlyMap<string, readonly string[]>

/** A form as it is drawn: where it goes, what is typed, what is wrong with it. Every field takes it as `f`. */
export type Form = {
  readonly t: Words
  /** Of the form element; the language switch names it, too. */
  readonly id: string
  readonly action: string
  readonly version: number | undefined
  readonly get: (name: string) => string
  readonly all: (name: string) => readonly string[]
  readonly rows: (group: string) => number
  readonly error: (name: string) => string | undefined
  readonly errors: readonly FieldError[]
  /** Name to label of every field drawn so far, so that the error summary can call each by its label. */
  readonly drawn: Map<string, string>
  /** The words of every choice drawn so far: name, then value, to label. */
  readonly choices: Map<string, ReadonlyMap<string, string>>
}

type Given = {
  readonly errors?: readonly FieldError[] | undefined
  readonly version?: number | undefined
  readonly id?: string | undefined
}

/** `values`: what was typed, or a record's own values (`Sent.values`). */
export function formOf(
  t: Words,
  action: string,
  values: Values,
  { errors = [], version, id = 'form' }: Given = {}
): Form {
  return {
    t,
    id,
    action,
    version,
    errors,
    drawn: new Map(),
    choices: new Map(),
    get: (name) => values.get(name)?.[0] ?? '',
    all: (name) => values.get(name) ?? [],
    rows: (group) => countRows(values, group),
    error: (name) => errors.find(({ path }) => path === name)?.message,
  }
}

const indexOf = (name: string, group: string): number => {
  const match = name.startsWith(`${group}.`) ? /^(\d{1,4})(\.|$)/.exec(name.slice(group.length + 1)) : null
  return match === null ? -1 : Number(match[1])
}
const countRows = (values: Values, group: string): number =>
  Math.max(-1, ...[...values.keys()].map((name) => indexOf(name, group))) + 1

/** `contributors.1.share` as an id that a link and a label can name. */
export const fieldId = (name: string): string => `f-${name.replaceAll('.', '-')}`

/**
 * Carries out what a round trip asks for: `_add=group` appends an empty row, `_remove=group.2` takes one out and
 * moves up those behind it. The buttons' own names are gone from the result.
 */
export function applyRoundTrip(values: Values): Map<string, readonly string[]> {
  const [added] = values.get('_add') ?? []
  const removed = /^(.+)\.(\d{1,4})$/.exec(values.get('_remove')?.[0] ?? '')
  const result = new Map<string, readonly string[]>()
  for (const [name, value] of values) {
    if (name === '_add' || name === '_remove' || name === '_refresh' || name === '_language') continue
    const [, group = '', row = ''] = removed ?? []
    const at = removed === null ? -1 : indexOf(name, group)
    if (at === -1 || at < Number(row)) result.set(name, value)
    else if (at > Number(row)) result.set(`${group}.${at - 1}${name.slice(`${group}.${at}`.length)}`, value)
  }
  if (added !== undefined) result.set(`${added}.${countRows(result, added)}._row`, [''])
  return result
}
