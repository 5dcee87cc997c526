import { z } from 'zod'
import { NewProvider, Provider } from '../../identity/provider.ts'
import { listRequirements } from '../../identity/providers/queries.ts'
import { Id } from '../../kernel/ids.ts'
import { Text } from '../../kernel/text.ts'
import { created, IdempotencyKey } from '../../web/creating.ts'
import type { C } from '../../web/env.ts'
import { boundsOf } from '../../web/outside.ts'
import { api, body, json, route } from '../../web/registry.ts'
import { etag, IfMatch, version } from '../../web/versions.ts'
import {
  addProvider,
  editProvider,
  liftRequirement,
  liftRequirementOf,
  ownProvider,
  ownProviders,
  requireProvider,
  shownProvider,
  type Site,
  switchProvider,
} from './actions.ts'

export const site = (c: C): Site => {
  const { secret, publicUrl } = c.var.deps.config
  return { secret, publicUrl, bounds: boundsOf(c.var.deps.config) }
}

const tags = ['sign_in_providers']
const permission = 'office.manage'
const WithId = z.object({ id: Id })
const Lifted = z.object({ lifted: z.literal(true) })
const Requirement = z
  .object({ id: Id, organisation: Text, provider: Text, kind: z.string() })
  .meta({ id: 'SignInRequirement' })
const lifted = { lifted: true } as const

const list = route({
  method: 'get',
  path: '/sign_in_providers',
  tags,
  permission,
  responses: { 200: json(z.object({ items: z.array(Provider) }), 'Where people of the office sign in') },
})
const read = route({
  method: 'get',
  path: '/sign_in_providers/{id}',
  tags,
  permission,
  request: { params: WithId },
  responses: { 200: json(Provider, 'The provider; its secret is never shown') },
})
const add = route({
  method: 'post',
  path: '/sign_in_providers',
  tags,
  permission,
  request: { headers: IdempotencyKey, body: body(NewProvider) },
  responses: { 201: json(Provider, 'Added') },
})
const edit = route({
  method: 'put',
  path: '/sign_in_providers/{id}',
  tags,
  permission,
  request: { params: WithId, headers: IfMatch, body: body(NewProvider) },
  responses: { 200: json(Provider, 'Changed; a secret left out stays') },
})
const switchOn = route({
  method: 'post',
  path: '/sign_in_providers/{id}/activation',
  tags,
  permission,
  request: { params: WithId },
  responses: { 200: json(Provider, 'Offered on the sign-in page') },
})
const switchOff = route({
  method: 'post',
  path: '/sign_in_providers/{id}/deactivation',
  tags,
  permission,
  request: { params: WithId },
  responses: { 200: json(Provider, 'No longer offered, and signs nobody in') },
})
const demand = route({
  method: 'post',
  path: '/sign_in_providers/{id}/requirement',
  tags,
  permission,
  request: { params: WithId },
  responses: { 200: json(Provider, 'Only sessions begun there speak for the office') },
})
const lift = route({
  method: 'post',
  path: '/sign_in_requirement/lifting',
  tags,
  permission,
  responses: { 200: json(Lifted, 'Codes and passkeys begin sessions for the office again') },
})
const requirements = route({
  method: 'get',
  path: '/sign_in_requirements',
  tags,
  permission: 'platform.manage',
  responses: { 200: json(z.object({ items: z.array(Requirement) }), 'Offices that require their provider') },
})
const liftOf = route({
  method: 'post',
  path: '/sign_in_requirements/{id}/lifting',
  tags,
  permission: 'platform.manage',
  request: { params: WithId },
  responses: { 200: json(Lifted, 'Lifted for this office') },
})

export const providerRoutes = api()
  .openapi(list, async (c) => {
    const rows = await ownProviders(c.var.ctx)
    return c.json({ items: rows.map((row) => Provider.parse(shownProvider(site(c), row))) }, 200)
  })
  .openapi(read, async (c) => {
    const found = Provider.parse(shownProvider(site(c), await ownProvider(c.var.ctx, c.req.valid('param').id)))
    c.header('etag', etag(found.version))
    return c.json(found, 200)
  })
  .openapi(add, (c) =>
    created(c, Provider, '/api/sign_in_providers', (ctx) => addProvider(ctx, site(c), c.req.valid('json')))
  )
  .openapi(edit, async (c) => {
    const { id } = c.req.valid('param')
    const changed = await editProvider(c.var.ctx, site(c), id, version(c), c.req.valid('json'))
    c.header('etag', etag(changed.version))
    return c.json(Provider.parse(changed), 200)
  })
  .openapi(switchOn, async (c) =>
    c.json(Provider.parse(await switchProvider(c.var.ctx, site(c), c.req.valid('param').id, true)), 200)
  )
  .openapi(switchOff, async (c) =>
    c.json(Provider.parse(await switchProvider(c.var.ctx, site(c), c.req.valid('param').id, false)), 200)
  )
  .openapi(demand, async (c) => {
    const { id } = c.req.valid('param')
    return c.json(Provider.parse(await requireProvider(c.var.ctx, site(c), id, c.var.sessionHash)), 200)
  })
  .openapi(lift, async (c) => {
    await liftRequirement(c.var.ctx)
    return c.json(lifted, 200)
  })
  .openapi(requirements, async (c) =>
    c.json({ items: z.array(Requirement).parse(await listRequirements(c.var.ctx)) }, 200)
  )
  .openapi(liftOf, async (c) => {
    await liftRequirementOf(c.var.ctx, c.req.valid('param').id)
    return c.json(lifted, 200)
  })
