import type { Change } from '../history/table.ts'
import { sayMoney } from '../kernel/money.ts'
import { say } from '../kernel/text.ts'
import { fill } from '../kernel/messages.ts'
import { organisationsSince } from '../organisations/queries.ts'
import { patentsByIds } from '../patents/queries.ts'
import type { C } from '../web/env.ts'
import type { Says } from '../web/said-changes.ts'
import type { AgreementTerms } from './agreement.ts'
import type { PartyRole } from '../contracts/roles.ts'
import type { AgreementRow } from './queries.ts'
import type { Remuneration } from '../contracts/remuneration.ts'
import { remunerationText } from './remuneration-view.tsx'
import { termsText } from './terms-view.tsx'

const listed = (changes: readonly Change[], field: string): unknown[] =>
  changes.filter((change) => change.field === field).flatMap(({ from, to }) => [from, to].flat())

/** How changes of an agreement read: parties and patents by name, money as money, choices as sentences. */
export const sayingOf =
  (c: C, a: AgreementRow) =>
  async (changes: readonly Change[]): Promise<Says> => {
    const { ctx, t } = c.var
    const parties = listed(changes, 'parties') as { organisationId: string }[]
    const [organisations, patents] = await Promise.all([
      organisationsSince(ctx, a.officeId, [...new Set(parties.map(({ organisationId }) => organisationId))]),
      patentsByIds(ctx, a.officeId, [...new Set(listed(changes, 'patents') as string[])]),
    ])
    return (field, value) => {
      if (value === null || value === undefined) return undefined
      if (field === 'parties') {
        const { role, organisationId } = value as { role: PartyRole; organisationId: string }
        const name = organisations.get(organisationId)?.name
        return `${fill(t.locale, `wording.role.${role}`)} ${name === undefined ? '' : say(name, t.locale).text}`
      }
      if (field === 'patents') return patents.find(({ id }) => id === value)?.reference
      if (field === 'contractValue') return sayMoney(value as { amount: number; currency: string }, t.locale)
      if (field === 'remuneration') return remunerationText(t, value as Remuneration)
      if (field === 'terms') return termsText(t, value as AgreementTerms, a)
      return undefined
    }
  }
