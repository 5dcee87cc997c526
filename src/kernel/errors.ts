import type { Arguments, MessageKey, Params } from './messages.ts'
import { hideIn, hideResidentIds } from './resident-id.ts'

/** How a refusal is classed; web/errors.tsx alone turns it into a status. */
export type Code =
  | 'unreadable' // 400
  | 'unauthenticated' // 401
  | 'forbidden' // 403
  | 'proof_needed' // 403
  | 'not_found' // 404
  | 'method' // 405
  | 'wrong_state' // 409
  | 'conflict' // 409
  | 'stale' // 412
  | 'too_large' // 413
  | 'unsupported' // 415
  | 'invalid' // 422
  | 'version_required' // 428
  | 'too_many' // 429
  | 'unavailable' // 503
  | 'full' // 507

/** Where in the input a fault lies, as property names and array positions: `['contributors', 1, 'share']`. */
export type Path = readonly (string | number)[]

/** One thing wrong with the input: where, what, and the value that was given. */
export type Fault = { readonly path: Path; readonly key: MessageKey; readonly params: Params; readonly value?: unknown }

/** A no that the caller is meant to understand. Anything else that is thrown is our fault and says nothing outside. */
export class Refusal extends Error {
  readonly code: Code
  readonly key: MessageKey
  readonly params: Params
  readonly faults: readonly Fault[]

  constructor(code: Code, key: MessageKey, params: Params = {}, faults: readonly Fault[] = []) {
    super(`${code}: ${key}`)
    this.name = 'Refusal'
    this.code = code
    this.key = key
    this.params = params
    this.faults = faults
  }
}

/** A refusal whose message parameters the compiler checks against the catalogue. */
export function refuse<K extends MessageKey>(code: Code, key: K, ...args: Arguments<K>): Refusal {
  return new Refusal(code, key, args[0] ?? {})
}

/** One fault of the input, its parameters checked against the catalogue. Resident-ID numbers are not repeated in it. */
export function fault<K extends MessageKey>(path: Path, value: unknown, key: K, ...args: Arguments<K>): Fault {
  const said = typeof value === 'string' ? hideResidentIds(value) : value
  return { path, value: said, key, params: hideIn(args[0] ?? {}) }
}

/** Refuses the whole input, all its faults at once; does nothing when there are none. */
export function refuseFaults(faults: readonly Fault[], key: MessageKey = 'error.invalid'): void {
  if (faults.length > 0) throw new Refusal('invalid', key, { count: faults.length }, faults)
}
