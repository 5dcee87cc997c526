import { z } from 'zod'
import { createKey, revokeKey } from '../identity/actions.ts'
import { roles } from '../kernel/permissions.ts'
import { Text } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { api, body, json, route } from '../web/registry.ts'
import { etag, IfMatch, version } from '../web/versions.ts'
import { createOffice } from './actions.ts'
import { NewKey, NewOffice, Office } from './office.ts'
import { changeSettings } from './settings/actions.ts'
import { ownOffice } from './settings/queries.ts'
import { OfficeSettings } from './settings/settings.ts'
import { listOffices, ownKeys, ownTenantId } from './queries.ts'

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
const MadeKey = z.object({ id: z.string(), key: z.string() }).meta({ id: 'MadeKey' })
const OwnOffice = Office.extend({
  settings: OfficeSettings.omit({ zone: true, locale: true }),
  overseers: z.array(z.object({ id: z.string(), name: Text })),
}).meta({ id: 'OwnOffice' })
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
const settings = route({
  method: 'get',
  path: '/settings',
  tags: ['offices'],
  permission: 'office.manage',
  responses: { 200: json(OwnOffice, 'What the own office decided for itself') },
})
const saveSettings = route({
  method: 'put',
  path: '/settings',
  tags: ['offices'],
  permission: 'office.manage',
  request: { headers: IfMatch, body: body(OfficeSettings) },
  responses: { 200: json(OwnOffice, 'Changed') },
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
  .openapi(settings, async (c) => {
    const office = await ownOffice(c.var.ctx)
    c.header('etag', etag(office.version))
    return c.json(OwnOffice.parse(office), 200)
  })
  .openapi(saveSettings, async (c) => {
    const office = await changeSettings(c.var.ctx, version(c), c.req.valid('json'))
    c.header('etag', etag(office.version))
    return c.json(OwnOffice.parse(office), 200)
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
