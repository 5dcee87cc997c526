import { z } from 'zod'
import { createKey, revokeKey, withdrawInvitation } from '../identity/actions.ts'
import { Id } from '../kernel/ids.ts'
import { roles } from '../kernel/permissions.ts'
import type { C } from '../web/env.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { api, body, json, route } from '../web/registry.ts'
import { createOffice, inviteColleague, inviteEnterprise } from './actions.ts'
import { NewColleague, NewEnterpriseMember, NewKey, NewOffice, Office } from './office.ts'
import { listOffices, ownInvitations, ownKeys, ownMembers, ownTenantId } from './queries.ts'

const Member = z
  .object({ id: Id, name: z.string(), email: z.string(), roles: z.array(z.enum(roles)), createdAt: z.string() })
  .meta({ id: 'Member' })
const Invitation = z
  .object({ id: Id, name: z.string(), email: z.string(), roles: z.array(z.enum(roles)), expiresAt: z.string() })
  .meta({ id: 'Invitation' })
const Key = z
  .object({
    publicId: z.string(),
    name: z.string(),
    roles: z.array(z.enum(roles)),
    createdAt: z.string(),
    expiresAt: z.string(),
    lastUsedAt: z.string().nullable(),
    revokedAt: z.string().nullable(),
  })
  .meta({ id: 'ApiKey' })
const Made = z.object({ id: Id }).meta({ id: 'Made' })
const MadeKey = z.object({ id: z.string(), key: z.string() }).meta({ id: 'MadeKey' })
const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) })

const site = (c: C) => c.var.deps.config

const offices = route({
  method: 'get',
  path: '/offices',
  tags: ['offices'],
  permission: 'platform.manage',
  responses: { 200: json(listOf(Office), 'All offices') },
})
const open = route({
  method: 'post',
  path: '/offices',
  tags: ['offices'],
  permission: 'platform.manage',
  request: { headers: IdempotencyKey, body: body(NewOffice) },
  responses: { 201: json(Office, 'Opened; its head is invited by mail') },
})
const members = route({
  method: 'get',
  path: '/members',
  tags: ['members'],
  permission: 'member.invite',
  responses: { 200: json(listOf(Member), 'Who belongs to the own organisation') },
})
const invitations = route({
  method: 'get',
  path: '/invitations',
  tags: ['members'],
  permission: 'member.invite',
  responses: { 200: json(listOf(Invitation), 'Invitations nobody has accepted yet') },
})
const invite = route({
  method: 'post',
  path: '/invitations',
  tags: ['members'],
  permission: 'member.invite',
  request: { headers: IdempotencyKey, body: body(NewColleague) },
  responses: { 201: json(Made, 'Invited by mail') },
})
const inviteFirm = route({
  method: 'post',
  path: '/enterprise_invitations',
  tags: ['members'],
  permission: 'enterprise.invite',
  request: { headers: IdempotencyKey, body: body(NewEnterpriseMember) },
  responses: { 201: json(Made, 'Invited by mail') },
})
const withdraw = route({
  method: 'post',
  path: '/invitations/{id}/withdrawal',
  tags: ['members'],
  permission: 'member.invite',
  request: { params: z.object({ id: Id }) },
  responses: { 200: json(Made, 'Withdrawn') },
})
const keys = route({
  method: 'get',
  path: '/keys',
  tags: ['keys'],
  permission: 'key.manage',
  responses: { 200: json(listOf(Key), 'API keys; their secrets are kept nowhere') },
})
const newKey = route({
  method: 'post',
  path: '/keys',
  tags: ['keys'],
  permission: 'key.manage',
  request: { headers: IdempotencyKey, body: body(NewKey) },
  responses: { 201: json(MadeKey, 'The key, shown this once') },
})
const revoke = route({
  method: 'post',
  path: '/keys/{publicId}/revocation',
  tags: ['keys'],
  permission: 'key.manage',
  request: { params: z.object({ publicId: z.string().regex(/^[0-9a-z]{12}$/) }) },
  responses: { 200: json(z.object({ publicId: z.string() }), 'Revoked') },
})

export const officeRoutes = api()
  .openapi(offices, async (c) => c.json({ items: z.array(Office).parse(await listOffices(c.var.ctx)) }, 200))
  .openapi(open, (c) => created(c, Office, null, (ctx) => createOffice(ctx, site(c), c.req.valid('json'))))
  .openapi(members, async (c) => c.json({ items: z.array(Member).parse(await ownMembers(c.var.ctx)) }, 200))
  .openapi(invitations, async (c) => c.json({ items: z.array(Invitation).parse(await ownInvitations(c.var.ctx)) }, 200))
  .openapi(invite, (c) => created(c, Made, null, (ctx) => inviteColleague(ctx, site(c), c.req.valid('json'))))
  .openapi(inviteFirm, (c) => created(c, Made, null, (ctx) => inviteEnterprise(ctx, site(c), c.req.valid('json'))))
  .openapi(withdraw, async (c) => {
    const { id } = c.req.valid('param')
    await withdrawInvitation(c.var.ctx, ownTenantId(c.var.ctx), id)
    return c.json({ id }, 200)
  })
  .openapi(keys, async (c) => c.json({ items: z.array(Key).parse(await ownKeys(c.var.ctx)) }, 200))
  .openapi(newKey, (c) =>
    created(c, MadeKey, null, (ctx) => createKey(ctx, { tenantId: ownTenantId(ctx), ...c.req.valid('json') }))
  )
  .openapi(revoke, async (c) => {
    const { publicId } = c.req.valid('param')
    await revokeKey(c.var.ctx, ownTenantId(c.var.ctx), publicId)
    return c.json({ publicId }, 200)
  })
