import { and, eq, or, type SQL, sql } from 'drizzle-orm'
import { type Actor, holds, isOffice, ofDesk } from '../kernel/actor.ts'
import { contracts } from './table.ts'

/** `partyTenants`: the signing-in organisations among the parties it was issued to; `rendered`: one PDF at least is made. */
export type JudgedContract = {
  readonly officeId: string
  readonly partyTenants: readonly string[]
  readonly rendered: boolean
}

/** The office sees every issue; a party those in which it stands, once there is something to read. */
export function mayRead(actor: Actor, contract: JudgedContract): boolean {
  if (!holds(actor, 'contract.read') || actor.tenantId === null) return false
  return isOffice(actor, contract.officeId) || (contract.rendered && contract.partyTenants.includes(actor.tenantId))
}

/**
 * The same as SQL. An entry that was merged since stands for the one it was merged into. Who the parties are is frozen with the issue: whoever takes a party's place in the agreement later
 * must not read what was agreed with the one before.
 */
export function visible(actor: Actor): SQL {
  if (actor.tenantId === null || !holds(actor, 'contract.read')) return sql`0`
  const party = and(
    sql`exists (select 1 from json_each(${contracts.facts}, '$.parties') p join organisations e on e.id = json_extract(p.value, '$.organisationId') join organisations o on o.id = coalesce(e.merged_into_id, e.id) where o.tenant_id = ${actor.tenantId})`,
    sql`exists (select 1 from contract_renditions r where r.contract_id = ${contracts.id} and r.sha256 is not null)`
  )!
  return actor.officeId === null || !ofDesk(actor) ? party : or(eq(contracts.officeId, actor.officeId), party)!
}
