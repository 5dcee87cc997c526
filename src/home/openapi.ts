import { OpenAPIHono } from '@hono/zod-openapi'
import type { Env } from '../web/env.ts'
import { guard } from '../web/registry.ts'

/** Adds the OpenAPI 3.1 document of all routes at `/openapi.json`, made from the schemas that check the input. */
export function documentedApi(api: OpenAPIHono<Env>) {
  api.openAPIRegistry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'API key td_<public id>_<secret>',
  })
  api.openAPIRegistry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-sid',
    description: 'Session of somebody signed in',
  })
  api.get('/openapi.json', guard('public'), (c) =>
    c.json(
      api.getOpenAPI31Document({
        openapi: '3.1.0',
        info: {
          title: 'Transfer Desk',
          version: '0.1.0',
          description:
            'Money is whole minor units with an ISO 4217 code, shares are millionths, days are YYYY-MM-DD in the office’s zone, moments are UTC. PUT and steps need If-Match with the ETag. Creating POSTs take an Idempotency-Key. Errors are application/problem+json (RFC 9457) in the language of Accept-Language.',
        },
        servers: [{ url: '/api' }],
      })
    )
  )
  return api
}
