import { fault, type Fault, type Path } from '../kernel/errors.ts'
import type { MessageKey } from '../kernel/messages.ts'
import type { Text } from '../kernel/text.ts'
import type { ContractFacts, ContractParty } from './facts.ts'
import { kindOf } from './kinds/index.ts'
import { isAbroad } from './view.ts'

export const nameOf = (text: Text): string => text.zh ?? text.en ?? ''
export const blank = (value: unknown): boolean =>
  value === undefined || value === null || value === '' || (Array.isArray(value) && value.length === 0)

/** Both sides present, two where they are alike, and of each party what its signature and its notices need (CC 470). */
export function partyFaults({ kind, parties }: ContractFacts): Fault[] {
  const { gives, takes } = kindOf(kind)
  const wanted = takes === null ? [gives] : [gives, takes]
  const absent = wanted.filter((role, i) => {
    const standing = parties.filter((party) => party.role === role).length
    return standing <= wanted.slice(0, i).filter((other) => other === role).length
  })
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
