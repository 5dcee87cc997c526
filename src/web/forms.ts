import { refuse } from '../kernel/errors.ts'
import type { C } from './env.ts'
import { applyRoundTrip } from './kit/form.ts'

/** A sent form: what was typed under each field's name, as it was typed. */
export type Sent = {
  readonly get: (name: string) => string | undefined
  readonly all: (name: string) => string[]
  readonly has: (name: string) => boolean
  /** How many rows a repeated group has: `contributors.0.name`, `contributors.1.name` … */
  readonly rows: (group: string) => number
  /** The version the form was opened at. */
  readonly version: number
  readonly values: ReadonlyMap<string, readonly string[]>
}

/** Reads a form; a field left empty counts as not given. Files are not taken here. */
export async function readForm(c: C): Promise<Sent> {
  const type = c.req.header('content-type') ?? ''
  if (!/^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(type))
    throw refuse('unreadable', 'error.unreadable_form')
  const data = await c.req.formData().catch(() => {
    throw refuse('unreadable', 'error.unreadable_form')
  })
  const values = new Map<string, string[]>()
  for (const [name, value] of data.entries()) {
    if (typeof value === 'string') values.set(name, [...(values.get(name) ?? []), value])
  }
  return sentOf(values)
}

/** A form's values from elsewhere: a record being edited, or nothing yet. */
export function sentOf(values: ReadonlyMap<string, readonly string[]>): Sent {
  const get = (name: string): string | undefined => {
    const value = values.get(name)?.[0]
    return value === undefined || value.trim() === '' ? undefined : value
  }
  return {
    get,
    all: (name) => (values.get(name) ?? []).filter((value) => value.trim() !== ''),
    has: (name) => values.has(name),
    rows: (group) => {
      const numbers = [...values.keys()].map((name) =>
        name.startsWith(`${group}.`) ? Number(name.slice(group.length + 1).split('.')[0]) : -1
      )
      return Math.max(-1, ...numbers.filter(Number.isInteger)) + 1
    },
    version: Number(get('_version') ?? 0),
    values,
  }
}

/** `{zh, en}` from a pair of fields; undefined when both are empty. */
export function textPair(sent: Sent, name: string): { zh?: string; en?: string } | undefined {
  const [zh, en] = [sent.get(`${name}.zh`), sent.get(`${name}.en`)]
  if (zh === undefined && en === undefined) return undefined
  return { ...(zh !== undefined && { zh }), ...(en !== undefined && { en }) }
}

/** Leaves out what was not given, so that optional fields stay absent. */
export function given<T extends object>(input: T): { [K in keyof T]: Exclude<T[K], undefined> } {
  return Object.fromEntries(Object.entries(input).filter(([, value]) => value !== undefined)) as never
}

/** The rows of a repeated group, read one by one; rows without any value are dropped. */
export function readRows<T>(sent: Sent, group: string, read: (at: (name: string) => string) => T): T[] {
  const rows: T[] = []
  for (let i = 0; i < sent.rows(group); i++) {
    const filled = [...sent.values].some(
      ([name, values]) =>
        name.startsWith(`${group}.${i}.`) && !name.endsWith('.role') && values.some((value) => value.trim() !== '')
    )
    if (filled) rows.push(read((name) => `${group}.${i}.${name}`))
  }
  return rows
}

/**
 * Takes rows of repeated groups out that hold nothing, so that a fault's row number is the row's own. A choice that is
 * always made (`role`) does not fill a row.
 */
export function withoutEmptyRows(sent: Sent): Sent {
  let values = sent.values
  const groups = new Set([...values.keys()].flatMap((name) => /^(.+)\.\d+\._row$/.exec(name)?.[1] ?? []))
  for (const group of groups) {
    for (let i = sentOf(values).rows(group) - 1; i >= 0; i--) {
      const filled = [...values].some(
        ([name, typed]) =>
          name.startsWith(`${group}.${i}.`) && !name.endsWith('.role') && typed.some((value) => value.trim() !== '')
      )
      if (!filled) values = applyRoundTrip(new Map([...values, ['_remove', [`${group}.${i}`]]]))
    }
  }
  return sentOf(values)
}

/** A button that changes the form and not the record: `_add=contributors`, `_remove=contributors.2`, `_language=en`. */
export const isRoundTrip = (sent: Sent): boolean => sent.has('_add') || sent.has('_remove') || sent.has('_refresh')
