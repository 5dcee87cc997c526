import { createHmac, createSign, generateKeyPairSync, type KeyObject } from 'node:crypto'
import { expect, it } from 'vitest'
import { added, browserAt, campusServer, formIn, linkBy, officeWith } from './campus.ts'

const rsa = () => generateKeyPairSync('rsa', { modulusLength: 2048 })
const [own, foreign] = [rsa(), rsa()]
const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url')

type Token = { header: Record<string, unknown>; claims: Record<string, unknown>; key: KeyObject | string | null }
function signed({ header, claims, key }: Token): string {
  const text = `${part(header)}.${part(claims)}`
  if (key === null) return `${text}.`
  if (typeof key === 'string') return `${text}.${createHmac('sha256', key).update(text).digest('base64url')}`
  return `${text}.${createSign('sha256').update(text).sign(key).toString('base64url')}`
}

type Lie = (token: Token, issuer: string) => Token
type Lies = { lie: Lie; status: number; metadata: Record<string, unknown>; tokens: Record<string, unknown> }

/** A provider that tells the truth until it is told to lie. */
async function lying() {
  const told: Lies = { lie: (token) => token, status: 200, metadata: {}, tokens: {} }
  const nonces = new Map<string, string>()
  const address = await campusServer(async (request, response, url) => {
    const json = (value: object, status = 200) =>
      void response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(value))
    if (url.pathname === '/.well-known/openid-configuration')
      return json({
        issuer: address,
        authorization_endpoint: `${address}/auth`,
        token_endpoint: `${address}/token`,
        jwks_uri: `${address}/keys`,
        response_types_supported: ['code'],
        subject_types_supported: ['public'],
        id_token_signing_alg_values_supported: ['RS256', 'none'],
        authorization_response_iss_parameter_supported: true,
        ...told.metadata,
      })
    if (url.pathname === '/keys')
      return json({ keys: [{ ...own.publicKey.export({ format: 'jwk' }), kid: 'own', use: 'sig', alg: 'RS256' }] })
    const form = await formIn(request)
    const now = Math.floor(Date.now() / 1000)
    const token: Token = {
      header: { alg: 'RS256', kid: 'own' },
      claims: {
        iss: address,
        sub: 'hejing',
        aud: 'desk',
        nonce: nonces.get(form.get('code') ?? ''),
        iat: now,
        exp: now + 300,
      },
      key: own.privateKey,
    }
    const id_token = signed(told.lie(token, address))
    json({ access_token: 'a', token_type: 'Bearer', expires_in: 300, id_token, ...told.tokens }, told.status)
  })
  const office = await officeWith({ kind: 'oidc', address, clientId: 'desk', clientSecret: 'word' })
  const visit = (to: string): string => {
    const asked = new URL(to).searchParams
    const code = `c${nonces.size}`
    nonces.set(code, asked.get('nonce')!)
    return `${asked.get('redirect_uri')}?${new URLSearchParams({ code, state: asked.get('state')!, iss: address }).toString()}`
  }
  await linkBy(office.head, office.provider.id, visit)
  return { ...office, told, visit, address }
}

it('signs in while the provider tells the truth', async () => {
  const { desk, provider, visit } = await lying()
  const browser = browserAt(desk)
  await browser.get(visit(await browser.to(`/sign-in/with/${provider.id}`)))
  expect(await browser.isIn()).toBe(true)
})

const claims =
  (changed: Record<string, unknown>): Lie =>
  (token) => ({ ...token, claims: { ...token.claims, ...changed } })
const past = Math.floor(Date.now() / 1000) - 3_600
const lies: [string, Partial<Lies>][] = [
  ['another audience', { lie: claims({ aud: 'someone-else' }) }],
  ['an audience of others besides', { lie: claims({ aud: ['someone-else', 'another'] }) }],
  ['no audience', { lie: claims({ aud: undefined }) }],
  ['another nonce', { lie: claims({ nonce: 'of another sign-in' }) }],
  ['no nonce', { lie: claims({ nonce: undefined }) }],
  ['another issuer', { lie: claims({ iss: 'https://evil.example.org' }) }],
  ['no subject', { lie: claims({ sub: undefined }) }],
  ['an expired token', { lie: claims({ iat: past - 300, exp: past }) }],
  ['no expiry', { lie: claims({ exp: undefined }) }],
  ['a token of tomorrow', { lie: claims({ nbf: past + 90_000 }) }],
  ['another key', { lie: (token) => ({ ...token, key: foreign.privateKey }) }],
  [
    'another key of its own name',
    { lie: (token) => ({ ...token, header: { alg: 'RS256', kid: 'foreign' }, key: foreign.privateKey }) },
  ],
  [
    'a key it brings along',
    {
      lie: (token) => ({
        ...token,
        header: { ...token.header, kid: undefined, jwk: foreign.publicKey.export({ format: 'jwk' }) },
        key: foreign.privateKey,
      }),
    },
  ],
  ['alg none', { lie: (token) => ({ ...token, header: { alg: 'none' }, key: null }) }],
  ['alg None', { lie: (token) => ({ ...token, header: { alg: 'None' }, key: null }) }],
  ['alg HS256 by the client’s secret', { lie: (token) => ({ ...token, header: { alg: 'HS256' }, key: 'word' }) }],
  [
    'alg HS256 by the public key',
    {
      lie: (token) => ({
        ...token,
        header: { alg: 'HS256', kid: 'own' },
        key: own.publicKey.export({ type: 'spki', format: 'pem' }) as string,
      }),
    },
  ],
  ['no ID token', { tokens: { id_token: undefined } }],
  ['a refusal', { status: 400, tokens: { error: 'invalid_grant' } }],
  ['a redirect', { status: 302 }],
  ['another issuer in its metadata', { metadata: { issuer: 'https://evil.example.org' } }],
  ['keys at an address within', { metadata: { jwks_uri: 'https://169.254.169.254/keys' } }],
  ['a token endpoint at an address within', { metadata: { token_endpoint: 'https://10.0.0.1/token' } }],
  ['an answer of a megabyte', { tokens: { more: 'x'.repeat(1024 * 1024) } }],
]

it.each(lies)('ASVS 6.8.2, 10.5: refuses %s, and begins nothing', async (_, lie) => {
  const { desk, provider, visit, told } = await lying()
  const browser = browserAt(desk)
  const returned = visit(await browser.to(`/sign-in/with/${provider.id}`))
  Object.assign(told, lie)
  const end = await browser.ends(returned)
  expect([422, 503]).toContain(end.status)
  expect(end.text).toContain('did not work')
  expect(end.at).not.toMatch(/code=|state=/)
  expect(await browser.isIn()).toBe(false)
  expect(desk.logged.some(({ level, provider: id }) => level === 'warning' && id === provider.id)).toBe(true)
  expect(JSON.stringify(desk.logged)).not.toContain('eyJ')
})

it.each([
  ['in another browser', (url: string) => ({ url, own: false })],
  ['without a state', (url: string) => ({ url: url.replace(/state=[^&]+/, ''), own: true })],
  ['with another state', (url: string) => ({ url: url.replace(/(state=[^.]+\.)[^&]+/, '$1forged'), own: true })],
  ['with the state twice', (url: string) => ({ url: `${url}&state=x`, own: true })],
  [
    'with another issuer',
    (url: string) => ({ url: url.replace(/iss=[^&]+/, 'iss=https://evil.example.org'), own: true }),
  ],
  ['without the issuer that was announced', (url: string) => ({ url: url.replace(/&iss=[^&]+/, ''), own: true })],
  ['without a code', (url: string) => ({ url: url.replace(/code=[^&]+&/, ''), own: true })],
  ['with an error', (url: string) => ({ url: url.replace(/code=[^&]+/, 'error=access_denied'), own: true })],
])('ASVS 10.1.2, 10.2.1: refuses a return %s', async (_, change) => {
  const { desk, provider, visit } = await lying()
  const browser = browserAt(desk)
  const { url, own } = change(visit(await browser.to(`/sign-in/with/${provider.id}`)))
  const other = browserAt(desk)
  await other.to(`/sign-in/with/${provider.id}`)
  const returning = own ? browser : other
  const end = await returning.ends(url)
  expect([end.status, end.text.includes('did not work')]).toEqual([422, true])
  expect([await browser.isIn(), await other.isIn()]).toEqual([false, false])
})

it('refuses a return to another provider than it was begun with', async () => {
  const { desk, provider, visit, address } = await lying()
  const second = await added(desk, { kind: 'oidc', address, clientId: 'desk', clientSecret: 'word' })
  const browser = browserAt(desk)
  const returned = visit(await browser.to(`/sign-in/with/${provider.id}`)).replace(provider.id, second.id)
  expect((await browser.ends(returned)).status).toBe(422)
  expect(await browser.isIn()).toBe(false)
})

it('refuses a return after ten minutes', async () => {
  const { desk, provider, visit } = await lying()
  const browser = browserAt(desk)
  const returned = visit(await browser.to(`/sign-in/with/${provider.id}`))
  desk.later(10 * 60_000)
  expect((await browser.ends(returned)).status).toBe(422)
  expect(await browser.isIn()).toBe(false)
})

it('V10.1.2 refuses a linking that comes back to somebody else', async () => {
  const { desk, head, provider, visit } = await lying()
  const returned = visit(await head.to(`/account/identities/link/${provider.id}`))
  head.jar.set('__Host-sid', desk.as.officer.cookie.split('=')[1]!)
  expect((await head.ends(returned)).status).toBe(422)
})

it('is throttled by the network that asks', async () => {
  const { desk, provider } = await lying()
  const browser = browserAt(desk)
  const answers = []
  for (let i = 0; i < 61; i++) answers.push((await browser.get(`/sign-in/with/${provider.id}`)).status)
  expect(answers.slice(0, 50).every((status) => status === 302)).toBe(true)
  expect(answers.at(-1)).toBe(429)
})
