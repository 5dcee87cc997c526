import { and, eq, isNull } from 'drizzle-orm'
import { documents } from '../../documents/table.ts'
import type { Ctx } from '../../kernel/context.ts'
import { type Fault, fault } from '../../kernel/errors.ts'
import { getOrganisation, getTenant, type OrganisationRow } from '../../organisations/queries.ts'

/** What an enterprise is verified by: the entry in the address book, what it signs in as, the files beside the entry. */
export async function verificationOf(ctx: Ctx, organisationId: string) {
  const enterprise = await getOrganisation(ctx, organisationId)
  const tenant = enterprise.tenantId === null ? null : await getTenant(ctx, enterprise.tenantId)
  const evidence = await ctx.db
    .select({ id: documents.id, name: documents.name, createdAt: documents.createdAt })
    .from(documents)
    .where(
      and(
        eq(documents.officeId, enterprise.officeId),
        eq(documents.recordId, enterprise.id),
        isNull(documents.withdrawnAt)
      )
    )
    .limit(100)
  return { enterprise, tenant, evidence }
}
export type Verification = Awaited<ReturnType<typeof verificationOf>>

/** What is missing before anybody can say that an enterprise is who it says it is; each with its field. */
export function verificationFaults({ enterprise, tenant, evidence }: Verification): Fault[] {
  const at = (field: keyof OrganisationRow | 'evidence') => [field]
  const coded = enterprise.country !== 'CN' || enterprise.uscc !== null
  return [
    ...(tenant?.kind === 'enterprise' ? [] : [fault(at('tenantId'), null, 'enterprise.not_tenant')]),
    ...(tenant?.verifiedAt ? [fault(at('tenantId'), null, 'enterprise.verified_already')] : []),
    ...(coded && enterprise.legalRepresentative !== null
      ? []
      : [fault(at(coded ? 'legalRepresentative' : 'uscc'), null, 'member.enterprise_unverified')]),
    ...(enterprise.contacts.length > 0 ? [] : [fault(at('contacts'), null, 'enterprise.needs_contact')]),
    ...(evidence.length > 0 ? [] : [fault(at('evidence'), null, 'enterprise.needs_evidence')]),
  ]
}
