import { expect, it } from 'vitest'
import { achievements } from '../../src/achievements/table.ts'
import { testOffice } from '../support/office.ts'
import { besideOffice, disclosure, grantedPatent, type Made } from '../support/records.ts'

async function ready() {
  const desk = await testOffice()
  const granted = grantedPatent(desk.office.organisationId)
  const post = async (json: object, language = 'zh-CN') => {
    const answer = await desk.as.officer.send('POST', '/api/patents', {
      json,
      headers: { 'accept-language': language },
    })
    const body = await answer.json()
    return {
      status: answer.status,
      body,
      faults: (body.errors ?? []) as { path: string; message: string; value?: unknown }[],
    }
  }
  return { ...desk, granted, post }
}

it.each(['ZL 2020 1 1472880.4', 'CN202011472880.4', '2020114728804', '申请号: ２０２０１１４７２８８０．４'])(
  'stores “%s” in the one form',
  async (typed) => {
    const { granted, post } = await ready()
    expect((await post({ ...granted, applicationNumber: typed })).body.applicationNumber).toBe('202011472880.4')
  }
)

it('says which number would be right, and offers the digit that is missing', async () => {
  const { granted, post } = await ready()
  const said = async (applicationNumber: string) => (await post({ ...granted, applicationNumber })).faults
  expect(await said('202011472880.5')).toMatchObject([
    { path: 'applicationNumber', value: '202011472880.5', message: expect.stringContaining('应为 202011472880.4') },
  ])
  expect(await said('202011472880')).toMatchObject([
    { path: 'applicationNumber', message: expect.stringContaining('完整的号码是 202011472880.4') },
  ])
  expect(await said('12345')).toMatchObject([
    { path: 'applicationNumber', message: expect.stringContaining('不是申请号') },
  ])
})

it('reads the kind of a right from its number', async () => {
  const { granted, post } = await ready()
  for (const kind of ['utility_model', 'design']) {
    const { status, faults } = await post({ ...granted, kind })
    expect([status, faults.map(({ path }) => path)]).toEqual([422, ['kind']])
  }
})

it('knows a number once in an office and patent office', async () => {
  const all = await ready()
  const b = await besideOffice(all)
  const { body: first } = await all.post(all.granted)
  const { status, faults } = await all.post({ ...all.granted, applicationNumber: 'ZL202011472880.4' })
  expect([status, faults[0]?.path, faults[0]?.message]).toEqual([
    422,
    'applicationNumber',
    expect.stringContaining(first.reference),
  ])
  expect(
    (await b.as.officer.send('POST', '/api/patents', { json: grantedPatent(b.office.organisationId) })).status
  ).toBe(201)
  const many = await Promise.all(
    Array.from({ length: 8 }, () => all.post({ ...all.granted, applicationNumber: '95115608.X' }))
  )
  expect(many.filter(({ status: each }) => each === 201)).toHaveLength(1)
})

it.each<[string, object, string[]]>([
  ['a grant before the filing', { grantDate: '2020-12-13' }, ['grantDate']],
  ['a publication before the filing', { publicationDate: '2020-12-13' }, ['publicationDate']],
  ['an end before the grant', { expiryDate: '2022-05-09' }, ['expiryDate']],
  ['a patent in force without its grant', { grantDate: undefined }, ['grantDate']],
  [
    'a filed one without number and date',
    {
      status: 'filed',
      applicationNumber: undefined,
      filingDate: undefined,
      grantDate: undefined,
      publicationDate: undefined,
    },
    ['applicationNumber', 'filingDate'],
  ],
  ['a holder that is not there', { patentees: ['0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'] }, ['patentees.0']],
  ['an achievement that is not there', { achievements: ['0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'] }, ['achievements.0']],
  ['an IPC symbol of the wrong form', { ipc: ['H01M'] }, ['ipc.0']],
  ['a day that is none', { filingDate: '2020-02-30' }, ['filingDate']],
  ['a patent number of another application', { patentNumber: 'ZL201310049816.8' }, ['patentNumber']],
  ['a patent number of the wrong form', { patentNumber: 'ZL2020' }, ['patentNumber']],
  ['a publication number without its kind', { publicationNumber: 'CN112330675' }, ['publicationNumber']],
])('refuses %s', async (_, change, paths) => {
  const { granted, post } = await ready()
  const { status, faults } = await post({ ...granted, ...change })
  expect([status, faults.map(({ path }) => path)]).toEqual([422, paths])
})

it('knows the end of a Chinese right, and leaves others’ to be entered', async () => {
  const { granted, post } = await ready()
  expect((await post(granted)).body.expiryDate).toBe('2040-12-14')
  const us = { ...granted, officeCode: 'US', applicationNumber: '13/573,920' }
  expect((await post(us)).body).toMatchObject({ applicationNumber: '13/573920', expiryDate: null })
})

it('stores the numbers of a granted patent in their one form', async () => {
  const { granted, post } = await ready()
  const typed = { patentNumber: 'zl 2020 1 1472880.4', publicationNumber: 'cn 112330675 b' }
  expect((await post({ ...granted, ...typed })).body).toMatchObject({
    patentNumber: 'ZL202011472880.4',
    publicationNumber: 'CN112330675B',
  })
})

it('moves the end of the right when the date of filing was wrong', async () => {
  const { as, granted, post } = await ready()
  const { body } = await post(granted)
  const { status: _, ...facts } = granted
  const put = (json: object) =>
    as.officer.send('PUT', `/api/patents/${body.id}`, { json, headers: { 'if-match': '"1"' } })
  expect((await (await put({ ...facts, filingDate: '2020-12-10' })).json()).expiryDate).toBe('2040-12-10')
})

it('marks an achievement as filed while a filed patent hangs on it', async () => {
  const { as, db, granted, post } = await ready()
  const achievement: Made = await as.inventor.make('/api/achievements', disclosure)
  const filed = async () => (await db.select({ filed: achievements.filed }).from(achievements))[0]!.filed
  const { body } = await post({ ...granted, achievements: [achievement.id] })
  expect(await filed()).toBe(true)
  const { status: _, ...facts } = granted
  await as.officer.send('PUT', `/api/patents/${body.id}`, { json: facts, headers: { 'if-match': '"1"' } })
  expect(await filed()).toBe(false)
})

it('shows a co-owner what is theirs and the office’s inventors what they made', async () => {
  const all = await ready()
  const b = await besideOffice(all)
  const partner: Made = await all.as.officer.make('/api/organisations', {
    kind: 'university',
    name: { zh: '海岚大学' },
  })
  await all.client.execute({
    sql: 'update organisations set tenant_id = ? where id = ?',
    args: [b.office.id, partner.id],
  })
  const { body } = await all.post({
    ...all.granted,
    patentees: [all.office.organisationId, partner.id, all.enterprise.organisationId],
  })
  const seen = async (person: { get: (path: string) => Promise<Response> }) =>
    (await person.get(`/api/patents/${body.id}`)).status
  expect(await seen(b.as.officer)).toBe(200)
  expect(await seen(b.as.inventor)).toBe(404)
  expect(await seen(all.as.enterprise)).toBe(200)
  expect(await seen(b.as.enterprise)).toBe(404)
  expect(await seen(all.as.inventor)).toBe(404)
  const edit = { json: {}, headers: { 'if-match': '"1"' } }
  expect((await b.as.officer.send('POST', `/api/patents/${body.id}/expiry`, edit)).status).toBe(403)
})
