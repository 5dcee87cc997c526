import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { contracts } from '../../src/issuing/table.ts'
import { organisations } from '../../src/organisations/table.ts'
import { png, upload } from '../attachments/files.ts'
import { firm, testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice, eventsOf, frozenContract, grantedPatent, licence, type Made } from '../support/records.ts'
import { changeOf, idsIn, merge, rowOf } from './merging.ts'

const double = {
  kind: 'enterprise',
  name: { zh: '静岭风机', en: 'Jingling Fans' },
  uscc: '91200000MA0X000025',
  legalRepresentative: '顾翔',
  address: { zh: '云溪市高新区创业大道90号' },
  contacts: [
    { name: '程静', email: 'contracts@jingling.example.com', phone: '024-1234' },
    { name: '郑宁', duty: '法务' },
  ],
}

/** A double of the enterprise with a licence, a patent, a person, a file and a note at it. */
async function twice(desk: TestOffice) {
  const { as, office, app } = desk
  const other: Made = await as.officer.make('/api/organisations?even_if_double=true', double)
  const patent: Made = await as.officer.make('/api/patents', grantedPatent(other.id))
  const agreement: Made = await as.officer.make('/api/agreements', licence(office.organisationId, other.id, []))
  const person: Made = await as.officer.make('/api/people', { name: { zh: '郑宁' }, organisationId: other.id })
  const at = `/api/organisations/${other.id}`
  await upload(app, as.officer, `${at}/attachments`, { name: '执照.png', bytes: png })
  await as.officer.make(`${at}/notes`, { text: '电话沟通' })
  return { other, patent, agreement, person, kept: desk.enterprise.organisationId }
}

it('goes on with the values chosen field by field, and joins the contacts', async () => {
  const desk = await testOffice()
  const { other, kept } = await twice(desk)
  const take = { legalRepresentative: 'dropped', uscc: 'dropped', address: 'kept' }
  expect((await merge(desk, 'organisations', kept, { otherId: other.id, take })).status).toBe(200)
  const now = await (await desk.as.officer.get(`/api/organisations/${kept}`)).json()
  expect(now).toMatchObject({ name: firm.name, address: firm.address, uscc: double.uscc, version: 2 })
  expect(now.legalRepresentative).toBe('顾翔')
  expect(now.contacts).toEqual([
    { name: '程静', email: 'contracts@jingling.example.com', phone: '024-1234' },
    { name: '郑宁', duty: '法务' },
  ])
})

it('moves every reference, and back again', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { other, patent, agreement, person, kept } = await twice(desk)
  const before = [await rowOf(desk, organisations, kept), await rowOf(desk, organisations, other.id)]
  const lists = async (id: string) => [
    (await as.officer.get(`/api/organisations/${id}/attachments`).then(idsIn)).length,
    (await as.officer.get(`/api/organisations/${id}/notes`).then(idsIn)).length,
  ]
  const answer = await merge(desk, 'organisations', kept, { otherId: other.id })
  const { id } = await answer.json()
  const read = async (path: string) => (await as.officer.get(path)).json()
  expect((await read(`/api/agreements/${agreement.id}`)).parties[1].organisationId).toBe(kept)
  expect((await read(`/api/patents/${patent.id}`)).patentees[0].organisationId).toBe(kept)
  expect(await read(`/api/people/${person.id}`)).toMatchObject({ organisationId: kept, version: 2 })
  expect(await lists(kept)).toEqual([1, 1])
  expect((await as.enterprise.get(`/api/patents/${patent.id}`)).status).toBe(200)

  expect((await as.officer.send('POST', `/api/merges/${id}/undo`)).status).toBe(200)
  expect((await read(`/api/agreements/${agreement.id}`)).parties[1].organisationId).toBe(other.id)
  expect((await read(`/api/patents/${patent.id}`)).patentees[0].organisationId).toBe(other.id)
  expect((await read(`/api/people/${person.id}`)).organisationId).toBe(other.id)
  expect([await lists(kept), await lists(other.id)]).toEqual([
    [0, 0],
    [1, 1],
  ])
  expect((await as.enterprise.get(`/api/patents/${patent.id}`)).status).toBe(404)
  const after = [await rowOf(desk, organisations, kept), await rowOf(desk, organisations, other.id)]
  expect(after[1]).toEqual(before[1])
  expect(after[0]).toEqual({ ...before[0], version: 3, updatedAt: after[0]!.updatedAt })
  expect(await idsIn(await as.officer.get('/api/organisations?q=静岭'))).toContain(other.id)
  expect(await eventsOf(desk, kept)).toEqual(['organisation.created', 'organisation.merged', 'organisation.unmerged'])
  expect((await eventsOf(desk, other.id)).slice(-2)).toEqual(['organisation.merged_into', 'organisation.unmerged'])
})

it('lets nothing find the merged entry, and leads its page on to the kept one', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { other, kept } = await twice(desk)
  await merge(desk, 'organisations', kept, { otherId: other.id })
  expect((await as.officer.get(`/api/organisations/${other.id}`)).status).toBe(404)
  for (const query of ['', '?q=顾翔', '?sort=name', `?q=${other.reference}`])
    expect(await idsIn(await as.officer.get(`/api/organisations${query}`))).not.toContain(other.id)
  for (const path of ['/organisations/export.csv', '/agreements/new', '/search?q=顾翔'])
    expect(await (await as.officer.get(path)).text()).not.toContain(path.endsWith('csv') ? other.reference : other.id)
  const page = await as.officer.get(`/organisations/${other.id}`)
  expect([page.status, page.headers.get('location')]).toEqual([303, `/organisations/${kept}`])
  expect((await as.enterprise.get(`/organisations/${other.id}`)).status).toBe(403)
  // Its name and code are free again, and nobody may be given it.
  expect(
    (await as.officer.send('POST', '/api/organisations', { json: { ...double, name: { zh: '新设' } } })).status
  ).toBe(201)
  const member = { name: { zh: '某' }, organisationId: other.id }
  expect((await as.officer.send('POST', '/api/people', { json: member })).status).toBe(422)
  expect((await as.officer.send('PUT', `/api/organisations/${other.id}`, changeOf(double, 1))).status).toBe(404)
  const third: Made = await as.officer.make('/api/organisations', { ...firm, uscc: undefined, name: { zh: '第三家' } })
  for (const [into, otherId] of [
    [third.id, other.id],
    [other.id, third.id],
  ])
    expect((await merge(desk, 'organisations', into!, { otherId: otherId! })).status).toBe(404)
})

it('lets a party go on reading the issues that name its former entry', async () => {
  const desk = await testOffice()
  const { other, agreement, kept } = await twice(desk)
  const id = await frozenContract(desk, agreement.id, true)
  const facts = { parties: [{ role: 'licensee', organisationId: other.id }] } as never
  await desk.client.execute('drop trigger contracts_frozen')
  await desk.write((ctx) => ctx.db.update(contracts).set({ facts }).where(eq(contracts.id, id)))
  const seen = async () => (await desk.as.enterprise.get(`/api/contracts/${id}`)).status
  expect(await seen()).toBe(404)
  await merge(desk, 'organisations', kept, { otherId: other.id })
  expect(await seen()).toBe(200)
})

it('moves the sign-in to the kept entry and back', async () => {
  const desk = await testOffice()
  const { other, kept } = await twice(desk)
  const answer = await merge(desk, 'organisations', other.id, { otherId: kept })
  expect((await rowOf(desk, organisations, other.id))!.tenantId).toBe(desk.enterprise.id)
  expect((await rowOf(desk, organisations, kept))!.tenantId).toBeNull()
  await desk.as.officer.send('POST', `/api/merges/${(await answer.json()).id}/undo`)
  expect((await rowOf(desk, organisations, other.id))!.tenantId).toBeNull()
  expect((await rowOf(desk, organisations, kept))!.tenantId).toBe(desk.enterprise.id)
})

it('refuses what must stay apart, each with its sentence', async () => {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const { other, kept, agreement } = await twice(desk)
  const said = async (keptId: string, otherId: string) => {
    const answer = await merge(desk, 'organisations', keptId, { otherId }, { 'accept-language': 'en' })
    return [answer.status, (await answer.json()).errors?.[0]?.message]
  }
  expect(await said(kept, kept)).toEqual([422, 'An entry cannot be merged with itself'])
  const own = await rowOf(desk, organisations, office.organisationId)
  expect(await said(other.id, own!.id)).toEqual([
    422,
    `${own!.reference} is your own organisation’s entry: it can be kept, but not merged into another`,
  ])
  expect(await said(own!.id, enterprise.organisationId)).toEqual([422, expect.stringContaining('two different')])
  expect(await said(own!.id, other.id)).toEqual([422, expect.stringContaining(`agreement ${agreement.reference}`)])
  const patent: Made = await as.officer.make('/api/patents', {
    ...grantedPatent(kept, '202011472881.9'),
    patentees: [kept, other.id],
  })
  expect(await said(kept, other.id)).toEqual([422, expect.stringContaining(`patent ${patent.reference}`)])
  const b = await besideOffice(desk)
  expect(await said(kept, b.enterprise.organisationId)).toEqual([404, undefined])
  expect(await said(b.enterprise.organisationId, kept)).toEqual([404, undefined])
  const stale = await as.officer.send('POST', `/api/organisations/${kept}/merge`, {
    json: { otherId: other.id },
    headers: { 'if-match': '"9"' },
  })
  expect(stale.status).toBe(412)
  const legal = { json: { otherId: other.id }, headers: { 'if-match': '"1"' } }
  expect((await as.legal.send('POST', `/api/organisations/${kept}/merge`, legal)).status).toBe(403)
  expect(await eventsOf(desk, kept)).toEqual(['organisation.created'])
})

it('lets one of two merges of the same pair win, whichever way round', async () => {
  const desk = await testOffice()
  const { other, kept } = await twice(desk)
  const answers = await Promise.all([
    merge(desk, 'organisations', kept, { otherId: other.id }),
    merge(desk, 'organisations', kept, { otherId: other.id }),
    merge(desk, 'organisations', other.id, { otherId: kept }),
  ])
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 412 || status === 404)).toHaveLength(2)
})

it('leads on through a second merging, and takes them back one by one from the end', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { other, kept, person } = await twice(desk)
  const third: Made = await as.officer.make('/api/organisations', { ...double, uscc: undefined, name: { zh: '静岭' } })
  const first = await (await merge(desk, 'organisations', other.id, { otherId: third.id })).json()
  const second = await (await merge(desk, 'organisations', kept, { otherId: other.id })).json()
  expect((await as.officer.get(`/organisations/${third.id}`)).headers.get('location')).toBe(`/organisations/${kept}`)
  const undo = async (id: string) => (await as.officer.send('POST', `/api/merges/${id}/undo`)).status
  expect(await undo(first.id)).toBe(409)
  expect(await undo(second.id)).toBe(200)
  expect((await as.officer.get(`/organisations/${third.id}`)).headers.get('location')).toBe(
    `/organisations/${other.id}`
  )
  expect(await undo(first.id)).toBe(200)
  expect((await as.officer.get(`/api/organisations/${third.id}`)).status).toBe(200)
  expect((await (await as.officer.get(`/api/people/${person.id}`)).json()).organisationId).toBe(other.id)
})
