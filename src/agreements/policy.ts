import { and, eq, inArray, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, belongsTo, holds, isBy, isOffice, ofDesk } from '../kernel/actor.ts'
import type { State } from './agreement.ts'
import { type AgreementStep, agreementSteps } from './steps.ts'
import { agreements } from './table.ts'

export type AgreementAction = 'create' | 'read' | 'edit' | 'preview' | 'issue' | AgreementStep
/**
 * `partyTenants`: the signing-in organisations among the parties. `inventorIds` and `disclosers`: who made and who filed
 * what is behind the patents. `forLeadership`: the office's threshold leaves the approval to its leadership.
 */
export type Judged = {
  readonly officeId: string
  readonly state: State
  readonly createdBy: string | null
  readonly partyTenants: readonly string[]
  readonly inventorIds: readonly string[]
  readonly disclosers: readonly string[]
  readonly forLeadership: boolean
}

/** What is judged before a record is there: a draft of the actor's own office. */
export const unborn = (actor: Actor): Judged => ({
  officeId: actor.officeId ?? '',
  state: 'draft',
  createdBy: null,
  partyTenants: [],
  inventorIds: [],
  disclosers: [],
  forLeadership: false,
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

/** Somebody of the office who has no desk there, with a part in what the agreement is about. */
const invented = (actor: Actor, agreement: Judged): boolean =>
  belongsTo(actor, agreement.officeId) &&
  ((actor.personId !== null && agreement.inventorIds.includes(actor.personId)) ||
    (actor.accountId !== null && agreement.disclosers.includes(actor.accountId)))

export function may(actor: Actor, action: AgreementAction, agreement: Judged): boolean {
  const office = isOffice(actor, agreement.officeId)
  if (action === 'read') {
    if (!holds(actor, 'agreement.read')) return false
    if (office) return true
    if (!sharedStates.includes(agreement.state)) return false
    if (belongsTo(actor, agreement.officeId)) return invented(actor, agreement)
    return actor.tenantId !== null && !onlyInvents(actor) && agreement.partyTenants.includes(actor.tenantId)
  }
  if (!office) return false
  if (action === 'create' || action === 'edit') return holds(actor, 'agreement.edit')
  if (action === 'preview') return holds(actor, 'contract.preview')
  if (action === 'issue') return holds(actor, 'contract.issue')
  const step = agreementSteps[action]
  if (action === 'approval' && agreement.forLeadership && !actor.roles.includes('leadership')) return false
  return holds(actor, step.permission) && !('checker' in step && isBy(actor, agreement.createdBy))
}

/** An office's inventor or reviewer is no party to what their office is a party to elsewhere. */
const onlyInvents = (actor: Actor): boolean => actor.officeId !== null && !ofDesk(actor)

/** The same as `may(…, 'read', …)`, as SQL: conditions of which an agreement meets one at the most. */
export function ways(actor: Actor): SQL[] {
  if (actor.tenantId === null || !holds(actor, 'agreement.read')) return []
  const shared = inArray(agreements.state, [...sharedStates])
  if (onlyInvents(actor)) return [and(eq(agreements.officeId, actor.tenantId), shared, ofInventor(actor))!]
  // In an office's own agreements it is mostly a party itself: those are left out at once.
  const party = and(
    sql`${agreements.id} in (select p.agreement_id from organisations o join agreement_parties p on p.organisation_id = o.id where o.tenant_id = ${actor.tenantId} and o.office_id <> ${actor.tenantId})`,
    shared
  )!
  return actor.officeId === null ? [party] : [eq(agreements.officeId, actor.officeId), party]
}

export const visible = (actor: Actor): SQL => or(...ways(actor)) ?? sql`0`

const ofInventor = (actor: Actor): SQL =>
  sql`${agreements.id} in (
    select s.agreement_id from achievements a join patent_achievements l on l.achievement_id = a.id join agreement_patents s on s.patent_id = l.patent_id where a.disclosed_by = ${actor.accountId ?? ''} and a.office_id = ${actor.tenantId ?? ''}
    union select s.agreement_id from achievement_contributors c join patent_achievements l on l.achievement_id = c.achievement_id join agreement_patents s on s.patent_id = l.patent_id where c.person_id = ${actor.personId ?? ''})`

/** Fields of an agreement that a reader does not get, although they see the record. */
export type Withheld = 'contractValue' | 'remuneration' | 'terms' | 'remark'

const priced: readonly State[] = sharedStates.slice(sharedStates.indexOf('price_fixed'))

/**
 * The office's remarks are its own. Who invented what is dealt with sees the price once it is fixed, not while it is
 * talked about, and never the clauses the two sides agreed on.
 */
export function withheld(actor: Actor, agreement: Pick<Judged, 'officeId' | 'state'>): readonly Withheld[] {
  if (isOffice(actor, agreement.officeId)) return []
  if (!belongsTo(actor, agreement.officeId)) return ['remark']
  return priced.includes(agreement.state) ? ['terms', 'remark'] : ['contractValue', 'remuneration', 'terms', 'remark']
}
