import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { api, body, json, route } from '../web/registry.ts'
import { handOver } from './actions.ts'

const handing = route({
  method: 'post',
  path: '/members/{id}/handover',
  tags: ['members'],
  permission: 'member.manage',
  request: {
    params: z.object({ id: Id }),
    body: body(z.strictObject({ successorId: Id }).meta({ id: 'Handover' })),
  },
  responses: { 200: json(z.object({ count: z.int() }), 'Handed over, and the membership ended') },
})

export const handoverRoutes = api().openapi(handing, async (c) => {
  const { id } = c.req.valid('param')
  return c.json(await handOver(c.var.ctx, id, c.req.valid('json').successorId), 200)
})
