import { inspectRoutes } from 'hono/dev'
import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { pageRegistry } from '../../src/web/registry.ts'
import { docOf, operationsOf, sampleOf } from '../support/doc.ts'
import { origin, testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'

/** Neither a page nor a documented route: what watches the process, and the document itself. */
const apart = ['GET /healthz', 'GET /readyz', 'GET /api/openapi.json']

/** The routes of an application that no list knows: each could answer without anybody having asked who may. */
async function unlisted(desk: Desk, app: Desk['app']): Promise<string[]> {
  const documented = operationsOf(await docOf(desk)).map(({ method, path }) => `${method} ${path}`)
  const pages = pageRegistry.map(({ method, path }) => `${method} ${path}`)
  const known = new Set([...documented, ...pages, ...apart])
  return inspectRoutes(app)
    .filter(({ isMiddleware }) => !isMiddleware)
    .map(({ method, path }) => `${method} ${path.startsWith('/api/') ? path.replace(/:(\w+)/g, '{$1}') : path}`)
    .filter((route) => !known.has(route))
}

it('V8.2.1 has every route in the document, among the pages, or on the short list', async () => {
  const desk = await testDesk()
  expect(await unlisted(desk, desk.app)).toEqual([])
  expect(operationsOf(await docOf(desk)).length).toBeGreaterThan(100)
})

it('V16.5.3 finds a route that was added past the registry, and lets no answer of it out', async () => {
  const desk = await testDesk()
  const app = createApp(desk.deps)
  app.get('/forgotten', (c) => c.text('something of somebody'))
  app.post('/api/forgotten', (c) => c.json({}, 201))
  app.post('/moved', (c) => c.redirect('/', 303))
  expect(await unlisted(desk, app)).toEqual(['GET /forgotten', 'POST /api/forgotten', 'POST /moved'])
  for (const [method, path] of [
    ['GET', '/forgotten'],
    ['POST', '/api/forgotten'],
    ['POST', '/moved'],
  ] as const) {
    const answer = await app.request(`${origin}${path}`, { method, headers: { origin } })
    expect(`${path} ${answer.status}`).toBe(`${path} 500`)
    expect(await answer.text()).not.toContain('something of somebody')
  }
  expect(desk.logged.filter(({ error }) => error === 'answer without a decision')).toHaveLength(3)
})

it('V8.2.1 asks every route that is not public who is there', async () => {
  const desk = await testDesk()
  const doc = await docOf(desk)
  for (const { method, path, permission, body } of operationsOf(doc)) {
    if (permission === 'public') continue
    for (const cookie of ['', '__Host-sid=nobody']) {
      const sent = { ...(body !== null && { json: sampleOf(doc, body) }), headers: { 'if-match': '"1"', cookie } }
      const { status } = await desk.ask(method, path.replace(/\{\w+\}/g, '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'), sent)
      expect(`${status} ${method} ${path}`).toBe(`401 ${method} ${path}`)
    }
  }
})

it('sends whoever opens a page without a session to sign in, and back', async () => {
  const desk = await testDesk()
  const closed = pageRegistry.filter(({ access }) => access !== 'public')
  expect(closed.length).toBeGreaterThan(20)
  for (const { method, path } of closed) {
    const answer = await desk.ask(
      method,
      path.replace(/:\w+\{[^}]+\}/, 'zh-CN.pdf').replace(/:\w+/g, 'x'),
      method === 'POST' ? { form: {} } : {}
    )
    expect(`${answer.status} ${method} ${path}`).toBe(`303 ${method} ${path}`)
    expect(answer.headers.get('location')).toMatch(/^\/sign-in(\?next=|$)/)
  }
})
