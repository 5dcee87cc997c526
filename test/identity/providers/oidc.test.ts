import { Provider } from 'oidc-provider'
import { expect, it } from 'vitest'
import { identities, sessions } from '../../../src/identity/table.ts'
import { origin } from '../../support/office.ts'
import { letterTo } from '../../support/sign-in.ts'
import { browserAt, campusServer, linkBy, officeWith } from './campus.ts'

const secret = 'the secret that the campus gave us'

/** The office of a campus whose provider is `oidc-provider`, certified by the OpenID Foundation. */
async function campus(scopes?: string) {
  const who = { now: 'hejing' }
  const asked: URLSearchParams[] = []
  let idp: Provider | undefined
  const issuer = await campusServer(async (request, response, url) => {
    if (url.pathname.startsWith('/interaction/')) {
      await idp!.interactionFinished(request, response, { login: { accountId: who.now } })
      return
    }
    if (url.pathname === '/auth' && url.searchParams.has('state')) asked.push(url.searchParams)
    idp!.callback()(request, response)
  })
  const office = await officeWith({ kind: 'oidc', address: issuer, clientId: 'desk', clientSecret: secret, scopes })
  idp = new Provider(issuer, {
    clients: [
      {
        client_id: 'desk',
        client_secret: secret,
        redirect_uris: [office.provider.redirectAddress],
        token_endpoint_auth_method: 'client_secret_post',
      },
    ],
    pkce: { required: () => true },
    cookies: { keys: ['a key of the test'] },
    features: { devInteractions: { enabled: false } },
    interactions: { url: (_: unknown, { uid }: { uid: string }) => `/interaction/${uid}` },
    loadExistingGrant: async (context: { oidc: { session: { accountId: string }; client: { clientId: string } } }) => {
      const { session, client } = context.oidc
      const grant = new idp!.Grant({ accountId: session.accountId, clientId: client.clientId })
      grant.addOIDCScope('openid profile')
      await grant.save()
      return grant
    },
    findAccount: (_: unknown, id: string) => ({
      accountId: id,
      claims: () => ({ sub: id, email: 'head@example.edu.cn' }),
    }),
  })
  /** Logs in at the campus as a browser does, and says where it is sent back to. */
  const visit = async (to: string): Promise<string> => {
    const jar = new Map<string, string>()
    let at = to
    while (!at.startsWith(origin)) {
      const cookie = [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
      const answer = await fetch(at, { redirect: 'manual', headers: { cookie } })
      for (const set of answer.headers.getSetCookie())
        jar.set(...(set.split(';')[0]!.split(/=(.*)/s) as [string, string]))
      const next = answer.headers.get('location')
      if (next === null) throw new Error(`${answer.status} ${await answer.text()}`)
      at = new URL(next, at).href
    }
    return at
  }
  return { ...office, issuer, who, visit, asked }
}

it('V10.1.2, V10.2.1 signs in by a certified provider: PKCE, state, nonce, and no code left in the address', async () => {
  const { desk, head, provider, issuer, visit, asked } = await campus('profile')
  expect((await linkBy(head, provider.id, visit)).status).toBe(303)
  expect(await desk.db.select().from(identities)).toMatchObject([
    { issuer, subject: 'hejing', accountId: desk.as.head.accountId, providerId: provider.id },
  ])
  const browser = browserAt(desk)
  const returned = await visit(await browser.to(`/sign-in/with/${provider.id}?next=/patents`))
  const back = await browser.get(returned)
  expect([back.status, back.headers.get('location')]).toEqual([303, '/patents'])
  expect(await browser.isIn()).toBe(true)
  expect(await desk.db.select().from(sessions)).toContainEqual(expect.objectContaining({ method: 'oidc' }))
  const [first, second] = asked
  expect(first!.get('scope')).toBe('openid profile')
  expect(first!.get('code_challenge_method')).toBe('S256')
  for (const name of ['state', 'nonce', 'code_challenge']) {
    expect(first!.get(name)!.length).toBeGreaterThanOrEqual(43)
    expect(first!.get(name)).not.toBe(second!.get(name))
  }
})

it('V6.8.1 matches nobody by an e-mail address', async () => {
  const { desk, provider, visit, who } = await campus()
  who.now = desk.as.head.email
  const browser = browserAt(desk)
  const end = await browser.ends(await visit(await browser.to(`/sign-in/with/${provider.id}`)))
  expect([end.status, await browser.isIn()]).toEqual([403, false])
  expect(end.text).toContain('Sign in by code')
})

it('lets a code be used once', async () => {
  const { desk, head, provider, visit } = await campus()
  await linkBy(head, provider.id, visit)
  const browser = browserAt(desk)
  const returned = await visit(await browser.to(`/sign-in/with/${provider.id}`))
  const copy = browserAt(desk)
  copy.jar.set('__Host-asked', browser.jar.get('__Host-asked')!)
  await browser.get(returned)
  expect((await copy.ends(returned)).status).toBe(422)
  expect([await browser.isIn(), await copy.isIn()]).toEqual([true, false])
})

it('links nobody without the button, and nothing that is somebody else’s', async () => {
  const { desk, head, provider, visit } = await campus()
  await head.get(await visit(await head.to(`/account/identities/link/${provider.id}`)))
  expect(await desk.db.select().from(identities)).toEqual([])
  await linkBy(head, provider.id, visit)
  const officer = browserAt(desk, desk.as.officer.cookie)
  const taken = await linkBy(officer, provider.id, visit)
  expect(taken.status).toBe(409)
  expect(await desk.db.select().from(identities)).toMatchObject([{ accountId: desk.as.head.accountId }])
})

it('links a confirmed identity to nobody but who went for it, and once', async () => {
  const { desk, head, provider, visit } = await campus()
  const confirm = await head.to(await visit(await head.to(`/account/identities/link/${provider.id}`)))
  const ceremony = confirm.split('/').at(-1)!
  const officer = browserAt(desk, desk.as.officer.cookie)
  expect((await officer.post('/account/identities', { ceremony })).status).toBe(422)
  officer.jar.set('__Host-asked', head.jar.get('__Host-asked')!)
  expect((await officer.post('/account/identities', { ceremony })).status).toBe(422)
  expect((await head.post('/account/identities', { ceremony })).status).toBe(303)
  expect((await head.post('/account/identities', { ceremony })).status).toBe(422)
})

it('unlinks, after which the identity signs nobody in', async () => {
  const { desk, head, provider, visit } = await campus()
  await linkBy(head, provider.id, visit)
  const page = await (await head.get('/account/identities')).text()
  const identity = /name="identity" value="(\w+)"/.exec(page)![1]!
  const officer = browserAt(desk, desk.as.officer.cookie)
  expect((await officer.post('/account/identities/unlinking', { identity })).status).toBe(404)
  expect((await head.post('/account/identities/unlinking', { identity })).status).toBe(303)
  const browser = browserAt(desk)
  expect((await browser.ends(await visit(await browser.to(`/sign-in/with/${provider.id}`)))).status).toBe(403)
})

it('asks for a proof before it lets anybody go and link', async () => {
  const { desk, head, provider } = await campus()
  desk.later(11 * 60_000)
  expect(await head.to(`/account/identities/link/${provider.id}`)).toMatch(/^\/account\/proof\?next=/)
})

it('begins nothing that another site began', async () => {
  const { head, provider } = await campus()
  const from = { 'sec-fetch-site': 'cross-site' }
  const signIn = await head.get(`/sign-in/with/${provider.id}`, from)
  const link = await head.get(`/account/identities/link/${provider.id}`, from)
  expect([signIn, link].map((answer) => answer.headers.get('location'))).toEqual(['/sign-in', '/account/identities'])
})

it('links no provider of an office somebody does not belong to', async () => {
  const { desk, provider } = await campus()
  const enterprise = browserAt(desk, desk.as.enterprise.cookie)
  expect((await enterprise.get(`/account/identities/link/${provider.id}`)).status).toBe(404)
})

it('says so when the provider does not answer, or is switched off', async () => {
  const { desk, provider } = await officeWith({ kind: 'oidc', address: 'http://127.0.0.1:9', clientId: 'desk' })
  const browser = browserAt(desk)
  const end = await browser.ends(`/sign-in/with/${provider.id}`)
  expect([end.status, end.text.includes('does not answer now')]).toEqual([503, true])
  await desk.as.head.make(`/api/sign_in_providers/${provider.id}/deactivation`, {})
  expect((await browser.get(`/sign-in/with/${provider.id}`)).status).toBe(404)
  expect(await (await browser.get('/sign-in')).text()).not.toContain(provider.id)
})

it('accepts an invitation, which links the identity at once', async () => {
  const { desk, provider, visit, who } = await campus()
  who.now = 'newcomer'
  await desk.as.head.make('/api/invitations', { name: '新同事', email: 'new@example.edu.cn', roles: ['officer'] })
  const { token } = (await letterTo(desk, 'new@example.edu.cn'))!
  const browser = browserAt(desk)
  const page = await (await browser.get(`/sign-in/link?token=${token}`)).text()
  expect(page).toContain(`/sign-in/with/${provider.id}?invitation=${token}`)
  await browser.get(await visit(await browser.to(`/sign-in/with/${provider.id}?invitation=${token}`)))
  expect(await browser.isIn()).toBe(true)
  const again = browserAt(desk)
  await again.get(await visit(await again.to(`/sign-in/with/${provider.id}`)))
  expect(await again.isIn()).toBe(true)
  const late = browserAt(desk)
  const end = await late.ends(await visit(await late.to(`/sign-in/with/${provider.id}?invitation=${token}`)))
  expect([end.status, await late.isIn()]).toEqual([422, false])
})
