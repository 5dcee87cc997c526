import { constants, generateKeyPairSync, publicEncrypt } from 'node:crypto'
import { expect, it } from 'vitest'
import { identities } from '../../../src/identity/table.ts'
import { browserAt, campusServer, formIn, linkBy, officeWith } from './campus.ts'

type Person = Record<string, unknown>
const person: Person = { 'carsi-persistent-uid': 'x7Kq2', 'carsi-affiliation': 'faculty@example.edu.cn' }

/** The federation's gateway, which knows people of every university. */
async function federation(more: Record<string, unknown> = {}) {
  const codes = new Map<string, Person>()
  const address = await campusServer(async (request, response, url) => {
    const json = (value: object, status = 200) => void response.writeHead(status).end(JSON.stringify(value))
    if (url.pathname === '/api/token') {
      const form = await formIn(request)
      const known =
        codes.has(form.get('code') ?? '') && form.get('client_secret') === 'word' && form.get('client_id') === 'desk'
      return json(
        known ? { access_token: form.get('code')!, token_type: 'Bearer' } : { error: 'invalid_grant' },
        known ? 200 : 400
      )
    }
    expect(url.pathname).toBe('/api/resource')
    const found = codes.get(url.searchParams.get('access_token') ?? '')
    codes.delete(url.searchParams.get('access_token') ?? '')
    json(found ?? {}, found === undefined ? 403 : 200)
  })
  const settings = { address, clientId: 'desk', clientSecret: 'word', domain: 'Example.edu.cn', ...more }
  const office = await officeWith({ kind: 'carsi', ...settings })
  const visit = (who: Person) => (to: string) => {
    const asked = new URL(to)
    expect(asked.href.startsWith(`${address}/api/authorize?response_type=code&client_id=desk`)).toBe(true)
    const code = `c${codes.size}-${Math.abs(Date.parse(office.desk.deps.clock()))}`
    codes.set(code, who)
    return `${asked.searchParams.get('redirect_uri')}?${new URLSearchParams({ code, state: asked.searchParams.get('state')! }).toString()}`
  }
  return { ...office, visit, address }
}

it('signs in by the identifier that is made for us, whatever the affiliation becomes', async () => {
  const { desk, head, provider, visit, address } = await federation()
  await linkBy(head, provider.id, visit(person))
  expect(await desk.db.select().from(identities)).toMatchObject([
    { issuer: `carsi:${address}#desk@example.edu.cn`, subject: 'x7Kq2' },
  ])
  const browser = browserAt(desk)
  const emeritus = { ...person, 'carsi-affiliation': 'alum@EXAMPLE.edu.cn' }
  await browser.get(visit(emeritus)(await browser.to(`/sign-in/with/${provider.id}`)))
  expect(await browser.isIn()).toBe(true)
})

it('opens attributes that are encrypted to the office’s own key', async () => {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', { modulusLength: 2048 })
  const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }) as string
  const closed = (text: unknown) =>
    publicEncrypt({ key: publicKey, padding: constants.RSA_PKCS1_PADDING }, Buffer.from(String(text))).toString(
      'base64'
    )
  const sealed = () => Object.fromEntries(Object.entries(person).map(([name, value]) => [name, closed(value)]))
  const { desk, head, provider, visit } = await federation({ privateKey: pem })
  await linkBy(head, provider.id, visit(sealed()))
  expect(await desk.db.select().from(identities)).toMatchObject([{ subject: 'x7Kq2' }])
  const browser = browserAt(desk)
  await browser.get(visit(sealed())(await browser.to(`/sign-in/with/${provider.id}`)))
  expect(await browser.isIn()).toBe(true)
  // In clear, it is not from the gateway that holds our key.
  const other = browserAt(desk)
  expect((await other.ends(visit(person)(await other.to(`/sign-in/with/${provider.id}`)))).status).toBe(422)
})

it.each([
  ['no identifier', { 'carsi-affiliation': 'faculty@example.edu.cn' }],
  ['an empty identifier', { ...person, 'carsi-persistent-uid': '' }],
  ['an identifier that is no text', { ...person, 'carsi-persistent-uid': 7 }],
  ['no affiliation', { 'carsi-persistent-uid': 'x7Kq2' }],
  ['another university', { ...person, 'carsi-affiliation': 'faculty@other.edu.cn' }],
  ['a university that only ends alike', { ...person, 'carsi-affiliation': 'faculty@notexample.edu.cn' }],
  ['a part of the university', { ...person, 'carsi-affiliation': 'faculty@evil.example.edu.cn' }],
  ['the university before another', { ...person, 'carsi-affiliation': 'faculty@example.edu.cn@other.edu.cn' }],
  ['no university', { ...person, 'carsi-affiliation': 'faculty' }],
])('refuses %s, and begins nothing', async (_, who) => {
  const { desk, head, provider, visit } = await federation()
  await linkBy(head, provider.id, visit(person))
  const browser = browserAt(desk)
  const end = await browser.ends(visit(who)(await browser.to(`/sign-in/with/${provider.id}`)))
  expect([end.status, end.text.includes('did not work')]).toEqual([422, true])
  expect(await browser.isIn()).toBe(false)
})

it.each(['', 'code=a&code=b', 'error=access_denied', 'code=unknown'])('refuses a return with “%s”', async (query) => {
  const { desk, provider } = await federation()
  const browser = browserAt(desk)
  const asked = new URL(await browser.to(`/sign-in/with/${provider.id}`)).searchParams
  const end = await browser.ends(`${asked.get('redirect_uri')}?state=${asked.get('state')}&${query}`)
  expect([end.status, await browser.isIn()]).toEqual([422, false])
})
