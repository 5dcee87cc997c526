import { expect, it } from 'vitest'
import { testOffice } from '../support/office.ts'
import { besideOffice, universityB } from '../support/records.ts'

it('keeps names with rare characters as they are', async () => {
  const { as } = await testOffice()
  for (const name of ['龑岚', '顾𬱖', '骆𬸚', '㐂川', '欧阳·阿不都热合曼', 'Ñandú O’Brien-Ångström']) {
    const { id } = await as.officer.make('/api/people', { name: { zh: name } })
    expect((await (await as.officer.get(`/api/people/${id}`)).json()).name.zh).toBe(name.normalize('NFC'))
  }
})

it('stores what was typed in its one form', async () => {
  const { as } = await testOffice()
  const made = await as.officer.make('/api/people', {
    name: { zh: '  李\u200b  娜\n', en: 'Li\u202e Na' },
    orcid: 'https://orcid.org/0000000218250097',
    email: ' Li.Na@Example.EDU.CN ',
  })
  expect(made).toMatchObject({
    name: { zh: '李 娜', en: 'Li Na' },
    orcid: '0000-0002-1825-0097',
    email: 'li.na@example.edu.cn',
  })
})

it('knows an ORCID iD once in an office', async () => {
  const a = await testOffice()
  const b = await besideOffice(a)
  const person = { name: { zh: '李娜' }, orcid: '0000-0002-1825-0097' }
  const first = await a.as.officer.make('/api/people', person)
  const again = await a.as.officer.send('POST', '/api/people', { json: { ...person, name: { zh: '另一人' } } })
  expect(await again.json()).toMatchObject({
    status: 422,
    errors: [{ path: 'orcid', message: expect.stringContaining(first.reference) }],
  })
  expect((await b.as.officer.send('POST', '/api/people', { json: person })).status).toBe(201)
  const edit = { json: { ...person, unit: '机械学院' }, headers: { 'if-match': '"1"' } }
  expect((await a.as.officer.send('PUT', `/api/people/${first.id}`, edit)).status).toBe(200)
})

it('says which check digit an ORCID iD would have', async () => {
  const { as } = await testOffice()
  const sent = { json: { name: { zh: '李娜' }, orcid: '0000-0002-1825-0098' }, headers: { 'accept-language': 'en' } }
  const answer = await as.officer.send('POST', '/api/people', sent)
  expect(await answer.json()).toMatchObject({
    errors: [{ path: 'orcid', message: expect.stringContaining('should be 7') }],
  })
})

it('takes an affiliation of its own address book alone', async () => {
  const a = await testOffice()
  const b = await besideOffice(a)
  const own = await a.as.officer.make('/api/organisations', universityB)
  expect(
    (await a.as.officer.send('POST', '/api/people', { json: { name: { zh: '李娜' }, organisationId: own.id } })).status
  ).toBe(201)
  const foreign = await a.as.officer.send('POST', '/api/people', {
    json: { name: { zh: '李娜' }, organisationId: b.office.organisationId },
  })
  expect(await foreign.json()).toMatchObject({ status: 422, errors: [{ path: 'organisationId' }] })
})
