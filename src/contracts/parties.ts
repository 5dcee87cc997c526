import { fill, type Locale, type MessageKey } from '../kernel/messages.ts'
import { sayCountry } from '../organisations/country.ts'
import type { Block } from '../pdf/blocks.ts'
import type { ContractFacts, ContractParty } from './facts.ts'
import { given, key, plainText, type Says, table, wordsIn } from './tables.ts'

/** Who the parties are, two abreast. */
export function partyTables(facts: ContractFacts, locales: readonly Locale[]): Block[] {
  const pairs = facts.parties.flatMap((_, i) => (i % 2 === 0 ? [facts.parties.slice(i, i + 2)] : []))
  return pairs.map((pair) => {
    const row = (label: MessageKey, says: (party: ContractParty) => readonly Says[] | null): Says[][] | null => {
      const said = pair.map(says)
      return said.some((value) => value !== null)
        ? [[key(label)], ...said.map((value): Says[] => [...(value ?? [key('wording.none')])])]
        : null
    }
    const rows = [
      row('wording.name', (party) => [({ text }) => text(party.name)]),
      row('wording.uscc', (party) => (party.uscc === undefined && party.country !== 'CN' ? null : [given(party.uscc)])),
      row('wording.country', (party) => [({ locale }) => sayCountry(party.country, locale)]),
      row('wording.address', (party) => [({ text }) => text(party.address)]),
      row('wording.legal_representative', (party) => [given(party.legalRepresentative)]),
      row('wording.signatory', ({ signatory }) => (signatory ? [signatoryOf(signatory)] : null)),
      row('wording.contact', (party) => [given(party.contact?.name)]),
      row('wording.phone', ({ contact }) => (contact?.phone === undefined ? null : [given(contact.phone)])),
      row('wording.email', (party) => [given(party.contact?.email)]),
      row('wording.bank', ({ bank }) => (bank ? [({ text }) => text(bank.name), given(bank.account)] : null)),
    ].filter((found) => found !== null)
    return table(
      {
        head: [key('wording.item'), ...pair.map((party) => roleOf(party, facts.parties))],
        columns: [{ width: 2.6 }, ...pair.map(() => ({ width: 4 }))],
        rowHeads: true,
        rows,
      },
      locales
    )
  })
}

/** 许可人; 许可人（2） where a role has several parties. */
export function roleOf(party: ContractParty, parties: readonly ContractParty[]): Says {
  const same = parties.filter(({ role }) => role === party.role)
  return ({ word, tell }) => {
    const role = word(`wording.role.${party.role}`)
    return same.length === 1 ? role : tell('wording.role_one_of', { role, number: same.indexOf(party) + 1 })
  }
}

const signatoryOf =
  ({ name, title, mandateUntil }: NonNullable<ContractParty['signatory']>): Says =>
  ({ tell, text, date }) =>
    mandateUntil === undefined
      ? tell('wording.signatory_title', { name: text(name), title: text(title) })
      : tell('wording.signatory_until', { name: text(name), title: text(title), date: date(mandateUntil) })

/** One box a party: who signs, where the seal goes, when. */
export function signatureBlock(facts: ContractFacts, locales: readonly Locale[]): Block {
  const inAll = (says: Says, separator: string) => {
    const said = locales.map((locale) => plainText(says(wordsIn(locale))))
    return [...new Set(said)].join(separator)
  }
  // 姓名 / Name：沈知远. What ends in a colon is filled in by hand.
  const asked = (label: MessageKey, says: Says) =>
    fill(locales[0]!, 'wording.pair', { label: inAll(key(label), ' / '), value: inAll(says, ' / ') }).trim()
  return {
    role: 'signatures',
    lang: locales[0]!,
    parties: facts.parties.map((party) => ({
      title: inAll(roleOf(party, facts.parties), ' / '),
      name: inAll(({ text }) => text(party.name), '\n'),
      lines: [
        inAll(key('wording.sign_here'), '\n'),
        asked('wording.sign_name', ({ text }) => text(party.signatory?.name ?? party.legalRepresentative)),
        asked('wording.sign_date', () => ''),
      ],
      seal: inAll(key('wording.seal'), '\n'),
    })),
  }
}
