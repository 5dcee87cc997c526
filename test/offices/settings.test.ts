import { expect, it } from 'vitest'
import { testOffice } from '../support/office.ts'
import { grantedPatent, licence } from '../support/records.ts'

const settings = { zone: 'Asia/Shanghai', locale: 'zh-CN' }
const put = (desk: Awaited<ReturnType<typeof testOffice>>, json: object, version = 1) =>
  desk.as.head.send('PUT', '/api/settings', { json: { ...settings, ...json }, headers: { 'if-match': `"${version}"` } })

it('leaves agreements from a value on to the leadership', async () => {
  const desk = await testOffice()
  const { as } = desk
  const leadership = await desk.person(desk.office.id, ['leadership'], '校领导')
  const patent = await as.officer.make('/api/patents', grantedPatent(desk.office.organisationId))
  const terms = licence(desk.office.organisationId, desk.enterprise.organisationId, [patent.id])
  const drafted = await as.officer.make('/api/agreements', terms)
  const value = drafted.contractValue.amount as number
  expect((await put(desk, { leadershipFrom: { licence_patent: value } })).status).toBe(200)
  const cleared = await as.legal.step(await as.officer.step(drafted, 'agreements', 'review'), 'agreements', 'clearance')
  const priced = await as.officer.step(cleared, 'agreements', 'pricing', { method: 'exempt' })
  const fixed = await as.officer.step(priced, 'agreements', 'price', { evidence: '会议纪要 12' })
  const approve = { json: {}, headers: { 'if-match': `"${fixed.version}"` } }
  expect((await as.head.send('POST', `/api/agreements/${fixed.id}/approval`, approve)).status).toBe(403)
  expect((await leadership.send('POST', `/api/agreements/${fixed.id}/approval`, approve)).status).toBe(200)
})

it('writes new references as the office wants them, and leaves the others', async () => {
  const desk = await testOffice()
  const { as } = desk
  const before = await as.officer.make('/api/people', { name: { zh: '甲' } })
  expect((await put(desk, { numberPatterns: { PER: 'RY/YYYY/NNNN' } })).status).toBe(200)
  const after = await as.officer.make('/api/people', { name: { zh: '乙' } })
  const [, number] = /-(\d{4})$/.exec(before.reference)!
  expect(after.reference).toBe(`RY/2026/${String(Number(number) + 1).padStart(4, '0')}`)
  expect((await (await as.officer.get(`/api/people/${before.id}`)).json()).reference).toBe(before.reference)
})

it.each([
  [{ numberPatterns: { ACH: 'ACH-YYYY' } }, 'numberPatterns.ACH'],
  [{ numberPatterns: { ACH: 'YYYY-YYYY-NNNN' } }, 'numberPatterns.ACH'],
  [{ numberPatterns: { ACH: '成果-YYYY-NNNN' } }, 'numberPatterns.ACH'],
  [{ zone: 'Moon/Sea' }, 'zone'],
  [{ leadershipFrom: { licence_patent: -1 } }, 'leadershipFrom.licence_patent'],
])('refuses %j', async (json, at) => {
  const answer = await put(await testOffice(), json)
  const { errors } = (await answer.json()) as { errors: { path: string }[] }
  expect([answer.status, errors.map(({ path }) => path)]).toEqual([422, [at]])
})

it('shows who was slower both versions of a setting', async () => {
  const desk = await testOffice()
  await put(desk, { province: 'liaoning' })
  expect((await put(desk, { province: 'beijing' })).status).toBe(412)
  const form = { _version: '1', zone: 'Asia/Urumqi', locale: 'zh-CN', province: 'national' }
  const page = await desk.as.head.send('POST', '/settings', { form })
  expect([page.status, await page.text()]).toEqual([412, expect.stringContaining('Asia/Urumqi')])
})
