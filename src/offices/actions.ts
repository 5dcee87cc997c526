import { and, eq, ne } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import { record } from '../history/actions.ts'
import { addMember, invite } from '../identity/actions.ts'
import { accountByEmail } from '../identity/queries.ts'
import { changeRoles, endMembership, resumeMember, suspendMember } from '../identity/members/actions.ts'
import { memberships } from '../identity/table.ts'
import { type Ctx, decided, type WriteCtx } from '../kernel/context.ts'
import { fault, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import type { Role } from '../kernel/permissions.ts'
import { addOrganisation } from '../organisations/actions.ts'
import { getOrganisation, getTenant, type OrganisationRow } from '../organisations/queries.ts'
import { organisations, tenants } from '../organisations/table.ts'
import { addPerson } from '../people/actions.ts'
import { findPerson } from '../people/queries.ts'
import { enterpriseRoles, type NewColleague, type NewEnterpriseMember, type NewOffice, officeRoles } from './office.ts'
import { ownTenantId } from './queries.ts'

export type Site = { readonly secret: string; readonly publicUrl: string }

/** Opens an office: the tenant, its own entry in its address book, its head (invited by mail unless it is the actor). */
export async function createOffice(ctx: Ctx, site: Site, input: NewOffice) {
  decided(ctx)
  return transaction(ctx, async (outer) => {
    const ctx: WriteCtx = { ...outer, zone: input.zone }
    const id = newId(ctx.now)
    await refuseSameOffice(ctx, input.uscc)
    const office = {
      id,
      kind: 'office' as const,
      name: input.name,
      uscc: input.uscc ?? null,
      zone: input.zone,
      locale: input.locale,
      state: 'active' as const,
      version: 1,
      createdAt: ctx.now,
    }
    await ctx.db.insert(tenants).values(office)
    const { name, uscc, address, legalRepresentative } = input
    const own = { kind: 'university' as const, name, uscc, address, legalRepresentative, country: 'CN', contacts: [] }
    await addOrganisation(ctx, id, own, id)
    await record(ctx, 'office.created', { kind: 'tenant', id, officeId: id })
    await appointHead(ctx, site, office, input)
    return office
  })
}

async function refuseSameOffice(ctx: Ctx, uscc: string | undefined): Promise<void> {
  if (uscc === undefined) return
  const [same] = await ctx.db
    .select({ id: tenants.id })
    .from(tenants)
    .where(and(eq(tenants.uscc, uscc), eq(tenants.kind, 'office')))
  if (same !== undefined) refuseFaults([fault(['uscc'], uscc, 'office.same_uscc')])
}

async function appointHead(
  ctx: WriteCtx,
  site: Site,
  office: { id: string; name: NewOffice['name'] },
  input: NewOffice
): Promise<void> {
  const account = await accountByEmail(ctx, input.headEmail)
  if (account !== null && account.id === ctx.actor.accountId) {
    await addMember(ctx, account.id, office.id, ['office_head'], null)
    return
  }
  await invite(ctx, site, {
    tenant: office,
    officeId: office.id,
    email: input.headEmail,
    name: input.headName,
    roles: ['office_head'],
    personId: null,
    locale: input.locale,
  })
}

/** Roles that exist in an organisation of this kind; another kind's are refused beside the field. */
export function refuseForeignRoles(ctx: Ctx, roles: readonly Role[]): void {
  const own: readonly Role[] = ctx.actor.officeId === null ? enterpriseRoles : officeRoles
  refuseFaults(
    roles
      .filter((role) => !own.includes(role))
      .map((role) => fault(['roles'], role, 'member.role_elsewhere', { role: `@role.${role}` }))
  )
}

/** Invites a colleague into the actor's own organisation. An inventor gets an entry among its people, found by address. */
export function inviteColleague(ctx: Ctx, site: Site, input: NewColleague): Promise<{ id: string }> {
  const tenantId = ownTenantId(ctx)
  return transaction(ctx, async (ctx) => {
    refuseForeignRoles(ctx, input.roles)
    const tenant = (await getTenant(ctx, tenantId))!
    const { name, email, roles } = input
    const personId = ctx.actor.officeId === null ? null : await personFor(ctx, tenantId, input)
    const locale = tenant.locale === 'en' ? 'en' : 'zh-CN'
    return invite(ctx, site, { tenant, officeId: tenantId, email, name, roles, personId, locale })
  })
}

async function personFor(
  ctx: WriteCtx,
  officeId: string,
  { name, email, roles }: NewColleague
): Promise<string | null> {
  const known = await findPerson(ctx, officeId, { email })
  if (known !== null) return known.id
  return roles.includes('inventor') ? (await addPerson(ctx, officeId, { name: textOf(name), email })).id : null
}

/** Gives a member of the actor's own organisation other roles. */
export function giveRoles(ctx: Ctx, id: string, roles: readonly Role[]) {
  const tenantId = ownTenantId(ctx)
  refuseForeignRoles(ctx, roles)
  return changeRoles(ctx, tenantId, id, roles)
}

export const suspend = (ctx: Ctx, id: string) => suspendMember(ctx, ownTenantId(ctx), id)
export const resume = (ctx: Ctx, id: string) => resumeMember(ctx, ownTenantId(ctx), id)
export const remove = (ctx: Ctx, id: string) => endMembership(ctx, ownTenantId(ctx), id)
/** The actor's own leaving. */
export const leave = (ctx: Ctx) => endMembership(ctx, ownTenantId(ctx), ctx.actor.membershipId ?? '')

const textOf = (name: string) => (/\p{Script=Han}/u.test(name) ? { zh: name } : { en: name })

/**
 * Invites somebody of a verified enterprise. The first invitation makes it a tenant. An enterprise that other offices
 * know too is never entered from here: an office could else read the enterprise's dealings with the others.
 */
export function inviteEnterprise(ctx: Ctx, site: Site, input: NewEnterpriseMember): Promise<{ id: string }> {
  decided(ctx)
  return transaction(ctx, async (ctx) => {
    const enterprise = await getOrganisation(ctx, input.organisationId)
    refuseUnverified(enterprise)
    const tenantId = await tenantOf(ctx, enterprise, input.email)
    const locale = /\p{Script=Han}/u.test(input.name) ? 'zh-CN' : ctx.locale
    return invite(ctx, site, {
      tenant: { id: tenantId, name: enterprise.name },
      officeId: enterprise.officeId,
      email: input.email,
      name: input.name,
      // The first of an enterprise lets its colleagues in.
      roles: ['enterprise_head', 'enterprise_member'],
      personId: null,
      locale,
    })
  })
}

/** What an office checks before it lets an enterprise in: what it is, its credit code, who acts for it. */
function refuseUnverified(enterprise: OrganisationRow): void {
  const at = ['organisationId']
  if (!['enterprise', 'investor', 'intermediary'].includes(enterprise.kind))
    refuseFaults([fault(at, enterprise.reference, 'member.not_enterprise')])
  const coded = enterprise.country !== 'CN' || enterprise.uscc !== null
  if (!coded || enterprise.legalRepresentative === null)
    refuseFaults([fault(at, enterprise.reference, 'member.enterprise_unverified')])
}

async function tenantOf(ctx: WriteCtx, enterprise: OrganisationRow, email: string): Promise<string> {
  if (enterprise.tenantId !== null) {
    const [elsewhere] = await ctx.db
      .select({ id: organisations.id })
      .from(organisations)
      .where(and(eq(organisations.tenantId, enterprise.tenantId), ne(organisations.officeId, enterprise.officeId)))
      .limit(1)
    if (elsewhere !== undefined)
      refuseFaults([fault(['organisationId'], enterprise.reference, 'member.enterprise_shared')])
    return enterprise.tenantId
  }
  const id = (await ownTenant(ctx, enterprise, email)) ?? (await newTenant(ctx, enterprise))
  await ctx.db.update(organisations).set({ tenantId: id }).where(eq(organisations.id, enterprise.id))
  const subject = { kind: 'organisation', id: enterprise.id, officeId: enterprise.officeId }
  await record(ctx, 'organisation.linked', subject)
  return id
}

/** The tenant of the same credit code whose member is invited: that person already speaks for it. */
async function ownTenant(ctx: Ctx, enterprise: OrganisationRow, email: string): Promise<string | null> {
  const account = enterprise.uscc === null ? null : await accountByEmail(ctx, email)
  if (account === null) return null
  const [row] = await ctx.db
    .select({ id: tenants.id })
    .from(memberships)
    .innerJoin(tenants, eq(tenants.id, memberships.tenantId))
    .where(
      and(eq(memberships.accountId, account.id), eq(tenants.kind, 'enterprise'), eq(tenants.uscc, enterprise.uscc!))
    )
  return row?.id ?? null
}

async function newTenant(ctx: WriteCtx, enterprise: OrganisationRow): Promise<string> {
  const id = newId(ctx.now)
  const { name, uscc } = enterprise
  await ctx.db.insert(tenants).values({
    id,
    kind: 'enterprise',
    name,
    uscc,
    zone: ctx.zone,
    locale: ctx.locale,
    state: 'invited',
    createdAt: ctx.now,
  })
  return id
}
