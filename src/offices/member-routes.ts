import { z } from 'zod'
import { endDeputy, nameDeputy } from '../identity/deputies/actions.ts'
import { listDeputies } from '../identity/deputies/queries.ts'
import { resendInvitation, withdrawInvitation } from '../identity/actions.ts'
import { CalendarDate } from '../kernel/dates.ts'
import { Id } from '../kernel/ids.ts'
import { roles } from '../kernel/permissions.ts'
import { orNull } from '../kernel/zod.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { api, body, json, route } from '../web/registry.ts'
import { giveRoles, inviteColleague, inviteEnterprise, remove, resume, suspend } from './actions.ts'
import { NewColleague, NewDeputy, NewEnterpriseMember, Roles } from './office.ts'
import { ownInvitations, ownMember, ownMembers, ownTenantId } from './queries.ts'

const Member = z
  .object({
    id: Id,
    name: z.string(),
    email: z.string(),
    roles: z.array(z.enum(roles)),
    createdAt: z.string(),
    suspendedAt: orNull(z.string()),
  })
  .meta({ id: 'Member' })
const Invitation = z
  .object({ id: Id, name: z.string(), email: z.string(), roles: z.array(z.enum(roles)), expiresAt: z.string() })
  .meta({ id: 'Invitation' })
const Deputy = z
  .object({
    id: Id,
    absentId: Id,
    absent: z.string(),
    deputyId: Id,
    deputy: z.string(),
    fromDay: CalendarDate,
    toDay: CalendarDate,
  })
  .meta({ id: 'Deputy' })
const Made = z.object({ id: Id }).meta({ id: 'Made' })
const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) })
const params = z.object({ id: Id })
const tags = ['members']

const members = route({
  method: 'get',
  path: '/members',
  tags,
  permission: 'member.manage',
  responses: { 200: json(listOf(Member), 'Who belongs to the own organisation') },
})
const member = route({
  method: 'get',
  path: '/members/{id}',
  tags,
  permission: 'member.manage',
  request: { params },
  responses: { 200: json(Member, 'The member') },
})
const setRoles = route({
  method: 'post',
  path: '/members/{id}/roles',
  tags,
  permission: 'member.manage',
  request: { params, body: body(Roles) },
  responses: { 200: json(Member, 'The member with these roles') },
})
const shutOut = route({
  method: 'post',
  path: '/members/{id}/suspension',
  tags,
  permission: 'member.manage',
  request: { params },
  responses: { 200: json(Member, 'Suspended; every session has ended') },
})
const letIn = route({
  method: 'post',
  path: '/members/{id}/resumption',
  tags,
  permission: 'member.manage',
  request: { params },
  responses: { 200: json(Member, 'Back in') },
})
const end = route({
  method: 'post',
  path: '/members/{id}/removal',
  tags,
  permission: 'member.manage',
  request: { params },
  responses: { 200: json(Member, 'No longer a member') },
})
const invitations = route({
  method: 'get',
  path: '/invitations',
  tags,
  permission: 'member.manage',
  responses: { 200: json(listOf(Invitation), 'Invitations nobody has accepted yet') },
})
const invite = route({
  method: 'post',
  path: '/invitations',
  tags,
  permission: 'member.manage',
  request: { headers: IdempotencyKey, body: body(NewColleague) },
  responses: { 201: json(Made, 'Invited by mail') },
})
const inviteFirm = route({
  method: 'post',
  path: '/enterprise_invitations',
  tags,
  permission: 'enterprise.invite',
  request: { headers: IdempotencyKey, body: body(NewEnterpriseMember) },
  responses: { 201: json(Made, 'Invited by mail') },
})
const withdraw = route({
  method: 'post',
  path: '/invitations/{id}/withdrawal',
  tags,
  permission: 'member.manage',
  request: { params },
  responses: { 200: json(Made, 'Withdrawn') },
})
const again = route({
  method: 'post',
  path: '/invitations/{id}/again',
  tags,
  permission: 'member.manage',
  request: { params },
  responses: { 200: json(Made, 'Sent again: a new invitation with a new link') },
})
const deputies = route({
  method: 'get',
  path: '/deputies',
  tags,
  permission: 'deputy.name',
  responses: { 200: json(listOf(Deputy), 'Who stands in for whom, now or later') },
})
const depute = route({
  method: 'post',
  path: '/deputies',
  tags,
  permission: 'deputy.name',
  request: { headers: IdempotencyKey, body: body(NewDeputy) },
  responses: { 201: json(Made, 'Named') },
})
const endDeputing = route({
  method: 'post',
  path: '/deputies/{id}/end',
  tags,
  permission: 'deputy.name',
  request: { params },
  responses: { 200: json(Made, 'Ended') },
})

export const memberRoutes = api()
  .openapi(members, async (c) => c.json({ items: z.array(Member).parse(await ownMembers(c.var.ctx)) }, 200))
  .openapi(member, async (c) => c.json(Member.parse(await ownMember(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(setRoles, async (c) =>
    c.json(Member.parse(await giveRoles(c.var.ctx, c.req.valid('param').id, c.req.valid('json').roles)), 200)
  )
  .openapi(shutOut, async (c) => c.json(Member.parse(await suspend(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(letIn, async (c) => c.json(Member.parse(await resume(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(end, async (c) => c.json(Member.parse(await remove(c.var.ctx, c.req.valid('param').id)), 200))
  .openapi(invitations, async (c) => c.json({ items: z.array(Invitation).parse(await ownInvitations(c.var.ctx)) }, 200))
  .openapi(invite, (c) => created(c, Made, null, (ctx) => inviteColleague(ctx, c.var.deps.config, c.req.valid('json'))))
  .openapi(inviteFirm, (c) =>
    created(c, Made, null, (ctx) => inviteEnterprise(ctx, c.var.deps.config, c.req.valid('json')))
  )
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param')
    await withdrawInvitation(c.var.ctx, ownTenantId(c.var.ctx), id)
    return c.json({ id }, 200)
  })
  .openapi(again, async (c) => {
    const { ctx, deps } = c.var
    return c.json(await resendInvitation(ctx, deps.config, ownTenantId(ctx), c.req.valid('param').id), 200)
  })
  .openapi(deputies, async (c) =>
    c.json({ items: z.array(Deputy).parse(await listDeputies(c.var.ctx, ownTenantId(c.var.ctx))) }, 200)
  )
  .openapi(depute, (c) => created(c, Made, null, (ctx) => nameDeputy(ctx, ownTenantId(ctx), c.req.valid('json'))))
  .openapi(endDeputing, async (c) =>
    c.json(await endDeputy(c.var.ctx, ownTenantId(c.var.ctx), c.req.valid('param').id), 200)
  )
