import type { RouteConfig } from '@hono/zod-openapi'
import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import type { Step, Steps } from '../kernel/lifecycle.ts'
import type { Ctx } from '../kernel/context.ts'
import { api, body, json, route } from './registry.ts'
import { etag, IfMatch, version } from './versions.ts'

const WithId = z.object({ id: Id })
type Advance<N, R> = (ctx: Ctx, id: string, version: number, step: N, input: Record<string, unknown>) => Promise<R>

/** One JSON route a step: POST /{id}/submission and so on, each with its own input and permission. */
export function stepRoutes<N extends string, S extends z.ZodType, R extends { version: number }>(
  steps: Steps<string, N>,
  schema: S,
  tag: string,
  advance: Advance<N, R>
) {
  const routes = api()
  for (const [noun, step] of Object.entries(steps) as [N, Step<string>][]) {
    const post = route({
      method: 'post',
      path: `/{id}/${noun}`,
      tags: [tag],
      permission: step.permission,
      request: { params: WithId, headers: IfMatch, body: body(step.input) },
      responses: { 200: json(schema, 'The record in its new state') },
    })
    // The step's own input is only known at run time: its schema has checked it.
    routes.openapi<RouteConfig>(post, async (c) => {
      const { id } = c.req.valid('param' as never) as { id: string }
      const input = c.req.valid('json' as never) as Record<string, unknown>
      const record = await advance(c.var.ctx, id, version(c), noun, input)
      c.header('etag', etag(record.version))
      return c.json(schema.parse(record), 200) as never
    })
  }
  return routes
}
