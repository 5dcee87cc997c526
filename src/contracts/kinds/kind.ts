import type { AgreementKind } from '../../agreements/agreement.ts'
import type { Fault } from '../../kernel/errors.ts'
import type { Locale, MessageKey } from '../../kernel/messages.ts'
import type { ContractFacts, ContractFactsInput } from '../facts.ts'

/** A kind of contract: its wording, what it needs, and facts to show it with. */
export type ContractKind = {
  readonly id: AgreementKind
  readonly title: MessageKey
  /** `templates/<id>/<locale>.md`. */
  readonly wording: Readonly<Record<Locale, string>>
  /** Everything an issue still needs and everything that contradicts itself, all at once, with paths into the facts. */
  readonly missing: (facts: ContractFacts) => Fault[]
  readonly example: ContractFactsInput
}
