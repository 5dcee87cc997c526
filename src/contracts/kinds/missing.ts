import { sides } from '../../agreements/agreement.ts'
import { remunerationFaults } from '../../agreements/remuneration.ts'
import { fault, type Fault, type Path } from '../../kernel/errors.ts'
import type { MessageKey } from '../../kernel/messages.ts'
import type { Text } from '../../kernel/text.ts'
import { nameKey } from '../../organisations/organisation.ts'
import type { ContractFacts, ContractParty, ContractPatent } from '../facts.ts'
import { isAbroad, partiesOf } from '../view.ts'

const nameOf = (text: Text): string => text.zh ?? text.en ?? ''
const blank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Both sides present, and of each party what its signature and its notices need (CC 470). */
export function partyFaults({ kind, parties }: ContractFacts): Fault[] {
  const { gives, takes } = sides[kind]
  const absent = [gives, takes].filter((role) => !parties.some((party) => party.role === role))
  return [
    ...absent.map((role) => fault(['parties'], null, 'wording.missing.party', { role: `@wording.role.${role}` })),
    ...parties.flatMap((party, i) => onePartyFaults(party, ['parties', i])),
  ]
}

function onePartyFaults(party: ContractParty, at: Path): Fault[] {
  const name = nameOf(party.name)
  const faults: Fault[] = []
  const need = (field: string, value: unknown, key: Extract<MessageKey, `wording.missing.${string}`>) => {
    if (blank(value)) faults.push({ path: [...at, field], value: null, key, params: { name } })
  }
  if (!isAbroad(party)) need('uscc', party.uscc, 'wording.missing.uscc')
  need('address', party.address, 'wording.missing.address')
  need('legalRepresentative', party.legalRepresentative, 'wording.missing.legal_representative')
  need('contact', party.contact?.email, 'wording.missing.contact')
  return faults
}

const sixItems = [
  ['applicants', 'wording.missing.applicants'],
  ['patentees', 'wording.missing.patentees'],
  ['filingDate', 'wording.missing.filing_date'],
  ['applicationNumber', 'wording.missing.application_number'],
  ['patentNumber', 'wording.missing.patent_number'],
  ['expiryDate', 'wording.missing.expiry_date'],
] as const satisfies readonly (readonly [keyof ContractPatent, MessageKey])[]
const furtherItems = [
  ['grantDate', 'wording.missing.grant_date'],
  ['inventors', 'wording.missing.inventors'],
] as const satisfies readonly (readonly [keyof ContractPatent, MessageKey])[]

/** The six items of CC 845(3); a transfer also names the inventors and the date of grant. */
export function patentFaults({ patents, kind }: ContractFacts): Fault[] {
  if (patents.length === 0) return [fault(['patents'], [], 'wording.missing.patents')]
  const items = kind === 'transfer_patent_right' ? [...sixItems, ...furtherItems] : sixItems
  return patents.flatMap((patent, i) =>
    items.flatMap(([field, key]): Fault[] =>
      blank(patent[field])
        ? [{ path: ['patents', i, field], value: null, key, params: { title: nameOf(patent.title) } }]
        : []
    )
  )
}

const same = (one: Text, other: Text): boolean =>
  (['zh', 'en'] as const).some((lang) => {
    const [a, b] = [one[lang], other[lang]]
    return a !== undefined && b !== undefined && nameKey({ zh: a }) === nameKey({ zh: b })
  })

/**
 * Who may grant (PL 14): a co-owner alone grants an ordinary licence; everything else needs every patentee, as a
 * party or with its consent in writing.
 */
export function ownerFaults(facts: ContractFacts): Fault[] {
  const { givers } = partiesOf(facts)
  if (givers.length === 0) return []
  const signs = (owner: Text) => givers.some((party) => same(party.name, owner))
  const consents = (owner: Text) => facts.terms.coOwnerConsents.some((consent) => same(consent.owner, owner))
  const role = `@wording.role.${sides[facts.kind].gives}`
  return facts.patents.flatMap((patent, i): Fault[] => {
    const path = ['patents', i, 'patentees']
    if (patent.patentees.length === 0) return []
    if (!patent.patentees.some(signs)) {
      return [fault(path, null, 'wording.fault.stranger', { title: nameOf(patent.title), role })]
    }
    if (facts.exclusivity === 'ordinary') return []
    const others = patent.patentees.filter((owner) => !signs(owner) && !consents(owner))
    return others.map((owner) => fault(path, null, 'wording.fault.not_owner', { owner: nameOf(owner) }))
  })
}

/** Value and way of payment, and that they agree. */
export function moneyFaults({
  contractValue: value,
  technologyValue: part,
  remuneration,
  exclusivity,
}: ContractFacts): Fault[] {
  const faults: Fault[] = []
  if (value === undefined) faults.push(fault(['contractValue'], null, 'wording.missing.contract_value'))
  else if (value.amount === 0) faults.push(fault(['contractValue'], 0, 'wording.fault.zero_value'))
  if (value && part && (part.currency !== value.currency || part.amount > value.amount)) {
    faults.push(fault(['technologyValue'], part.amount, 'wording.fault.technology_value'))
  }
  if (remuneration === undefined) return [...faults, fault(['remuneration'], null, 'wording.missing.remuneration')]
  const within = remunerationFaults(remuneration, value, exclusivity)
  return [...faults, ...within.map((found) => ({ ...found, path: ['remuneration', ...found.path] }))]
}

/** A court that exists, copies for everybody, the law that may be chosen, the export check where a party is abroad (TIE 33-38). */
export function termsFaults({ terms, parties }: ContractFacts): Fault[] {
  const faults: Fault[] = []
  const abroad = parties.some(isAbroad)
  if (terms.dispute.way === 'court') {
    const { seat } = terms.dispute
    const sued = parties.filter(({ role }) => seat === 'defendant' || role === seat)
    if (sued.some(isAbroad)) faults.push(fault(['terms', 'dispute', 'seat'], seat, 'wording.fault.court_abroad'))
  }
  if (terms.copies < parties.length) {
    faults.push(fault(['terms', 'copies'], terms.copies, 'wording.fault.copies', { parties: parties.length }))
  }
  if (abroad && terms.exportControl === null) {
    faults.push(fault(['terms', 'exportControl'], null, 'wording.missing.export_control'))
  }
  if (!abroad && terms.governingLaw !== null) {
    faults.push(fault(['terms', 'governingLaw'], terms.governingLaw, 'wording.fault.governing_law'))
  }
  return faults
}
