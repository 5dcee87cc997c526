import { attachmentRoutes } from '../attachments/routes.ts'
import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { page } from '../web/list.ts'
import { api, body, json, route } from '../web/registry.ts'
import { etag, IfMatch, version } from '../web/versions.ts'
import { shelf } from './beside.ts'
import { createPerson, editPerson } from './actions.ts'
import { NewPerson, Person } from './person.ts'
import { getPerson, listPeople, PersonQuery } from './queries.ts'

const WithId = z.object({ id: Id })
const tags = ['people']

const list = route({
  method: 'get',
  path: '/',
  tags,
  permission: 'person.read',
  request: { query: PersonQuery.strict() },
  responses: { 200: json(page(Person, 'PersonPage'), 'One page of the people') },
})
const read = route({
  method: 'get',
  path: '/{id}',
  tags,
  permission: 'person.read',
  request: { params: WithId },
  responses: { 200: json(Person, 'The person') },
})
const create = route({
  method: 'post',
  path: '/',
  tags,
  permission: 'person.edit',
  request: { headers: IdempotencyKey, body: body(NewPerson) },
  responses: { 201: json(Person, 'Added') },
})
const edit = route({
  method: 'put',
  path: '/{id}',
  tags,
  permission: 'person.edit',
  request: { params: WithId, headers: IfMatch, body: body(NewPerson) },
  responses: { 200: json(Person, 'Changed') },
})

export const personRoutes = api()
  .openapi(list, async (c) => {
    const { items, nextCursor } = await listPeople(c.var.ctx, c.req.valid('query'))
    return c.json({ items: z.array(Person).parse(items), nextCursor }, 200)
  })
  .openapi(read, async (c) => {
    const person = await getPerson(c.var.ctx, c.req.valid('param').id)
    c.header('etag', etag(person.version))
    return c.json(Person.parse(person), 200)
  })
  .openapi(create, (c) => created(c, Person, '/api/people', (ctx) => createPerson(ctx, c.req.valid('json'))))
  .openapi(edit, async (c) => {
    const changed = await editPerson(c.var.ctx, c.req.valid('param').id, version(c), c.req.valid('json'))
    c.header('etag', etag(changed.version))
    return c.json(Person.parse(changed), 200)
  })

personRoutes.route('/', attachmentRoutes(shelf))
