import { fault, type Fault, type Path } from '../kernel/errors.ts'
import { sharesFaults } from '../kernel/shares.ts'
import { sayAmount } from '../kernel/money.ts'
import type { ContractFacts } from './facts.ts'

/** What must sum up, and who must be there: shares, budgets, numbers of parties, wherever a kind has them. */
export function tableFaults(facts: ContractFacts): Fault[] {
  const { terms, parties } = facts
  return [
    ...terms.risk.flatMap(({ bearers }, i) => sharedFaults(bearers, parties.length, ['terms', 'risk', i, 'bearers'])),
    ...(terms.jointShares.length > 0 ? sharedFaults(terms.jointShares, parties.length, ['terms', 'jointShares']) : []),
    ...wholeFaults(terms.distribution, ['terms', 'distribution']),
    ...wholeFaults(terms.shareholdings, ['terms', 'shareholdings']),
    ...budgetFaults(facts),
    ...numberFaults(facts),
  ]
}

/** One share a party, in their order, that make up the whole (contracts/README 5). */
function sharedFaults(shares: readonly number[], parties: number, path: Path): Fault[] {
  if (shares.length !== parties)
    return [fault(path, shares.length, 'wording.fault.share_each', { shares: shares.length, parties })]
  return sharesFaults(shares, path)
}

const wholeFaults = (rows: readonly { readonly share: number }[], path: Path): Fault[] =>
  rows.length === 0
    ? []
    : sharesFaults(
        rows.map(({ share }) => share),
        path
      )

function budgetFaults({ terms, contractValue: value }: ContractFacts): Fault[] {
  if (terms.budget.length === 0 || value === undefined) return []
  const sum = terms.budget.reduce((total, { amount }) => total + amount, 0)
  const written = (amount: number) => sayAmount({ amount, currency: value.currency })
  return sum === value.amount
    ? []
    : [fault(['terms', 'budget'], sum, 'wording.fault.budget', { sum: written(sum), value: written(value.amount) })]
}

/** Rows that name a party by its number name one that is there. */
function numberFaults({ terms, parties }: ContractFacts): Fault[] {
  const rows = (['tasks', 'contributions', 'backgroundIp'] as const).flatMap((name) =>
    terms[name].map(({ party }, i) => ({ party, path: ['terms', name, i, 'party'] as Path }))
  )
  const single = [
    { party: terms.filingLead, path: ['terms', 'filingLead'] as Path },
    { party: terms.committee?.chair ?? null, path: ['terms', 'committee', 'chair'] as Path },
  ]
  return [...rows, ...single]
    .filter(({ party }) => party !== null && party > parties.length)
    .map(({ party, path }) => fault(path, party, 'wording.fault.party_number', { parties: parties.length }))
}
