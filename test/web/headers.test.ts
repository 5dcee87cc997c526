import { expect, it } from 'vitest'
import { createApp } from '../../src/app.ts'
import { decided } from '../../src/kernel/context.ts'
import { origin, testOffice } from '../support/office.ts'

const policy =
  /^default-src 'none'; connect-src 'self'; font-src 'self'; manifest-src 'self'; script-src 'nonce-([^']+)' 'strict-dynamic'; style-src 'self'; img-src 'self' data:; form-action 'self'; frame-ancestors 'none'; base-uri 'none'; object-src 'none'$/

it('puts the security headers on every kind of answer', async () => {
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
  const nonces = new Set<string>()
  for (const [path, status, init] of answers) {
    const { status: found, headers } = await app.request(`${origin}${path}`, init)
    expect(`${path} ${found}`).toBe(`${path} ${status}`)
    const said = Object.fromEntries(headers)
    expect(said, path).toMatchObject({
      'content-security-policy': expect.stringMatching(policy),
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'x-frame-options': 'DENY',
      'referrer-policy': 'same-origin',
      'cache-control': expect.stringMatching(/no-store/),
    })
    expect(said['content-type'] ?? '', path).toMatch(/^$|charset=utf-8|^application\/json$/i)
    expect(said, path).not.toHaveProperty('x-powered-by')
    nonces.add(policy.exec(said['content-security-policy']!)![1]!)
  }
  expect(nonces.size).toBe(answers.length)
  expect(desk.logged.filter(({ path }) => path === '/broken')).toHaveLength(1)
})
