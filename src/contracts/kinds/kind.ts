import type { Fault } from '../../kernel/errors.ts'
import type { Locale } from '../../kernel/messages.ts'
import type { ContractFacts, ContractFactsInput } from '../facts.ts'
import type { PartyRole } from '../roles.ts'

/** What the record of an agreement can hold beside its parties and the facts of its clauses. */
export const parts = ['patents', 'exclusivity', 'territory', 'field', 'term', 'value', 'remuneration'] as const
export type Part = (typeof parts)[number]

/**
 * A kind of contract: who stands on it, what its record holds, its wording, and facts to show it with. Which facts of
 * its clauses (`terms`) it can carry is read from the wording: those that it says.
 */
export type ContractKind = {
  readonly id: string
  /** The side that performs what the kind is named after, and the other: the same role where they are alike, null where one side declares. */
  readonly gives: PartyRole
  readonly takes: PartyRole | null
  /** Who else may sign. */
  readonly others?: readonly PartyRole[]
  /** `templates/<id>/<locale>.md`. */
  readonly wording: Readonly<Record<Locale, string>>
  /** A part that is not named here is refused. A required one is asked for before others look at the agreement. */
  readonly parts: Readonly<Partial<Record<Part, 'required' | 'optional'>>>
  /** Whether the patents are granted, with the six items of CC 845(3), still applied for, or either; only where they are what the contract is about. */
  readonly rights?: 'granted' | 'pending' | 'any'
  /** Whether a patentee who does not sign has to consent (PL 14). */
  readonly owners?: boolean
  /** What else contradicts itself in the facts, with paths into them. */
  readonly faults?: (facts: ContractFacts) => Fault[]
  readonly example: ContractFactsInput
}
