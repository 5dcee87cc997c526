import { expect, it } from 'vitest'
import { ContractFacts, type ContractFactsInput } from '../../src/contracts/facts.ts'
import { contractKinds } from '../../src/contracts/kinds/index.ts'
import { missingFaults } from '../../src/contracts/missing.ts'

type Terms = NonNullable<ContractFactsInput['terms']>
const { example } = contractKinds.licence_patent
const faultsOf = (terms: Terms) =>
  missingFaults(ContractFacts.parse({ ...example, terms: { ...example.terms, ...terms } })).map(({ path, key }) => [
    path.join('.'),
    key,
  ])

const risk = (bearers: number[]) => ({ phase: 'pilot' as const, risk: 'technical' as const, bearers })
const half = 500_000
const share = (person: string, of: number) => ({ person, share: of })
const line = (amount: number) => ({ item: { zh: '材料费', en: 'materials' }, amount })

it('finds nothing in the example', () => expect(faultsOf({})).toEqual([]))

it.each<[string, Terms]>([
  ['risk', { risk: [risk([half, half]), risk([1_000_000, 0])] }],
  ['joint shares', { jointShares: [700_000, 300_000] }],
  ['distribution', { distribution: [share('龑岚', 600_000), share('陆鸣', 400_000)] }],
  ['budget', { budget: [line(300_000_000), line(60_000_000)] }],
  ['numbers of parties', { filingLead: 2, tasks: [{ party: 1, work: { zh: '设计', en: 'design' } }] }],
])('takes a %s that makes up the whole', (_, terms) => expect(faultsOf(terms)).toEqual([]))

it.each<[string, Terms, string, string]>([
  ['too little', { risk: [risk([half, half]), risk([half, 400_000])] }, 'terms.risk.1.bearers', 'input.shares_below'],
  ['too much', { risk: [risk([half, 600_000])] }, 'terms.risk.0.bearers', 'input.shares_above'],
  ['a share too many', { risk: [risk([half, half, 0])] }, 'terms.risk.0.bearers', 'wording.fault.share_each'],
  ['a joint share short', { jointShares: [700_000, 299_999] }, 'terms.jointShares', 'input.shares_below'],
  ['a person short', { distribution: [share('龑岚', 600_000)] }, 'terms.distribution', 'input.shares_below'],
  ['a fen short', { budget: [line(300_000_000), line(59_999_999)] }, 'terms.budget', 'wording.fault.budget'],
  ['a party that is not there', { filingLead: 3 }, 'terms.filingLead', 'wording.fault.party_number'],
  [
    'a task of nobody',
    { tasks: [{ party: 3, work: { zh: '设计', en: 'design' } }] },
    'terms.tasks.0.party',
    'wording.fault.party_number',
  ],
])('refuses %s at its place', (_, terms, path, key) => expect(faultsOf(terms)).toEqual([[path, key]]))
