import type { z } from 'zod'
import { type Fault, Refusal } from '../kernel/errors.ts'
import { hideIn, hideResidentIds, quote } from '../kernel/resident-id.ts'
import { isMessageKey, type MessageKey, type Params } from '../kernel/messages.ts'

type Issue = z.core.$ZodIssue

/** The value an issue speaks of, looked up in the whole input: zod itself does not report it. */
function given(issue: Issue, root: unknown): unknown {
  return issue.path.reduce<unknown>(
    (value, key) =>
      typeof value === 'object' && value !== null ? (value as Record<PropertyKey, unknown>)[key] : undefined,
    root
  )
}
const size = (value: unknown): number => (typeof value === 'string' || Array.isArray(value) ? value.length : 0)

/** A zod issue in the catalogue's words. Our own checks carry their key with them. */
function wording(issue: Issue, value: unknown): { key: MessageKey; params: Params } {
  switch (issue.code) {
    case 'custom': {
      const own = issue.params as { key?: string; params?: Params } | undefined
      if (own?.key !== undefined && isMessageKey(own.key)) return { key: own.key, params: own.params ?? {} }
      return { key: 'input.malformed', params: {} }
    }
    case 'invalid_type': {
      if (value === undefined || value === null || value === '') return { key: 'input.required', params: {} }
      return { key: `input.should_be_${kindOf(issue.expected)}`, params: {} }
    }
    case 'too_small':
      if (issue.origin === 'string')
        return issue.minimum === 1
          ? { key: 'input.required', params: {} }
          : { key: 'input.too_short', params: { min: Number(issue.minimum) } }
      if (issue.origin === 'array') return { key: 'input.too_short_list', params: { min: Number(issue.minimum) } }
      return { key: 'input.too_small', params: { min: Number(issue.minimum) } }
    case 'too_big':
      if (issue.origin === 'string')
        return { key: 'input.too_long', params: { max: Number(issue.maximum), length: size(value) } }
      if (issue.origin === 'array') return { key: 'input.too_long_list', params: { max: Number(issue.maximum) } }
      return { key: 'input.too_big', params: { max: Number(issue.maximum) } }
    case 'invalid_value':
      if (value === undefined || value === '') return { key: 'input.choose', params: {} }
      return { key: 'input.not_one_of', params: { options: issue.values.map(String).join(', ') } }
    case 'invalid_format':
      return { key: issue.format === 'email' ? 'input.email' : 'input.malformed', params: {} }
    default:
      return { key: 'input.malformed', params: {} }
  }
}

const kinds = ['string', 'number', 'int', 'boolean', 'array', 'object'] as const
const kindOf = (expected: string): (typeof kinds)[number] => kinds.find((kind) => kind === expected) ?? 'object'

// What goes back to the sender: short values only, never a resident-ID number.
const echo = (value: unknown): unknown =>
  typeof value === 'string'
    ? quote(value, 200)
    : typeof value === 'number' || typeof value === 'boolean'
      ? value
      : undefined

export function faultsOf(issues: readonly Issue[], root: unknown, prefix: readonly (string | number)[] = []): Fault[] {
  return issues.flatMap((issue): Fault[] => {
    const value = given(issue, root)
    const path = [...prefix, ...issue.path.map((key) => (typeof key === 'symbol' ? String(key) : key))]
    if (issue.code === 'invalid_union' && issue.errors.length > 0) {
      const closest = issue.errors.toSorted((a, b) => a.length - b.length)[0]!
      if (closest.length > 0) return faultsOf(closest, value, path)
    }
    // Each stands at its own name, where whoever sent it looks.
    if (issue.code === 'unrecognized_keys')
      return issue.keys.map((name) => ({
        path: [...path, hideResidentIds(name)],
        key: 'input.unknown_field',
        params: hideIn({ names: name }),
        value: echo((value as Record<string, unknown> | undefined)?.[name]),
      }))
    const { key, params } = wording(issue, value)
    return [{ path, key, params: hideIn(params), value: echo(value) }]
  })
}

/** Refuses input that did not fit its schema, with every fault. */
export function refuseIssues(issues: readonly Issue[], root: unknown, prefix: readonly string[] = []): never {
  // A version that is not said is no fault of the input: whatever else is wrong, that comes first (RFC 6585).
  if (issues.some((issue) => issue.code === 'custom' && issue.params?.['key'] === 'error.version_required'))
    throw new Refusal('version_required', 'error.version_required')
  const faults = faultsOf(issues, root, prefix)
  throw new Refusal('invalid', 'error.invalid', { count: faults.length }, faults)
}

/** Parses input that came from a form or a file. `also`: what its reader already found wrong. */
export function parse<S extends z.ZodType>(schema: S, input: unknown, also: readonly Fault[] = []): z.output<S> {
  const result = schema.safeParse(input)
  const faults = result.success ? [...also] : [...also, ...faultsOf(result.error.issues, input)]
  // One fault a place is enough: what a form could not read is also missing from its input.
  const first = faults.filter(
    (found, i) => faults.findIndex((other) => other.path.join('.') === found.path.join('.')) === i
  )
  if (first.length > 0) throw new Refusal('invalid', 'error.invalid', { count: first.length }, first)
  return result.data as z.output<S>
}
