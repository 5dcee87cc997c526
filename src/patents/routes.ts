import { attachmentRoutes } from '../attachments/routes.ts'
import { z } from 'zod'
import { historyOf } from '../history/queries.ts'
import { Id } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { page } from '../web/list.ts'
import { api, body, json, route } from '../web/registry.ts'
import { HistoryList, historyOut } from '../web/history.ts'
import { stepRoutes } from '../web/steps.ts'
import { etag, IfMatch, version } from '../web/versions.ts'
import { shelf } from './beside.ts'
import { Patent, PatentChange, PatentItem, NewPatent } from './patent.ts'
import { advancePatent, createPatent, editPatent } from './actions.ts'
import { PatentQuery, getPatent, listPatents } from './queries.ts'
import { patentSteps } from './steps.ts'

const WithId = z.object({ id: Id })
const tags = ['patents']

const list = route({
  method: 'get',
  path: '/',
  tags,
  permission: 'patent.read',
  request: { query: PatentQuery.strict() },
  responses: { 200: json(page(PatentItem, 'PatentPage'), 'One page of the patents') },
})
const read = route({
  method: 'get',
  path: '/{id}',
  tags,
  permission: 'patent.read',
  request: { params: WithId },
  responses: { 200: json(Patent, 'The patent') },
})
const create = route({
  method: 'post',
  path: '/',
  tags,
  permission: 'patent.edit',
  request: { headers: IdempotencyKey, body: body(NewPatent) },
  responses: { 201: json(Patent, 'Recorded') },
})
const edit = route({
  method: 'put',
  path: '/{id}',
  tags,
  permission: 'patent.edit',
  request: { params: WithId, headers: IfMatch, body: body(PatentChange) },
  responses: { 200: json(Patent, 'Changed') },
})
const story = route({
  method: 'get',
  path: '/{id}/history',
  tags,
  permission: 'patent.read',
  request: { params: WithId },
  responses: { 200: json(HistoryList, 'Every change, oldest first') },
})

const Items = z.array(PatentItem)

export const patentRoutes = api()
  .openapi(list, async (c) => {
    const { items, nextCursor } = await listPatents(c.var.ctx, c.req.valid('query'))
    return c.json({ items: Items.parse(items), nextCursor }, 200)
  })
  .openapi(read, async (c) => {
    const patent = await getPatent(c.var.ctx, c.req.valid('param').id)
    c.header('etag', etag(patent.version))
    return c.json(Patent.parse(patent), 200)
  })
  .openapi(create, (c) => created(c, Patent, '/api/patents', (ctx) => createPatent(ctx, c.req.valid('json'))))
  .openapi(edit, async (c) => {
    const changed = await editPatent(c.var.ctx, c.req.valid('param').id, version(c), c.req.valid('json'))
    c.header('etag', etag(changed.version))
    return c.json(Patent.parse(changed), 200)
  })
  .openapi(story, async (c) => {
    const { id, officeId } = await getPatent(c.var.ctx, c.req.valid('param').id)
    // Which achievements a patent was linked with is the office's own business.
    const kept = c.var.ctx.actor.officeId === officeId ? [] : ['achievements']
    return c.json(historyOut(c.var.t, await historyOf(c.var.ctx, id), kept), 200)
  })

patentRoutes.route('/', stepRoutes(patentSteps, Patent, 'patents', advancePatent))
patentRoutes.route('/', attachmentRoutes(shelf))
