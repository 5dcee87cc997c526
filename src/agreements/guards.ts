import { addDays, officeDay } from '../kernel/dates.ts'
import type { Ctx } from '../kernel/context.ts'
import { type Fault, fault } from '../kernel/errors.ts'
import { say, type Text } from '../kernel/text.ts'
import { organisationsByIds, unverifiedEnterprises } from '../organisations/queries.ts'
import { inForce } from '../patents/patent.ts'
import { holdersOf, patentsByIds } from '../patents/queries.ts'
import { lastDay } from '../patents/term.ts'
import { type AgreementChange, type AgreementKind, sidesOf } from './agreement.ts'
import type { Exclusivity } from '../contracts/roles.ts'
import { licencesInTerm } from './queries.ts'

type Draft = AgreementChange & { readonly kind: AgreementKind }

/** What the register knows against the draft: parties and patents that are not there, or may not stand here. */
export async function registerFaults(ctx: Ctx, officeId: string, draft: Draft): Promise<Fault[]> {
  const [known, about] = await Promise.all([
    organisationsByIds(
      ctx,
      officeId,
      draft.parties.map((party) => party.organisationId)
    ),
    patentsByIds(ctx, officeId, draft.patents),
  ])
  const faults: Fault[] = []
  draft.parties.forEach(({ organisationId }, i) => {
    const organisation = known.get(organisationId)
    const at = ['parties', i, 'organisationId']
    if (organisation === undefined) faults.push(fault(at, organisationId, 'agreement.party_unknown'))
    else if (organisation.kind === 'unincorporated') {
      faults.push(
        fault(at, organisationId, 'agreement.party_unincorporated', { name: say(organisation.name, ctx.locale).text })
      )
    }
  })
  draft.patents.forEach((id, i) => {
    if (!about.some((patent) => patent.id === id)) faults.push(fault(['patents', i], id, 'agreement.patent_unknown'))
  })
  return faults
}

type Standing = { readonly organisationId: string; readonly name: Text; readonly tenantId: string | null }

/**
 * Enterprises among the parties that sign in here without anybody having found that they are who they say they are.
 * They may look and negotiate; a signature counts on it. Who does not sign in here is known to the office by paper.
 */
export async function identityFaults(ctx: Ctx, parties: readonly Standing[]): Promise<Fault[]> {
  const unverified = await unverifiedEnterprises(
    ctx,
    parties.flatMap(({ tenantId }) => tenantId ?? [])
  )
  return parties.flatMap(({ organisationId, name, tenantId }, i) =>
    tenantId !== null && unverified.has(tenantId)
      ? [
          fault(['parties', i, 'verification'], organisationId, 'agreement.party_unverified', {
            name: say(name, ctx.locale).text,
          }),
        ]
      : []
  )
}

/** What stands against concluding it: rights not in force, not owned, already given, or ending before the term. */
export async function rightFaults(ctx: Ctx, officeId: string, id: string, draft: Draft): Promise<Fault[]> {
  const [about, holders] = await Promise.all([
    patentsByIds(ctx, officeId, draft.patents),
    holdersOf(ctx, draft.patents),
  ])
  const givers = draft.parties
    .filter((party) => party.role === sidesOf(draft.kind).gives)
    .map((party) => party.organisationId)
  const faults: Fault[] = []
  draft.patents.forEach((patentId, i) => {
    const patent = about.find((row) => row.id === patentId)
    if (patent === undefined) return
    const at = ['patents', i]
    if (!inForce.includes(patent.status)) {
      faults.push(
        fault(at, patent.reference, 'agreement.patent_not_in_force', {
          reference: patent.reference,
          status: `@patent.status.${patent.status}`,
        })
      )
    }
    const owners = holders.filter((holder) => holder.patentId === patentId && holder.capacity === 'patentee')
    if (owners.length === 0)
      faults.push(fault(at, patent.reference, 'agreement.no_patentee', { patent: patent.reference }))
    else if (!owners.some((owner) => givers.includes(owner.organisationId)))
      faults.push(fault(at, patent.reference, 'agreement.not_owned', { patent: patent.reference }))
    faults.push(...pastPatent(draft, patent))
  })
  return [...faults, ...(await overlapFaults(ctx, officeId, id, draft))]
}

type Right = { readonly reference: string; readonly officeCode: string; readonly expiryDate: string | null }

function pastPatent({ kind, termEnd }: Draft, { reference, officeCode, expiryDate }: Right): Fault[] {
  if (kind !== 'licence_patent' || expiryDate === null || termEnd === undefined) return []
  const expiry = lastDay(officeCode, expiryDate)
  return termEnd <= expiry
    ? []
    : [fault(['termEnd'], termEnd, 'agreement.term_past_patent', { patent: reference, expiry })]
}

/** Which of its patents a licence would outlive: no reason to refuse a draft, but to say so at once (CC 865). */
export async function termFaults(ctx: Ctx, officeId: string, draft: Draft): Promise<Fault[]> {
  return (await patentsByIds(ctx, officeId, draft.patents)).flatMap((patent) => pastPatent(draft, patent))
}

/** Whether two licences of one patent can run at the same time: only when both are ordinary (SPC 25). */
export const together = (a: Exclusivity | null | undefined, b: Exclusivity | null | undefined): boolean =>
  (a ?? 'ordinary') === 'ordinary' && (b ?? 'ordinary') === 'ordinary'

async function overlapFaults(ctx: Ctx, officeId: string, id: string, draft: Draft): Promise<Fault[]> {
  const term =
    draft.kind === 'licence_patent'
      ? { start: draft.termStart, end: draft.termEnd }
      : { start: officeDay(ctx.now, ctx.zone), end: '9999-12-31' }
  if (draft.kind !== 'licence_patent' || term.start === undefined || term.end === undefined) return []
  const others = await licencesInTerm(ctx, officeId, draft.patents, { start: term.start, end: term.end }, id)
  return others
    .filter((other) => !together(draft.exclusivity, other.exclusivity))
    .map((other) =>
      fault(['patents', draft.patents.indexOf(other.patentId)], other.patentReference, 'agreement.exclusive_overlap', {
        patent: other.patentReference,
        from: other.termStart ?? '',
        to: other.termEnd ?? '',
        exclusivity: `@agreement.exclusivity.${other.exclusivity ?? 'ordinary'}`,
        reference: other.reference,
      })
    )
}

/** PTL 18 with Civil Code 201, 203: the first day after 15 full ones; posted on 1 March, the notice is over on 17 March. */
export const noticeEnds = (postedOn: string): string => addDays(postedOn, 16)

/**
 * Whether the office leaves the approval to its leadership: from a value on that it sets itself, by kind of agreement
 * (lifecycle (c): head of office or leadership by threshold). Another currency is not compared: leadership decides.
 */
export function decidedByLeadership(
  a: { readonly kind: string; readonly contractValue: number | null; readonly currency: string },
  from: Readonly<Partial<Record<string, number>>> | undefined
): boolean {
  const threshold = from?.[a.kind]
  if (threshold === undefined) return false
  return a.currency !== 'CNY' || (a.contractValue ?? 0) >= threshold
}
