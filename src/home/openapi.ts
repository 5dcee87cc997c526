import type { OpenAPIHono } from '@hono/zod-openapi'
import type { C, Env } from '../web/env.ts'
import { guard, pageRegistry } from '../web/registry.ts'
import { apiDocsPage } from './api-docs.tsx'

const info = {
  title: 'Transfer Desk',
  version: '0.1.0',
  description:
    'Money is whole minor units with an ISO 4217 code, shares are millionths, days are YYYY-MM-DD in the office’s zone, moments are UTC. PUT and steps need If-Match with the ETag (428 without, 412 when it is stale). Creating POSTs take an Idempotency-Key. Errors are application/problem+json (RFC 9457) in the language of Accept-Language.',
}

/** Adds the OpenAPI 3.1 document of all routes, made from the schemas that check the input, and its page for people. */
export function documentedApi(api: OpenAPIHono<Env>) {
  const { openAPIRegistry: registry } = api
  registry.registerComponent('securitySchemes', 'key', {
    type: 'http',
    scheme: 'bearer',
    description: 'API key td_<public id>_<secret>',
  })
  registry.registerComponent('securitySchemes', 'session', {
    type: 'apiKey',
    in: 'cookie',
    name: '__Host-sid',
    description: 'Session of somebody signed in',
  })
  let made: ReturnType<typeof api.getOpenAPI31Document> | undefined
  const document = () => (made ??= api.getOpenAPI31Document({ openapi: '3.1.0', info, servers: [{ url: '/api' }] }))
  api.get('/openapi.json', guard('public'), (c) => c.json(document()))
  api.get('/docs', guard('public'), (c) =>
    apiDocsPage(c as C, document() as unknown as Parameters<typeof apiDocsPage>[1])
  )
  if (!pageRegistry.some(({ path }) => path === '/api/docs'))
    pageRegistry.push({ method: 'GET', path: '/api/docs', access: 'public' })
  return api
}
