import { expect, it } from 'vitest'
import { faultAt, formOf, open, pageOf, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { eventsOf, grantedPatent, licence } from '../support/records.ts'
import { patentHolders } from '../../src/patents/table.ts'
import { and, eq } from 'drizzle-orm'

const without = { patentees: [] }

it('wants a patentee of a patent in force, beside the field', async () => {
  const { as, office } = await testOffice()
  const json = { ...grantedPatent(office.organisationId), ...without }
  const answer = await as.officer.send('POST', '/api/patents', { json })
  expect(answer.status).toBe(422)
  expect(await answer.json()).toMatchObject({ errors: [{ path: 'patentees' }] })
  const form = {
    'title.zh': '叶片',
    kind: 'invention',
    status: 'granted',
    officeCode: 'CN',
    applicationNumber: '202011472880.4',
    'applicants.0._row': '',
    'applicants.0.id': office.organisationId,
    filingDate: '2020-12-14',
    grantDate: '2022-05-10',
  }
  const page = await pageOf(await as.officer.send('POST', '/patents/new', { form }), 422)
  expect(faultAt(page, 'patentees')).toContain('已按申请人预填')
  expect(formOf(page)['patentees.0.id']).toBe(office.organisationId)
  expect((await as.officer.send('POST', '/patents/new', { form: formOf(page) })).status).toBe(303)
})

it('gives a granted patent its number and, where none is known, its applicants as patentees', async () => {
  const desk = await testOffice()
  const { as, office } = desk
  const facts = { ...grantedPatent(office.organisationId), ...without, status: 'grant_notified', grantDate: undefined }
  const made = await as.officer.make('/api/patents', facts)
  expect(made).toMatchObject({ patentNumber: null, patentees: [] })
  const granted = await as.officer.step(made, 'patents', 'grant', { grantDate: '2022-05-10' })
  expect(granted).toMatchObject({
    patentNumber: 'ZL202011472880.4',
    patentees: [{ organisationId: office.organisationId }],
  })
  expect(await eventsOf(desk, made.id)).toEqual(['patent.created', 'patent.grant'])
  const record = await open(as.officer, `/patents/${made.id}`)
  expect(textOf(record.querySelector('#history li'))).toContain('专利权人')
})

it('takes no other number than that of the application', async () => {
  const { as, office } = await testOffice()
  const json = { ...grantedPatent(office.organisationId), patentNumber: 'ZL202019900012.2' }
  const answer = await as.officer.send('POST', '/api/patents', { json })
  expect(await answer.json()).toMatchObject({
    status: 422,
    errors: [{ path: 'patentNumber', message: expect.stringContaining('应为 ZL202011472880.4') }],
  })
})

it('says of a licence that no patentee is recorded, not that the licensor is none', async () => {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  // As older records may be.
  const held = and(eq(patentHolders.patentId, patent.id), eq(patentHolders.capacity, 'patentee'))
  await desk.write((ctx) => ctx.db.delete(patentHolders).where(held))
  const draft = await as.officer.make(
    '/api/agreements',
    licence(office.organisationId, enterprise.organisationId, [patent.id])
  )
  const sent = { json: {}, headers: { 'if-match': '"1"' } }
  const answer = await as.officer.send('POST', `/api/agreements/${draft.id}/review`, sent)
  expect(await answer.json()).toMatchObject({ errors: [{ message: expect.stringContaining('尚未登记专利权人') }] })
})
