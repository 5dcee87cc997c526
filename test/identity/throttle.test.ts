import { expect, it } from 'vitest'
import { networkOf } from '../../src/identity/throttle.ts'
import { testOffice } from '../support/office.ts'
import { askForCode, enterCode } from '../support/sign-in.ts'

it('V2.4.1 sends five codes to one address in a quarter of an hour', async () => {
  const desk = await testOffice()
  const ask = () => desk.ask('POST', '/sign-in', { form: { email: desk.as.officer.email } })
  for (let i = 0; i < 5; i++) expect((await ask()).status).toBe(200)
  const refused = await ask()
  expect([refused.status, refused.headers.get('retry-after')]).toEqual([429, '900'])
  expect((await askForCode(desk, desk.as.legal.email)).status).toBe(200)
  desk.later(15 * 60_000)
  expect((await ask()).status).toBe(200)
})

it('V2.4.1, V6.3.1 answers thirty requests for codes from one network, known addresses or not', async () => {
  const desk = await testOffice()
  const statuses = []
  for (let i = 0; i < 31; i++) statuses.push((await askForCode(desk, `somebody-${i}@example.org`)).status)
  expect(statuses.slice(0, 30).every((status) => status === 200)).toBe(true)
  expect(statuses[30]).toBe(429)
})

it('V6.3.1 takes sixty codes from one network', async () => {
  const desk = await testOffice()
  const asked = await askForCode(desk, desk.as.officer.email)
  for (let i = 0; i < 60; i++)
    expect((await enterCode(desk, { ...asked, id: '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e' }, '2222-2222')).status).toBe(
      422
    )
  expect((await enterCode(desk, asked)).status).toBe(429)
})

it.each([
  ['192.0.2.7', '192.0.2.7'],
  ['::ffff:192.0.2.7', '192.0.2.7'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1:2'],
  ['2001:db8:1:2::9', '2001:db8:1:2'],
  ['2001:db8::1', '2001:db8:0:0'],
  ['2001:db8::2', '2001:db8:0:0'],
  ['::1', '0:0:0:0'],
  ['fe80::1%eth0', 'fe80:0:0:0'],
  ['', ''],
])('counts %s as %s', (address, network) => {
  expect(networkOf(address)).toBe(network)
})
