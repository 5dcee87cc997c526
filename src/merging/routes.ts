import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { api, body, json, route } from '../web/registry.ts'
import { IfMatch, version } from '../web/versions.ts'
import { mergeRecords, undoMerge } from './actions.ts'
import { Merge, OrganisationMerge, PersonMerge } from './merging.ts'

const WithId = z.object({ id: Id })

const organisation = route({
  method: 'post',
  path: '/organisations/{id}/merge',
  tags: ['organisations'],
  permission: 'record.merge',
  request: { params: WithId, headers: IfMatch, body: body(OrganisationMerge) },
  responses: { 200: json(Merge, 'Merged into the entry of the address') },
})
const person = route({
  method: 'post',
  path: '/people/{id}/merge',
  tags: ['people'],
  permission: 'record.merge',
  request: { params: WithId, headers: IfMatch, body: body(PersonMerge) },
  responses: { 200: json(Merge, 'Merged into the person of the address') },
})
const undo = route({
  method: 'post',
  path: '/merges/{id}/undo',
  tags: ['merges'],
  permission: 'record.merge',
  request: { params: WithId },
  responses: { 200: json(Merge, 'Both entries are as they were') },
})

export const mergeRoutes = api()
  .openapi(organisation, async (c) => {
    const { id } = c.req.valid('param')
    const merge = await mergeRecords(c.var.ctx, 'organisation', id, version(c), c.req.valid('json'))
    return c.json(Merge.parse(merge), 200)
  })
  .openapi(person, async (c) => {
    const { id } = c.req.valid('param')
    const merge = await mergeRecords(c.var.ctx, 'person', id, version(c), c.req.valid('json'))
    return c.json(Merge.parse(merge), 200)
  })
  .openapi(undo, async (c) => c.json(Merge.parse(await undoMerge(c.var.ctx, c.req.valid('param').id)), 200))
