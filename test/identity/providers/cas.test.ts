import { expect, it } from 'vitest'
import { identities, sessions } from '../../../src/identity/table.ts'
import { browserAt, campusServer, linkBy, officeWith } from './campus.ts'

const success = (user: string): string =>
  `<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess>${user}</cas:authenticationSuccess></cas:serviceResponse>`
const named = (user: string): string => success(`<cas:user>${user}</cas:user>`)
const failure =
  '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationFailure code="INVALID_TICKET">not recognized</cas:authenticationFailure></cas:serviceResponse>'

/** A CAS server: each ticket is good once and for its service; `say` replaces what it answers. */
async function casOffice(say?: (user: string) => string) {
  const tickets = new Map<string, { user: string; service: string }>()
  const address = await campusServer((request, response, url) => {
    expect(url.pathname).toBe('/cas/p3/serviceValidate')
    const ticket = tickets.get(url.searchParams.get('ticket') ?? '')
    tickets.delete(url.searchParams.get('ticket') ?? '')
    const good = ticket !== undefined && ticket.service === url.searchParams.get('service')
    response.setHeader('content-type', 'application/xml')
    response.end(good ? (say ?? named)(ticket.user) : failure)
  })
  const office = await officeWith({ kind: 'cas', address: `${address}/cas/` })
  /** The university's own login page: who logs in is sent back with a ticket. */
  const visit = (user: string) => (to: string) => {
    const login = new URL(to)
    expect(login.href.startsWith(`${address}/cas/login?service=`)).toBe(true)
    const service = login.searchParams.get('service')!
    const ticket = `ST-${tickets.size}-${Math.abs(Date.parse(office.desk.deps.clock()))}`
    tickets.set(ticket, { user, service })
    return `${service}&ticket=${ticket}`
  }
  return { ...office, visit, address }
}
const at = (provider: { id: string }) => `/sign-in/with/${provider.id}`

it('signs in who linked their account, by server and user name', async () => {
  const { desk, head, provider, visit, address } = await casOffice()
  const linked = await linkBy(head, provider.id, visit('hejing'))
  expect([linked.status, linked.headers.get('location')]).toEqual([303, '/account/identities'])
  expect(await desk.db.select().from(identities)).toMatchObject([
    { issuer: `cas:${address}/cas`, subject: 'hejing', accountId: desk.as.head.accountId },
  ])
  const browser = browserAt(desk)
  const back = await browser.get(visit('hejing')(await browser.to(`${at(provider)}?next=/people`)))
  expect([back.status, back.headers.get('location')]).toEqual([303, '/people'])
  expect(await browser.isIn()).toBe(true)
  expect(browser.jar.has('__Host-asked')).toBe(false)
  expect(await desk.db.select().from(sessions)).toContainEqual(expect.objectContaining({ method: 'cas' }))
})

it('reads an answer with attributes, line breaks and an XML declaration', async () => {
  const full = (user: string) =>
    `<?xml version="1.0" encoding="UTF-8"?>\n${success(
      `\n  <cas:user>${user}</cas:user>\n  <cas:attributes><cas:mail>other@example.edu.cn</cas:mail><cas:cn>a</cas:cn><cas:cn>b</cas:cn></cas:attributes>\n`
    )}\n`
  const { desk, head, provider, visit } = await casOffice(full)
  await linkBy(head, provider.id, visit('hejing'))
  const browser = browserAt(desk)
  await browser.get(visit('hejing')(await browser.to(at(provider))))
  expect(await browser.isIn()).toBe(true)
})

it('tells who is not linked yet how to do that, and begins nothing', async () => {
  const { desk, provider, visit } = await casOffice()
  const browser = browserAt(desk)
  const end = await browser.ends(visit('stranger')(await browser.to(at(provider))))
  expect(end.status).toBe(403)
  expect(end.text).toContain('is not linked yet')
  expect(end.at).not.toContain('ticket')
  expect(await browser.isIn()).toBe(false)
})

const bomb = (): string => {
  const entities = Array.from({ length: 12 }, (_, i) => `<!ENTITY l${i + 1} "${`&l${i};`.repeat(10)}">`).join('')
  return `<!DOCTYPE r [<!ENTITY l0 "lol">${entities}]>${named('&l12;')}`
}

it.each([
  ['a refused ticket', () => failure],
  ['an external entity', () => `<!DOCTYPE r [<!ENTITY x SYSTEM "file:///etc/passwd">]>${named('&x;')}`],
  ['a billion laughs', bomb],
  ['a DOCTYPE alone', (user: string) => `<!DOCTYPE r>${named(user)}`],
  ['a DOCTYPE after the declaration', (user: string) => `<?xml version="1.0"?>\n<!DOCTYPE r>${named(user)}`],
  ['a DOCTYPE from elsewhere', (user: string) => `<!doctype r SYSTEM "http://127.0.0.1/x.dtd">${named(user)}`],
  ['an entity in the name', () => named('hej&#105;ng')],
  ['a comment in the name', () => named('hejing<!-- x -->@evil')],
  ['CDATA', () => named('<![CDATA[hejing]]>')],
  ['an instruction', (user: string) => `<?xml version="1.0"?><?xml-stylesheet href="x"?>${named(user)}`],
  ['the name in the attributes', () => success('<cas:attributes><cas:user>hejing</cas:user></cas:attributes>')],
  [
    'the name beside the success',
    () =>
      '<cas:serviceResponse xmlns:cas="http://www.yale.edu/tp/cas"><cas:authenticationSuccess/><cas:user>hejing</cas:user></cas:serviceResponse>',
  ],
  ['two names', () => success('<cas:user>hejing</cas:user><cas:user>other</cas:user>')],
  ['an element in the name', () => named('<b>hejing</b>')],
  ['a name without a prefix', () => success('<user>hejing</user>')],
  ['an empty name', () => named('')],
  [
    'success and failure',
    () =>
      named('hejing').replace(
        '</cas:serviceResponse>',
        '<cas:authenticationFailure code="X">no</cas:authenticationFailure></cas:serviceResponse>'
      ),
  ],
  [
    'two successes',
    () =>
      named('hejing').replace(
        '</cas:serviceResponse>',
        '<cas:authenticationSuccess><cas:user>hejing</cas:user></cas:authenticationSuccess></cas:serviceResponse>'
      ),
  ],
  ['another root', () => named('hejing').replaceAll('serviceResponse', 'other')],
  ['another namespace', () => named('hejing').replace('www.yale.edu', 'www.example.org')],
  ['broken XML', () => named('hejing').slice(0, -3)],
  ['no XML', () => 'yes\nhejing\n'],
  ['an answer of a megabyte', (user: string) => named(user) + ' '.repeat(1024 * 1024)],
  ['nothing', () => ''],
] satisfies [string, (user: string) => string][])('ASVS 1.5.1: refuses %s, and begins nothing', async (_, answer) => {
  const say = { now: named }
  const { desk, head, provider, visit } = await casOffice((user) => say.now(user))
  await linkBy(head, provider.id, visit('hejing'))
  say.now = answer
  const browser = browserAt(desk)
  const returned = visit('hejing')(await browser.to(at(provider)))
  const began = performance.now()
  const end = await browser.ends(returned)
  expect(performance.now() - began).toBeLessThan(2_000)
  expect([422, 503]).toContain(end.status)
  expect(end.text).toContain('did not work')
  expect(await browser.isIn()).toBe(false)
})

it('takes a ticket and a state once', async () => {
  const { desk, head, provider, visit } = await casOffice()
  await linkBy(head, provider.id, visit('hejing'))
  const browser = browserAt(desk)
  const returned = visit('hejing')(await browser.to(at(provider)))
  const copy = browserAt(desk)
  copy.jar.set('__Host-asked', browser.jar.get('__Host-asked')!)
  await browser.get(returned)
  expect(await browser.isIn()).toBe(true)
  expect((await copy.ends(returned)).text).toContain('or was not begun in this browser')
  // The ticket again, with a state that is good.
  const fresh = browserAt(desk)
  const state = new URL(new URL(await fresh.to(at(provider))).searchParams.get('service')!).searchParams.get('state')!
  const again = new URL(returned)
  again.searchParams.set('state', state)
  expect((await fresh.ends(again.href)).status).toBe(422)
  expect([await copy.isIn(), await fresh.isIn()]).toEqual([false, false])
})

it.each(['', 'ticket=PT-1-x', 'ticket=ST-1&ticket=ST-2', 'ticket=ST-%20'])(
  'refuses the return with “%s”',
  async (query) => {
    const { desk, provider } = await casOffice()
    const browser = browserAt(desk)
    const service = new URL(await browser.to(at(provider))).searchParams.get('service')!
    expect((await browser.ends(`${service}&${query}`)).status).toBe(422)
    expect(await browser.isIn()).toBe(false)
  }
)
