import { expect, it } from 'vitest'
import { docOf, operationsOf, sampleOf } from '../support/doc.ts'
import { testOffice } from '../support/office.ts'
import { eventsOf, type Made, put, sampleRecords } from '../support/records.ts'

it('asks for the version on every change and refuses another than the present one', async () => {
  const desk = await testOffice()
  const all = await desk.person(desk.office.id, ['officer', 'office_head', 'legal', 'finance'], '全权')
  const records = await sampleRecords(desk)
  const rooms: Readonly<Record<string, Made>> = {
    organisations: records.organisation,
    people: records.person,
    achievements: records.achievement,
    patents: records.patent,
    agreements: records.agreement,
  }
  const plain = (id: string): Made => ({ id, reference: '', version: 1 })
  const others: Readonly<Record<string, Made>> = {
    settings: plain(desk.office.id),
    sign_in_providers: plain(records.provider.id),
  }
  const doc = await docOf(desk)
  const changing = operationsOf(doc).filter(({ parameters }) => parameters.some(({ name }) => name === 'if-match'))
  expect(changing.length).toBeGreaterThan(60)
  for (const { method, path, body } of changing) {
    const record = (rooms[path.split('/')[2]!] ?? others[path.split('/')[2]!])!
    const json = sampleOf(doc, body!)
    const ask = async (headers: Record<string, string>) =>
      (await all.send(method, path.replace('{id}', record.id), { json, headers })).status
    const found = [await ask({})]
    for (const version of ['"99"', '"0"', '99', 'W/"1"', '*', '"1", "2"', ''])
      found.push(await ask({ 'if-match': version }))
    expect([path, method, ...found]).toEqual([path, method, 428, 412, 412, 412, 412, 412, 412, 412])
  }
  for (const { id } of Object.values(rooms)) expect((await eventsOf(desk, id)).length).toBe(1)
})

it('names the version it answers with, and lets one of many writers win', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { id } = await as.officer.make('/api/people', { name: { zh: '某' } })
  expect((await as.officer.get(`/api/people/${id}`)).headers.get('etag')).toBe('"1"')
  const answers = await Promise.all(
    Array.from({ length: 20 }, (_, i) =>
      as.officer.send('PUT', `/api/people/${id}`, { json: { name: { zh: `某${i}` } }, headers: { 'if-match': '"1"' } })
    )
  )
  expect(answers.filter(({ status }) => status === 200)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 412)).toHaveLength(19)
  expect(answers.find(({ ok }) => ok)!.headers.get('etag')).toBe('"2"')
  expect(await eventsOf(desk, id)).toEqual(['person.created', 'person.edited'])
})

it('keeps every word of many writers who each wait for the others', async () => {
  const desk = await testOffice()
  const { as } = desk
  const { id } = await as.officer.make('/api/people', { name: { zh: '某' }, unit: '0' })
  const append = async (word: string): Promise<void> => {
    for (;;) {
      const now = await as.officer.get(`/api/people/${id}`)
      const { name, unit } = await now.json()
      const sent = { json: { name, unit: `${unit} ${word}` }, headers: { 'if-match': now.headers.get('etag')! } }
      if ((await as.officer.send('PUT', `/api/people/${id}`, sent)).ok) return
    }
  }
  const words = Array.from({ length: 4 }, (_, writer) => [1, 2, 3].map((n) => `${writer}${n}`))
  await Promise.all(
    words.map(async (own) => {
      for (const word of own) await append(word)
    })
  )
  const { unit } = await (await as.officer.get(`/api/people/${id}`)).json()
  expect(unit.split(' ').toSorted()).toEqual(['0', ...words.flat()].toSorted())
})

it('goes by the version even when the time stands still', async () => {
  const desk = await testOffice()
  const { id } = await desk.as.officer.make('/api/people', { name: { zh: '某' } })
  await put(desk, 'people', id, { version: 2 })
  const sent = { json: { name: { zh: '别人' } }, headers: { 'if-match': '"1"', 'accept-language': 'en' } }
  const answer = await desk.as.officer.send('PUT', `/api/people/${id}`, sent)
  expect(await answer.json()).toMatchObject({ status: 412, detail: expect.stringContaining('now version 2') })
})
