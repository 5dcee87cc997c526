import { attachmentRoutes } from '../attachments/routes.ts'
import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { page } from '../web/list.ts'
import { api, body, json, route } from '../web/registry.ts'
import { etag, IfMatch, version } from '../web/versions.ts'
import { shelf } from './beside.ts'
import { createOrganisation, editOrganisation } from './actions.ts'
import { NewOrganisation, Organisation } from './organisation.ts'
import { getOrganisation, listOrganisations, OrganisationQuery } from './queries.ts'

const WithId = z.object({ id: Id })
/** `?even_if_double=true`: it is another organisation of the same name. */
const EvenIfDouble = z.object({ even_if_double: z.stringbool().default(false) })
const tags = ['organisations']

const list = route({
  method: 'get',
  path: '/',
  tags,
  permission: 'organisation.read',
  request: { query: OrganisationQuery.strict() },
  responses: { 200: json(page(Organisation, 'OrganisationPage'), 'One page of the address book') },
})
const read = route({
  method: 'get',
  path: '/{id}',
  tags,
  permission: 'organisation.read',
  request: { params: WithId },
  responses: { 200: json(Organisation, 'The entry') },
})
const create = route({
  method: 'post',
  path: '/',
  tags,
  permission: 'organisation.edit',
  request: { query: EvenIfDouble, headers: IdempotencyKey, body: body(NewOrganisation) },
  responses: { 201: json(Organisation, 'Added') },
})
const edit = route({
  method: 'put',
  path: '/{id}',
  tags,
  permission: 'organisation.edit',
  request: { params: WithId, query: EvenIfDouble, headers: IfMatch, body: body(NewOrganisation) },
  responses: { 200: json(Organisation, 'Changed') },
})

export const organisationRoutes = api()
  .openapi(list, async (c) => {
    const { items, nextCursor } = await listOrganisations(c.var.ctx, c.req.valid('query'))
    return c.json({ items: z.array(Organisation).parse(items), nextCursor }, 200)
  })
  .openapi(read, async (c) => {
    const organisation = await getOrganisation(c.var.ctx, c.req.valid('param').id)
    c.header('etag', etag(organisation.version))
    return c.json(Organisation.parse(organisation), 200)
  })
  .openapi(create, (c) =>
    created(c, Organisation, '/api/organisations', (ctx) =>
      createOrganisation(ctx, c.req.valid('json'), c.req.valid('query').even_if_double)
    )
  )
  .openapi(edit, async (c) => {
    const changed = await editOrganisation(
      c.var.ctx,
      c.req.valid('param').id,
      version(c),
      c.req.valid('json'),
      c.req.valid('query').even_if_double
    )
    c.header('etag', etag(changed.version))
    return c.json(Organisation.parse(changed), 200)
  })

organisationRoutes.route('/', attachmentRoutes(shelf))
