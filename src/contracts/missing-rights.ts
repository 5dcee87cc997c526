import { fault, type Fault } from '../kernel/errors.ts'
import type { MessageKey } from '../kernel/messages.ts'
import type { Text } from '../kernel/text.ts'
import { nameKey } from '../organisations/organisation.ts'
import type { ContractFacts, ContractPatent } from './facts.ts'
import { kindOf } from './kinds/index.ts'
import { blank, nameOf } from './missing-parties.ts'
import { partiesOf } from './view.ts'

type Items = readonly (readonly [keyof ContractPatent, Extract<MessageKey, `wording.missing.${string}`>])[]
const pending: Items = [
  ['applicants', 'wording.missing.applicants'],
  ['filingDate', 'wording.missing.filing_date'],
  ['applicationNumber', 'wording.missing.application_number'],
]
const granted: Items = [
  ['applicants', 'wording.missing.applicants'],
  ['patentees', 'wording.missing.patentees'],
  ['filingDate', 'wording.missing.filing_date'],
  ['applicationNumber', 'wording.missing.application_number'],
  ['patentNumber', 'wording.missing.patent_number'],
  ['expiryDate', 'wording.missing.expiry_date'],
]
const transferred: Items = [
  ...granted,
  ['grantDate', 'wording.missing.grant_date'],
  ['inventors', 'wording.missing.inventors'],
]

/** The six items of CC 845(3); a transfer also names the inventors and the date of grant, an application has fewer. */
export function patentFaults({ patents, kind }: ContractFacts): Fault[] {
  const { parts, rights } = kindOf(kind)
  if (patents.length === 0)
    return parts.patents === 'required' ? [fault(['patents'], [], 'wording.missing.patents')] : []
  const items = (patent: ContractPatent): Items =>
    rights === 'granted'
      ? kind === 'transfer_patent_right'
        ? transferred
        : granted
      : patent.grantDate
        ? granted
        : pending
  return patents.flatMap((patent, i) =>
    items(patent).flatMap(([field, key]): Fault[] =>
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
  const kind = kindOf(facts.kind)
  if (kind.owners !== true || givers.length === 0) return []
  const signs = (owner: Text) => givers.some((party) => same(party.name, owner))
  const consents = (owner: Text) => facts.terms.coOwnerConsents.some((consent) => same(consent.owner, owner))
  const role = `@wording.role.${kind.gives}`
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
