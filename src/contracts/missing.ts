import { fault, type Fault } from '../kernel/errors.ts'
import { say } from '../kernel/text.ts'
import type { ContractFacts } from './facts.ts'
import { kindOf } from './kinds/index.ts'
import { partyFaults } from './missing-parties.ts'
import { ownerFaults, patentFaults } from './missing-rights.ts'
import { tableFaults } from './missing-tables.ts'
import { remunerationFaults } from './remuneration.ts'
import { isAbroad } from './view.ts'

/** Everything an issue still needs and everything that contradicts itself, all at once, with paths into the facts. */
export function missingFaults(facts: ContractFacts): Fault[] {
  const kind = kindOf(facts.kind)
  return [
    ...partyFaults(facts),
    ...patentFaults(facts),
    ...ownerFaults(facts),
    ...scopeFaults(facts),
    ...moneyFaults(facts),
    ...termsFaults(facts),
    ...tableFaults(facts),
    ...(kind.faults?.(facts) ?? []),
  ]
}

/** How far the licence goes; it cannot outlive the patents (CC 865). */
function scopeFaults({ kind, exclusivity, territory, field, term, patents }: ContractFacts): Fault[] {
  const faults: Fault[] = []
  const { parts } = kindOf(kind)
  if (parts.exclusivity === 'required' && exclusivity === undefined)
    faults.push(fault(['exclusivity'], null, 'wording.missing.exclusivity'))
  if (parts.territory === 'required' && territory === undefined)
    faults.push(fault(['territory'], null, 'wording.missing.territory'))
  if (parts.field === 'required' && field === undefined) faults.push(fault(['field'], null, 'wording.missing.field'))
  if (parts.term === 'required' && term.start === undefined)
    faults.push(fault(['term', 'start'], null, 'wording.missing.term_start'))
  if (parts.term === 'required' && term.end === undefined)
    faults.push(fault(['term', 'end'], null, 'wording.missing.term_end'))
  const { start, end } = term
  if (start !== undefined && end !== undefined && end < start) {
    faults.push(fault(['term', 'end'], end, 'wording.fault.term_order'))
  }
  if (kindOf(kind).rights !== 'granted') return faults
  const ends = patents.map(({ expiryDate }) => expiryDate).filter((date) => date !== undefined)
  const last = ends.toSorted().at(-1)
  if (end !== undefined && last !== undefined && ends.length === patents.length && end > last) {
    faults.push(fault(['term', 'end'], end, 'wording.fault.term_beyond_patents', { date: last }))
  }
  patents.forEach(({ title, expiryDate }, i) => {
    if (start !== undefined && expiryDate !== undefined && expiryDate < start) {
      const params = { title: say(title, 'zh-CN').text }
      faults.push(fault(['patents', i, 'expiryDate'], expiryDate, 'wording.fault.patent_expired', params))
    }
  })
  return faults
}

/** Value and way of payment, and that they agree. */
function moneyFaults({
  kind,
  contractValue: value,
  technologyValue: part,
  remuneration,
  exclusivity,
}: ContractFacts): Fault[] {
  const faults: Fault[] = []
  const { parts } = kindOf(kind)
  if (value === undefined && parts.value === 'required')
    faults.push(fault(['contractValue'], null, 'wording.missing.contract_value'))
  else if (value?.amount === 0) faults.push(fault(['contractValue'], 0, 'wording.fault.zero_value'))
  if (value && part && (part.currency !== value.currency || part.amount > value.amount)) {
    faults.push(fault(['technologyValue'], part.amount, 'wording.fault.technology_value'))
  }
  if (remuneration === undefined) {
    if (parts.remuneration === 'required') faults.push(fault(['remuneration'], null, 'wording.missing.remuneration'))
    return faults
  }
  const within = remunerationFaults(remuneration, value, exclusivity)
  return [...faults, ...within.map((found) => ({ ...found, path: ['remuneration', ...found.path] }))]
}

/** A court that exists, copies for everybody, the law that may be chosen, the export check where a party is abroad (TIE 33-38). */
function termsFaults({ terms, parties }: ContractFacts): Fault[] {
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
