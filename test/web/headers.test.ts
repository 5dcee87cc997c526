import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { decided } from '../../src/kernel/context.ts'
import { origin, testOffice } from '../support/office.ts'

/** What every answer says, and what a page besides needs (OWASP ASVS 3.4.3). */
const closed = { 'default-src': "'none'", 'frame-ancestors': "'none'", 'base-uri': "'none'" }
const page = {
  ...closed,
  'connect-src': "'self'",
  'font-src': "'self'",
  'manifest-src': "'self'",
  'script-src': expect.stringMatching(/^'nonce-[\w+/=-]{16,}' 'strict-dynamic'$/),
  'style-src': "'self'",
  'img-src': "'self' data:",
  'form-action': "'self'",
  'object-src': "'none'",
}
const directives = (policy: string | undefined): Record<string, string> =>
  Object.fromEntries(
    (policy ?? '').split('; ').map((one) => {
      const [name = '', ...sources] = one.split(' ')
      return [name, sources.join(' ')]
    })
  )

it('V3.4.3 puts the security headers on every kind of answer', async () => {
  const desk = await testOffice()
  const app = createApp(desk.deps)
  app.get('/broken', () => {
    throw new Error('of ours')
  })
  app.get('/plain', (c) => {
    decided(c.var.ctx)
    return c.body(null, 204)
  })
  const { cookie } = desk.as.officer
  const answers: readonly [path: string, status: number, init?: RequestInit][] = [
    ['/', 200, { headers: { cookie } }],
    ['/achievements', 303],
    ['/sign-in', 200],
    ['/healthz', 200],
    ['/readyz', 200],
    ['/nowhere', 404],
    ['/broken', 500],
    ['/plain', 204],
    ['/achievements/export.csv', 200, { headers: { cookie } }],
    ['/api/openapi.json', 200],
    ['/api/nowhere', 404],
    ['/api/people', 401],
    ['/api/people', 200, { headers: { cookie } }],
    ['/api/people', 403, { method: 'POST' }],
    ['/api/people', 415, { method: 'POST', headers: { origin, cookie, 'content-type': 'text/plain' }, body: 'x' }],
    [
      '/api/people',
      400,
      { method: 'POST', headers: { origin, cookie, 'content-type': 'application/json' }, body: '{' },
    ],
  ]
  const nonces: string[] = []
  for (const [path, status, init] of answers) {
    const { status: found, headers } = await app.request(`${origin}${path}`, init)
    expect(`${path} ${found}`).toBe(`${path} ${status}`)
    const said = Object.fromEntries(headers)
    expect(said, path).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': expect.stringMatching(/no-store/),
    })
    expect(said['content-type'] ?? '', path).toMatch(/^$|charset=utf-8|^application\/json$/i)
    expect(said, path).not.toHaveProperty('x-powered-by')
    const policy = directives(said['content-security-policy'])
    const html = said['content-type']?.startsWith('text/html') ?? false
    if (html) expect(policy, path).toEqual(page)
    else expect(policy, path).toMatchObject(closed)
    if (html) nonces.push(policy['script-src']!)
  }
  expect(nonces.length).toBeGreaterThanOrEqual(4)
  expect(new Set(nonces).size).toBe(nonces.length)
  expect(desk.logged.filter(({ path }) => path === '/broken')).toHaveLength(1)
})
