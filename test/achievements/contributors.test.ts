import { expect, it } from 'vitest'
import { testOffice } from '../support/office.ts'
import { besideOffice, disclosure, type Made } from '../support/records.ts'

const share = (...shares: number[]) => shares.map((one, i) => ({ name: `完成人${i}`, share: one }))
const nobodys = '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'

async function ready() {
  const desk = await testOffice()
  const disclose = async (change: object, language = 'zh-CN') => {
    const sent = { json: { ...disclosure, ...change }, headers: { 'accept-language': language } }
    const answer = await desk.as.inventor.send('POST', '/api/achievements', sent)
    const body = await answer.json()
    return { status: answer.status, body, faults: (body.errors ?? []) as { path: string; message: string }[] }
  }
  const submit = async ({ id }: Made) => {
    const sent = { json: {}, headers: { 'if-match': '"1"' } }
    const answer = await desk.as.inventor.send('POST', `/api/achievements/${id}/submission`, sent)
    const { errors } = await answer.json()
    return { status: answer.status, paths: (errors ?? []).map(({ path }: { path: string }) => path) }
  }
  return { ...desk, disclose, submit }
}

it('V2.2.3 refuses 105 % at once, in both languages, and says by how much', async () => {
  const { disclose } = await ready()
  const { status, faults } = await disclose({ contributors: share(550_000, 500_000) })
  expect([status, faults]).toEqual([
    422,
    [expect.objectContaining({ path: 'contributors', message: expect.stringMatching(/105%.*5%/) })],
  ])
  expect((await disclose({ contributors: share(1_000_001) }, 'en')).status).toBe(422)
  expect((await disclose({ contributors: share(-1, 500_000) })).status).toBe(422)
  expect((await disclose({ contributors: share(333_333.5) })).status).toBe(422)
})

it('lets a draft say less than the whole, and its submission not', async () => {
  const { disclose, submit } = await ready()
  for (const [contributors, faults] of [
    [share(999_999), ['contributors']],
    [[], ['contributors']],
    [share(333_334, 333_333, 333_333), []],
  ] as const) {
    const { status, body } = await disclose({ contributors })
    expect(status).toBe(201)
    expect(await submit(body)).toEqual({ status: faults.length > 0 ? 422 : 200, paths: faults })
  }
})

it('says all at once what a submission lacks', async () => {
  const { disclose, submit } = await ready()
  const nothing = { abstract: undefined, field: undefined, fundingSource: undefined, earlierDisclosure: undefined }
  const { body } = await disclose({ ...nothing, contributors: [] })
  expect(await submit(body)).toEqual({ status: 422, paths: [...Object.keys(nothing), 'contributors'] })
})

it('lists nobody twice, unless from another unit', async () => {
  const { disclose } = await ready()
  const twice = [
    { name: '龑岚', share: 1 },
    { name: ' 龑岚 ', share: 1 },
  ]
  expect((await disclose({ contributors: twice })).faults).toMatchObject([{ path: 'contributors.1.name' }])
  const apart = twice.map((one, i) => ({ ...one, unit: `学院${i}` }))
  expect((await disclose({ contributors: apart })).status).toBe(201)
})

it('takes people of its own office alone', async () => {
  const all = await ready()
  const b = await besideOffice(all)
  const foreign: Made = await b.as.officer.make('/api/people', { name: { zh: '海岚的人' } })
  for (const personId of [foreign.id, nobodys])
    expect((await all.disclose({ contributors: [{ name: '某', personId, share: 1 }] })).faults).toMatchObject([
      { path: 'contributors.0.personId' },
    ])
})

it('is seen and edited by those who made it, and not by their colleagues', async () => {
  const { as, disclose } = await ready()
  const seen = async (id: string) => (await as.colleague.get(`/api/achievements/${id}`)).status
  const { body: others } = await disclose({})
  expect(await seen(others.id)).toBe(404)
  const { body: theirs } = await disclose({
    contributors: [{ name: '陆鸣', personId: as.colleague.personId, share: 1_000_000 }],
  })
  expect(await seen(theirs.id)).toBe(200)
  const { stateSecret: _, ...facts } = disclosure
  const edit = { json: facts, headers: { 'if-match': '"1"' } }
  expect((await as.colleague.send('PUT', `/api/achievements/${theirs.id}`, edit)).status).toBe(200)
  expect(await seen(theirs.id)).toBe(404) // no longer among them
})

it('keeps names with rare characters and their order', async () => {
  const { disclose } = await ready()
  const names = ['顾𬱖', '龑岚', '骆𬸚']
  const { body } = await disclose({ contributors: names.map((name) => ({ name, share: 1 })) })
  expect(body.contributors.map(({ name }: { name: string }) => name)).toEqual(names)
})
