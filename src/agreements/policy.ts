import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, holds, isOffice } from '../kernel/actor.ts'
import type { State } from './agreement.ts'
import { type AgreementStep, agreementSteps } from './steps.ts'
import { agreements } from './table.ts'

export type AgreementAction = 'create' | 'read' | 'edit' | 'preview' | 'issue' | AgreementStep
/** `partyTenants`: the signing-in organisations among the parties. */
export type Judged = {
  readonly officeId: string
  readonly state: State
  readonly createdBy: string | null
  readonly partyTenants: readonly string[]
}

/** What is judged before a record is there: a draft of the actor's own office. */
export const unborn = (actor: Actor): Judged => ({
  officeId: actor.officeId ?? '',
  state: 'draft',
  createdBy: null,
  partyTenants: [],
})

/** The other party sees an agreement once it is on the table between them: not the office's own draft and review. */
export const sharedStates: readonly State[] = [
  'negotiation',
  'price_determination',
  'public_notice',
  'objection_handling',
  'price_fixed',
  'approved',
  'signed',
  'effective',
  'in_performance',
  'completed',
  'breached',
  'dispute',
  'terminated',
  'expired',
  'void',
  'rescinded',
]

export function may(actor: Actor, action: AgreementAction, agreement: Judged): boolean {
  const office = isOffice(actor, agreement.officeId)
  if (action === 'read') {
    if (!holds(actor, 'agreement.read')) return false
    return (
      office ||
      (actor.tenantId !== null &&
        agreement.partyTenants.includes(actor.tenantId) &&
        sharedStates.includes(agreement.state))
    )
  }
  if (!office) return false
  if (action === 'create' || action === 'edit') return holds(actor, 'agreement.edit')
  if (action === 'preview') return holds(actor, 'contract.preview')
  if (action === 'issue') return holds(actor, 'contract.issue')
  const step = agreementSteps[action]
  const own = actor.accountId !== null && agreement.createdBy === actor.accountId
  return holds(actor, step.permission) && !('checker' in step && own)
}

/** The same as `may(…, 'read', …)`, as SQL: conditions of which an agreement meets one at the most. */
export function ways(actor: Actor): SQL[] {
  if (actor.tenantId === null || !holds(actor, 'agreement.read')) return []
  // In an office's own agreements it is mostly a party itself: those are left out at once.
  const party = and(
    sql`${agreements.id} in (select p.agreement_id from organisations o join agreement_parties p on p.organisation_id = o.id where o.tenant_id = ${actor.tenantId} and o.office_id <> ${actor.tenantId})`,
    inArray(agreements.state, [...sharedStates])
  )!
  return actor.officeId === null ? [party] : [eq(agreements.officeId, actor.officeId), party]
}

export const visible = (actor: Actor): SQL => or(...ways(actor)) ?? sql`0`
