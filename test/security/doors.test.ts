import { afterAll, beforeAll, expect, it } from 'vitest'
import { safeNext } from '../../src/web/next.ts'
import { resolve, type Schema } from '../support/doc.ts'
import { origin, type TestOffice, testOffice } from '../support/office.ts'
import { sampleRecords } from '../support/records.ts'
import { askForCode, enterCode } from '../support/sign-in.ts'
import { type Surface, surfaceOf, type Target, targetsOf } from './asking.ts'
import { candidates, type Owned, ownedBy } from './owned.ts'

const ends: (() => Promise<void>)[] = []
let desk: TestOffice
let surface: Surface
let targets: readonly Target[]
let owned: Owned
beforeAll(async () => {
  desk = await testOffice({}, (end) => void ends.push(end))
  await sampleRecords(desk)
  owned = await ownedBy(desk, [desk.office.id])
  surface = await surfaceOf(desk)
  targets = targetsOf(surface)
})
afterAll(async () => {
  for (const end of ends) await end()
})

/** An address with the office's own ids in it. */
const addressOf = (path: string): string =>
  path.replaceAll(/\/([\w-]+)\/\{\w+\}/g, (_, word: string) => `/${word}/${candidates(word, owned)[0]}`)

const ask = (method: string, path: string, headers: Record<string, string> = {}, body?: string) =>
  desk.app.request(`${origin}${path}`, { method, headers, ...(body !== undefined && { body }) })

const isHtml = (answer: Response): boolean => answer.headers.get('content-type')?.startsWith('text/html') ?? false

it('V3.4.1, V3.4.2, V3.4.4, V3.4.5, V3.4.6, V4.1.1 protects every answer of every route, good or not', async () => {
  const { cookie } = desk.as.head
  const pages: { path: string; policy: string; html: string }[] = []
  for (const { method, path, json } of targets) {
    const at = `${method} ${path}`
    const foreign = { origin: 'https://evil.example', cookie }
    const answer =
      method === 'GET'
        ? await ask(method, addressOf(path), foreign)
        : await ask(
            method,
            addressOf(path),
            { cookie, ...(json !== undefined && { 'content-type': 'text/plain' }) },
            'x'
          )
    const said = Object.fromEntries(answer.headers)
    expect(said, at).toMatchObject({
      'strict-transport-security': 'max-age=63072000; includeSubDomains',
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'content-security-policy': expect.stringMatching(/frame-ancestors 'none'|^sandbox|; sandbox/) as string,
    })
    expect(
      Object.keys(said).filter((name) => /^access-control-|^x-powered-by$|^server$/.test(name)),
      at
    ).toEqual([])
    expect(said['content-type'] ?? '', at).toMatch(
      /^$|charset=utf-8|^application\/(?:json|pdf|vnd\.)|^image\/(?:png|jpeg)$/i
    )
    if (isHtml(answer)) pages.push({ path: at, policy: said['content-security-policy']!, html: await answer.text() })
  }
  expect(pages.length).toBeGreaterThan(100)
  const nonces = pages.map(({ policy }) => /'nonce-([^']+)'/.exec(policy)?.[1])
  expect(new Set(nonces).size).toBe(pages.length)
})

it('V3.4.3 draws no page with a handler, a style or a script of its own in it', async () => {
  let drawn = 0
  for (const { method, path } of targets.filter((one) => one.method === 'GET')) {
    const answer = await ask(method, addressOf(path), { cookie: desk.as.head.cookie })
    if (!isHtml(answer)) continue
    drawn += 1
    const html = await answer.text()
    expect(html.match(/<[^>]* (?:on\w+|style)=["'][^>]*>/g) ?? [], path).toEqual([])
    expect(
      html.match(/<script(?![^>]* nonce=)[^>]*>|<style|<a[^>]* href="(?:javascript|data|vbscript):/gi) ?? [],
      path
    ).toEqual([])
  }
  expect(drawn).toBeGreaterThan(60)
})

it('V3.5.1 refuses on every route that changes something what another site makes a browser send', async () => {
  const changing = targets.filter(({ method }) => method !== 'GET')
  expect(changing.length).toBeGreaterThan(150)
  const headers = { cookie: desk.as.head.cookie, origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' }
  for (const { method, path } of changing)
    for (const type of ['application/x-www-form-urlencoded', 'application/json']) {
      const { status } = await ask(method, addressOf(path), { ...headers, 'content-type': type }, '{}')
      expect(`${method} ${path} ${type} ${status}`).toBe(`${method} ${path} ${type} 403`)
    }
})

it('V3.5.2 takes JSON under its own name alone, on every route that takes any', async () => {
  const taking = targets.filter(({ json }) => json !== undefined)
  expect(taking.length).toBeGreaterThan(50)
  for (const { method, path } of taking)
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', '']) {
      const headers = {
        cookie: desk.as.head.cookie,
        origin,
        'content-length': '2',
        ...(type !== '' && { 'content-type': type }),
      }
      const answer = await desk.app.request(`${origin}${addressOf(path)}`, {
        method,
        headers,
        body: new TextEncoder().encode('{}'),
      })
      expect(`${method} ${path} ${type} ${answer.status}`).toBe(`${method} ${path} ${type} 415`)
    }
})

it('V3.3.1, V3.3.2, V3.3.3, V3.3.4 sets no cookie without its prefix and marks, and says the session’s in no body', async () => {
  const asked = await askForCode(desk, desk.as.officer.email)
  const entered = await enterCode(desk, asked)
  const set = [
    ...entered.headers.getSetCookie(),
    ...(await desk.ask('POST', '/language', { form: { _language: 'en', _return: '/' } })).headers.getSetCookie(),
  ]
  const session = set.find((one) => one.startsWith('__Host-sid='))!
  expect(session).toBeDefined()
  const secret = /^__Host-sid=([^;]+)/.exec(session)![1]!
  for (const one of set.filter((given) => !/^[\w-]+=;/.test(given))) {
    expect(one).toMatch(/; Path=\//i)
    expect(one).toMatch(/; SameSite=Lax/i)
    expect(one).toMatch(/; HttpOnly/i)
    expect(one).toMatch(/; Secure/i)
  }
  for (const { path } of targets.filter(({ method, access }) => method === 'GET' && access !== 'public')) {
    const answer = await ask('GET', addressOf(path), { cookie: `__Host-sid=${secret}` })
    expect((await answer.text()).includes(secret), path).toBe(false)
  }
})

it('V14.3.2 lets nothing of a signed-in person be kept anywhere', async () => {
  for (const { path } of targets.filter(({ method, access }) => method === 'GET' && access !== 'public')) {
    const answer = await ask('GET', addressOf(path), { cookie: desk.as.head.cookie })
    expect(`${path} ${answer.headers.get('cache-control')}`).toMatch(/no-store/)
  }
})

it('V3.2.1 sends lists for other programs as files, never as pages', async () => {
  const exports = targets.filter(({ path }) => path.endsWith('.csv'))
  expect(exports.length).toBeGreaterThan(3)
  for (const { path } of exports) {
    const { headers } = await ask('GET', path, { cookie: desk.as.head.cookie })
    expect(headers.get('content-disposition'), path).toMatch(/^attachment; filename="[\w-]+\.csv"$/)
    expect(headers.get('content-type'), path).toBe('text/csv; charset=utf-8')
  }
})

it.each([
  '//evil.example',
  '/\\evil.example',
  '\\/evil.example',
  'https:evil.example',
  'https://evil.example',
  'javascript:alert(1)',
  '/\t/evil.example',
  '/\r\nLocation: https://evil.example',
  ' /x',
  '%2f%2fevil.example',
  '/／evil.example',
  '',
])('V3.7.2 goes to no other site by “%s”', async (next) => {
  expect(new URL(safeNext(next), origin).origin).toBe(origin)
  for (const path of ['/sign-in', '/account/proof', '/session/membership', '/language'])
    for (const name of ['next', '_return', 'to']) {
      const got = await ask('GET', `${path}?${name}=${encodeURIComponent(next)}`, { cookie: desk.as.head.cookie })
      const form = new URLSearchParams({ [name]: next, _language: 'en' }).toString()
      const headers = { cookie: desk.as.head.cookie, origin, 'content-type': 'application/x-www-form-urlencoded' }
      const sent = await ask('POST', path, headers, form)
      for (const answer of [got, sent])
        expect(new URL(answer.headers.get('location') ?? '/', origin).origin, `${path} ${name}`).toBe(origin)
    }
})

it('V4.1.3 takes no word of a forwarding header for who asks', async () => {
  const headers = {
    'x-forwarded-for': '203.0.113.7',
    'x-real-ip': '203.0.113.7',
    forwarded: 'for=203.0.113.7',
    'x-forwarded-host': 'evil.example',
    'x-forwarded-proto': 'http',
  }
  await desk.ask('POST', '/sign-in', { form: { email: 'nobody@example.edu.cn' }, headers })
  const { rows } = await desk.client.execute('select subject from throttles')
  const subjects = rows.map((row) => row['subject'] as string)
  expect(subjects.some((subject) => subject.includes('127.0.0.1'))).toBe(true)
  expect(subjects.some((subject) => subject.includes('203.0.113'))).toBe(false)
  const page = await (await ask('GET', '/sign-in', headers)).text()
  expect(page).not.toContain('evil.example')
})

/** Where an answer says more than its schema names. */
function beyond(given: Schema, value: unknown, at: string): string[] {
  const schema = resolve(surface.doc, given)
  const choices = schema.oneOf ?? schema.anyOf
  if (choices !== undefined) {
    const each = choices.map((one) => beyond(one, value, at))
    return each.find((found) => found.length === 0) ?? each[0] ?? []
  }
  if (schema.allOf !== undefined || value === null || typeof value !== 'object') return []
  if (Array.isArray(value))
    return schema.items === undefined ? [] : value.flatMap((one) => beyond(schema.items!, one, `${at}[]`))
  if (schema.properties === undefined) return []
  return Object.entries(value).flatMap(([name, one]) =>
    schema.properties![name] === undefined ? [`${at}.${name}`] : beyond(schema.properties![name], one, `${at}.${name}`)
  )
}

it('V15.3.1 answers with what the document names, and with no column besides', async () => {
  let looked = 0
  for (const { method, path } of surface.operations.filter((one) => one.method === 'GET')) {
    const described = surface.doc.paths[path.replace('/api', '')]?.['get']?.responses['200'] as
      { content?: Record<string, { schema: Schema } | undefined> } | undefined
    const schema = described?.content?.['application/json']?.schema
    const answer = await ask(method, addressOf(path.replace('{form}', 'zh-CN')), { cookie: desk.as.head.cookie })
    if (schema === undefined || answer.status !== 200) continue
    looked += 1
    expect(beyond(schema, await answer.json(), path)).toEqual([])
  }
  expect(looked).toBeGreaterThan(20)
})

it('V13.4.2, V13.4.5 has no debugging, metrics or list of files to be found by guessing', async () => {
  for (const path of [
    '/.env',
    '/.git/HEAD',
    '/debug',
    '/metrics',
    '/server-status',
    '/actuator',
    '/admin',
    '/phpinfo.php',
    '/package.json',
    '/src/app.ts',
    '/assets/',
    '/assets.json',
    '/api',
    '/api/',
    '/desk.db',
    '/data/secret',
    '/swagger.json',
    '/graphql',
    '/mailbox/all',
  ]) {
    const answer = await ask('GET', path, { cookie: desk.as.head.cookie })
    expect(`${path} ${answer.status}`).toBe(`${path} 404`)
    expect(await answer.text()).not.toMatch(/at .*\.ts:\d+|node_modules/)
  }
})
