import { expect, it } from 'vitest'
import { nameKey } from '../../src/organisations/organisation.ts'
import { testOffice } from '../support/office.ts'
import { besideOffice, eventsOf, firmB } from '../support/records.ts'

it('refuses a credit code that is there, and says whose it is', async () => {
  const { as } = await testOffice()
  const first = await as.officer.make('/api/organisations', firmB)
  const answer = await as.officer.send('POST', '/api/organisations?even_if_double=true', {
    json: { ...firmB, name: { zh: '别的名称' } },
  })
  expect(await answer.json()).toMatchObject({
    status: 422,
    errors: [
      { path: 'uscc', value: firmB.uscc, message: expect.stringContaining(`${first.reference}（明澈水务有限公司）`) },
    ],
  })
})

it.each([
  ['明澈水务有限公司', '明澈水务股份有限公司'],
  ['明澈水务有限公司', '明澈水务 有限责任公司'],
  ['明澈水务有限公司', '明澈水务集团'],
  ['明澈（北方）水务公司', '明澈(北方)水务公司'],
  ['Mingche Water Co., Ltd.', 'MINGCHE WATER LIMITED'],
  ['Mingche Water GmbH', 'Ｍｉｎｇｃｈｅ－Ｗａｔｅｒ'],
])('takes %s and %s for the same name until told otherwise', async (first, second) => {
  const { as } = await testOffice()
  const named = (name: string) => ({
    kind: 'enterprise',
    name: /\p{Script=Han}/u.test(name) ? { zh: name } : { en: name },
  })
  await as.officer.make('/api/organisations', named(first))
  expect((await as.officer.send('POST', '/api/organisations', { json: named(second) })).status).toBe(409)
  expect(
    (await as.officer.send('POST', '/api/organisations?even_if_double=true', { json: named(second) })).status
  ).toBe(201)
})

it.each([
  ['明澈水务有限公司', '明清水务有限公司'],
  ['有限公司', '集团公司'],
  ['Coltd Inc.', 'Coal Inc.'],
])('keeps %s and %s apart', (first, second) => {
  const of = (name: string) => nameKey(/\p{Script=Han}/u.test(name) ? { zh: name } : { en: name })
  expect(of(first)).not.toBe(of(second))
  expect(of(first)).not.toBe('')
})

it('finds a double by either of two names', async () => {
  const { as } = await testOffice()
  const named = (name: object) => ({ kind: 'enterprise', name })
  await as.officer.make('/api/organisations', named({ zh: '明澈水务有限公司', en: 'Mingche Water' }))
  for (const name of [
    { en: 'Mingche Water Ltd' },
    { zh: '另一名称', en: 'Mingche Water Inc.' },
    { zh: '明澈水务集团' },
  ])
    expect((await as.officer.send('POST', '/api/organisations', { json: named(name) })).status).toBe(409)
})

it('lets two offices know the same organisation', async () => {
  const a = await testOffice()
  const b = await besideOffice(a)
  expect((await a.as.officer.send('POST', '/api/organisations', { json: firmB })).status).toBe(201)
  expect((await b.as.officer.get('/api/organisations?q=91200000MA0X000025')).ok).toBe(true)
})

it('is no double of itself when it is edited', async () => {
  const desk = await testOffice()
  const { id } = await desk.as.officer.make('/api/organisations', firmB)
  const edit = (json: unknown, version: number) =>
    desk.as.legal.send('PUT', `/api/organisations/${id}`, { json, headers: { 'if-match': `"${version}"` } })
  expect((await edit({ ...firmB, legalRepresentative: '新任' }, 1)).status).toBe(200)
  expect((await edit({ ...firmB, name: { zh: '静岭风机有限公司' } }, 2)).status).toBe(409) // another's name
  expect((await edit({ ...firmB, uscc: '91100000MA0X00007X' }, 2)).status).toBe(422) // another's code
  expect(await eventsOf(desk, id)).toEqual(['organisation.created', 'organisation.edited'])
})

it('makes one entry of twenty with the same code at once', async () => {
  const { as } = await testOffice()
  const make = () => as.officer.send('POST', '/api/organisations', { json: firmB })
  const answers = await Promise.all(Array.from({ length: 20 }, make))
  expect(answers.filter(({ status }) => status === 201)).toHaveLength(1)
  expect(answers.filter(({ status }) => status === 422)).toHaveLength(19)
})
