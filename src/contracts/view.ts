import type { LongText, Text } from '../kernel/text.ts'
import { tidy } from '../kernel/text.ts'
import type { ContractFacts, ContractParty } from './facts.ts'
import { kindOf } from './kinds/index.ts'
import { withoutMarks } from './marks.ts'
import type { Due, Remuneration } from './remuneration.ts'
import type { Terms } from './terms/index.ts'
import type { z } from 'zod'

type Prose = z.infer<typeof LongText>

/** The parties on each side, as the kind names them. */
export function partiesOf({ kind, parties }: Pick<ContractFacts, 'kind' | 'parties'>) {
  const { gives, takes } = kindOf(kind)
  const inRole = (role: string | null) => parties.filter((party) => party.role === role)
  // Where the sides are alike, the party named first gives.
  if (gives === takes) return { givers: inRole(gives).slice(0, 1), takers: inRole(gives).slice(1) }
  return { givers: inRole(gives), takers: inRole(takes) }
}

/** TIE 2, contracts/README 9: Hong Kong, Macao and Taiwan count as abroad for export control, as a policy. */
export const isAbroad = (party: ContractParty): boolean => party.country !== 'CN'

/** What the wording sees: every name stands for something, null where a fact is still missing. */
export function viewOf(given: ContractFacts) {
  const facts = withoutMarks(given)
  const { givers, takers } = partiesOf(facts)
  const { terms, patents } = facts
  const designs = patents.filter(({ kind }) => kind === 'design').length
  const partyCount = Math.max(2, facts.parties.length)
  const copiesEach = Math.floor(terms.copies / partyCount)
  const currency = facts.remuneration?.currency ?? facts.contractValue?.currency ?? 'CNY'
  return {
    partyCount,
    giverCount: givers.length,
    takerCount: takers.length,
    foreign: facts.parties.some(isAbroad),
    foreignTaker: takers.some(isAbroad),
    restrictedExport: facts.parties.some(isAbroad) && terms.exportControl === 'restricted',
    bankGiven: givers[0]?.bank !== undefined,
    patentCount: patents.length,
    hasDesign: designs > 0 && designs < patents.length,
    designOnly: designs > 0 && designs === patents.length,
    pairCount: patents.filter(({ kind }) => kind !== 'design').length,
    exclusivity: facts.exclusivity ?? null,
    territory: facts.territory ?? null,
    field: facts.field ?? null,
    term: { start: facts.term.start ?? null, end: facts.term.end ?? null },
    value: facts.contractValue ?? null,
    technologyValue: facts.technologyValue ?? null,
    pay: payOf(facts.remuneration),
    bandCount: facts.remuneration?.model === 'running_royalty' ? facts.remuneration.bands.length : 0,
    count: countsOf(terms),
    special: linesOf(terms.special),
    specialCount: linesOf(terms.special).length,
    copiesEach,
    copiesRest: terms.copies - copiesEach * partyCount,
    enforcementLead: terms.enforcementLead ?? (facts.exclusivity === 'exclusive' ? 'licensee' : 'licensor'),
    dispute: disputeOf(facts),
    terms: {
      ...terms,
      service: terms.service && {
        ...terms.service,
        dayRate: terms.service.dayRate > 0 ? { amount: terms.service.dayRate, currency } : null,
      },
    },
  }
}

/** How many entries each list of the terms has. */
const countsOf = (terms: Terms): Record<string, number> =>
  Object.fromEntries(
    Object.entries(terms).flatMap(([name, value]) => (Array.isArray(value) ? [[name, value.length]] : []))
  )

function disputeOf({ kind, terms: { dispute } }: ContractFacts) {
  if (dispute.way === 'arbitration') return { ...dispute, seat: null }
  const { gives, takes } = kindOf(kind)
  const seat = dispute.seat === gives ? 'giver' : dispute.seat === takes ? 'taker' : 'defendant'
  return { way: dispute.way, seat, commission: null, place: null, arbitrators: null }
}

function payOf(pay: Remuneration | undefined) {
  const currency = pay?.currency ?? 'CNY'
  const money = (amount: number | undefined) => (amount === undefined ? null : { amount, currency })
  const royalty = pay?.model === 'running_royalty' ? pay : null
  return {
    model: pay?.model ?? null,
    currency,
    due: pay?.model === 'lump_sum' ? pay.due : (null as Due | null),
    entryFee: royalty?.entryFee ? { ...royalty.entryFee, amount: money(royalty.entryFee.amount) } : null,
    base: royalty?.base.kind ?? null,
    definition: royalty?.base.definition ?? null,
    rate: royalty?.bands[0]?.rate ?? null,
    period: royalty?.period ?? null,
    reportDays: royalty?.reportDays ?? null,
    payDays: royalty?.payDays ?? null,
    minimum: royalty?.minimum ? { ...royalty.minimum, amount: money(royalty.minimum.amount) } : null,
    cap: money(royalty?.cap),
  }
}

/** Paragraph by paragraph in both languages; as one where they are not parted alike. */
function linesOf(text: Prose | null): Text[] {
  if (text === null) return []
  const lines = (said: string | undefined) =>
    tidy(said ?? '')
      .split(/\n+/)
      .map((part) => part.trim())
      .filter(Boolean)
  const [zh, en] = [lines(text.zh), lines(text.en)]
  if (zh.length > 0 && en.length > 0 && zh.length !== en.length) return [text]
  return Array.from({ length: Math.max(zh.length, en.length) }, (_, i) => ({ zh: zh[i], en: en[i] }))
}
