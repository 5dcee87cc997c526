import { createServer } from 'node:http'
import type { AddressInfo } from 'node:net'
import { expect, it, onTestFinished } from 'vitest'
import { readConfig } from '../../src/kernel/config.ts'
import { dialFrom } from '../../src/web/outside-node.ts'
import { type Bounds, outside, refusedBecause, Unreachable } from '../../src/web/outside.ts'
import { isPrivateAddress } from '../../src/web/private-addresses.ts'

const world: Bounds = { trusted: [], local: false }
const secret = 'a secret of at least 32 characters'
const away = readConfig({
  SECRET: secret,
  PUBLIC_URL: 'https://desk.example.edu.cn',
  SMTP_URL: 'smtp://mail.example.edu.cn:587',
  MAIL_FROM: 'desk@example.edu.cn',
})
const here = readConfig({ SECRET: secret })

it.each([
  'https://sso.example.edu.cn/cas',
  'https://sso.example.edu.cn:443/',
  'https://sso.example.edu.cn:8443/',
  'https://8.8.8.8/',
  'https://[2606:4700:4700::1111]/',
])('ASVS 1.3.6: lets %s be asked', (address) => {
  expect(refusedBecause(new URL(address), world)).toBeNull()
})

it.each([
  ['http://sso.example.edu.cn/', 'scheme'],
  ['ftp://sso.example.edu.cn/', 'scheme'],
  ['file:///etc/passwd', 'scheme'],
  ['https://sso.example.edu.cn:22/', 'port'],
  ['https://sso.example.edu.cn:6379/', 'port'],
  ['https://someone:word@sso.example.edu.cn/', 'name'],
  ...[
    '127.0.0.1',
    '2130706433',
    '0x7f.1',
    '0177.0.0.1',
    '0x7f000001',
    '127.1',
    '１２７.0.0.1',
    '127.0.0.1.',
    '0.0.0.0',
    '10.1.2.3',
    '100.64.0.1',
    '169.254.169.254',
    '2852039166',
    '172.16.0.1',
    '172.31.255.255',
    '192.0.0.192',
    '192.168.1.1',
    '198.18.0.1',
    '198.19.255.255',
    '224.0.0.1',
    '255.255.255.255',
    '[::]',
    '[::1]',
    '[::ffff:127.0.0.1]',
    '[::ffff:7f00:1]',
    '[::127.0.0.1]',
    '[64:ff9b::7f00:1]',
    '[64:ff9b:1::1]',
    '[fc00::1]',
    '[fd12:3456::1]',
    '[fe80::1]',
    '[fec0::1]',
    '[ff02::1]',
    '[2001:db8::1]',
    '[2001::1]',
    '[2002:7f00:1::]',
    '[3fff::1]',
    '[100::1]',
    'localhost',
    'LOCALHOST.',
    'metadata',
    'db.localhost',
    'metadata.google.internal',
    'printer.local',
  ].map((host) => [`https://${host}/`, 'address']),
])('ASVS 1.3.6: refuses %s because of its %s', (address, why) => {
  expect(refusedBecause(new URL(address), world)).toBe(why)
})

it.each([
  '8.8.8.8',
  '172.32.0.1',
  '172.15.255.255',
  '100.128.0.1',
  '192.0.1.1',
  '198.20.0.1',
  '223.255.255.255',
  '2400:3200::1',
])('takes %s for a public address', (address) => {
  expect(isPrivateAddress(address)).toBe(false)
})

it.each(['', 'nonsense', '1.2.3', '256.1.1.1', '1::2::3', ':::', '1:2:3', 'fe80::1%eth0', '12345::'])(
  'takes “%s” for no public address',
  (address) => {
    expect(isPrivateAddress(address)).toBe(true)
  }
)

it('lets the operator name hosts on private addresses, and no others', () => {
  const bounds = { trusted: ['sso.local', '10.1.2.3'], local: false }
  expect(refusedBecause(new URL('https://sso.local/cas'), bounds)).toBeNull()
  expect(refusedBecause(new URL('https://10.1.2.3/cas'), bounds)).toBeNull()
  expect(refusedBecause(new URL('https://10.1.2.4/cas'), bounds)).toBe('address')
  expect(refusedBecause(new URL('http://sso.local/cas'), bounds)).toBe('scheme')
  expect(refusedBecause(new URL('https://sso.local:22/'), bounds)).toBe('port')
})

it('asks this machine only where it serves this machine alone', () => {
  const url = new URL('http://127.0.0.1:3000/')
  expect(refusedBecause(url, { trusted: [], local: true })).toBeNull()
  expect(refusedBecause(url, world)).toBe('scheme')
  expect(refusedBecause(new URL('http://127.0.0.2:3000/'), { trusted: [], local: true })).toBe('scheme')
})

it.each([[['127.0.0.1']], [['8.8.8.8', '10.0.0.1']], [['::ffff:169.254.169.254']], [['fe80::1%eth0']], [[]]])(
  'connects nowhere when a name has the addresses %j, and asks for them once',
  async (addresses) => {
    let asked = 0
    const dial = dialFrom((host) => {
      expect(host).toBe('sso.example.edu.cn')
      asked++
      return Promise.resolve(addresses.map((address) => ({ address, family: address.includes(':') ? 6 : 4 })))
    })
    const answer = outside({ config: away, dial })('https://sso.example.edu.cn/')
    await expect(answer).rejects.toThrow(Unreachable)
    await expect(answer).rejects.toThrow('address not allowed')
    expect(asked).toBe(1)
  }
)

/** A server of this machine that answers as it is told. */
async function serving(answer: Parameters<typeof createServer>[1]): Promise<string> {
  const server = createServer(answer as never)
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

it('V1.3.6 connects to the address it looked at, although the name has another by then', async () => {
  const base = await serving((request, response) => void response.end(request.headers.host))
  const answers = [['127.0.0.1'], ['10.0.0.1']]
  const dial = dialFrom(() => Promise.resolve(answers.shift()!.map((address) => ({ address, family: 4 }))))
  const address = base.replace('127.0.0.1', 'localhost')
  const answer = await outside({ config: here, dial })(address)
  expect(await answer.text()).toBe(new URL(address).host)
  await expect(outside({ config: here, dial })(address)).rejects.toThrow('address not allowed')
})

it('V1.3.6 follows no redirect', async () => {
  let asked = 0
  const base = await serving((_, response) => {
    asked++
    response.writeHead(302, { location: '/elsewhere' }).end()
  })
  const answer = await outside({ config: here, dial: dialFrom() })(base)
  expect([answer.status, answer.headers.get('location'), asked]).toEqual([302, '/elsewhere', 1])
})

it('reads 256 KB and no byte more, whatever length is said', async () => {
  const base = await serving((request, response) => {
    response.write('x'.repeat(256 * 1024))
    response.end(request.url === '/more' ? 'x' : '')
  })
  const ask = outside({ config: here, dial: dialFrom() })
  expect((await (await ask(`${base}/`)).text()).length).toBe(256 * 1024)
  await expect(ask(`${base}/more`)).rejects.toThrow('more than 262144 bytes')
})

it('sends a form as it is', async () => {
  const base = await serving((request, response) => {
    request.pipe(response)
    response.setHeader('x-type', request.headers['content-type'] ?? '')
  })
  const body = new URLSearchParams({ code: '代码 1' })
  const headers = { 'content-type': 'application/x-www-form-urlencoded' }
  const answer = await outside({ config: here, dial: dialFrom() })(base, { method: 'POST', headers, body })
  expect(await answer.text()).toBe(body.toString())
  expect(answer.headers.get('x-type')).toBe(headers['content-type'])
})

it('waits five seconds and no longer', { timeout: 20_000 }, async () => {
  const base = await serving(() => undefined)
  const began = performance.now()
  await expect(outside({ config: here, dial: dialFrom() })(base)).rejects.toThrow(Unreachable)
  expect(performance.now() - began).toBeLessThan(9_000)
  const never = dialFrom(() => new Promise(() => undefined))
  await expect(outside({ config: away, dial: never })('https://sso.example.edu.cn/')).rejects.toThrow(Unreachable)
})
