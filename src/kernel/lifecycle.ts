import type { z } from 'zod'
import { Refusal } from './errors.ts'
import type { MessageKey } from './messages.ts'
import type { Permission } from './permissions.ts'

/**
 * One row of a state machine: what somebody may do, from which states, and where it leads. The name is the noun
 * of its address: POST /{id}/submission. `bridge` names what will do this step by itself one day; until then a
 * person confirms it.
 */
export type Step<S extends string> = {
  readonly from: readonly S[]
  readonly to: S | 'resume'
  readonly permission: Permission
  /** What the step asks for. */
  readonly input: z.ZodObject
  /** Nobody decides on an own record. */
  readonly checker?: true
  /** Asks for confirmation and is drawn as harm. */
  readonly harm?: true
  /** Leads back or aside: never the first thing to do. */
  readonly setback?: true
  readonly bridge?: MessageKey
}
export type Steps<S extends string, N extends string = string> = Readonly<Record<N, Step<S>>>

/** The state a step leads to, or a refusal that names the present one; `label` is where the catalogue says states. */
export function next<S extends string>(step: Step<S>, state: S, resumeTo: S | null, key: MessageKey, label: string): S {
  if (!step.from.includes(state)) throw new Refusal('wrong_state', key, { state: `@${label}.${state}` })
  if (step.to !== 'resume') return step.to
  if (resumeTo === null) throw new Refusal('wrong_state', key, { state: `@${label}.${state}` })
  return resumeTo
}

/** Refuses a change to a version of the record that is no longer the current one (RFC 9110, 13.1.1). */
export function sameVersion<R extends { readonly version: number }>(record: R, version: number): R {
  if (record.version !== version) throw new Refusal('stale', 'error.stale', { version: record.version })
  return record
}
