import { fill, type Locale } from '../kernel/messages.ts'
import type { ContractFacts } from './facts.ts'
import { kindOf } from './kinds/index.ts'

/**
 * What clauses that several kinds share call the two sides: 许可人; in English with the article, `Giver` where a
 * sentence begins. `both` is 双方 or, of more than two, 各方.
 */
export function sideNames({ kind, parties }: ContractFacts, locale: Locale) {
  const { gives, takes } = kindOf(kind)
  const role = (name: typeof gives) => fill(locale, `wording.role.${name}`)
  const english = locale === 'en'
  const giver = english ? `the ${role(gives)}` : role(gives)
  const taker = takes === null ? giver : english ? `the ${role(takes)}` : role(takes)
  const begin = (name: string) => name.replace(/^the /, 'The ')
  return {
    giver,
    taker,
    Giver: begin(giver),
    Taker: begin(taker),
    alike: gives === takes,
    both: english ? 'the Parties' : parties.length > 2 ? '各方' : '双方',
  }
}
