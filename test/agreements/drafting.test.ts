import { expect, it } from 'vitest'
import { testOffice } from '../support/office.ts'
import { besideOffice, firmB, grantedPatent, licence, type Made, put } from '../support/records.ts'

async function ready() {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const patent: Made = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const terms = licence(office.organisationId, enterprise.organisationId, [patent.id])
  const post = async (json: object) => {
    const answer = await as.officer.send('POST', '/api/agreements', { json })
    const body = await answer.json()
    return { status: answer.status, paths: (body.errors ?? []).map(({ path }: { path: string }) => path), body }
  }
  return { ...desk, patent, terms, post }
}
type Ready = Awaited<ReturnType<typeof ready>>
const review = ({ as }: Ready, id: string) =>
  as.officer.send('POST', `/api/agreements/${id}/review`, { json: {}, headers: { 'if-match': '"1"' } })
const royalty = {
  model: 'running_royalty',
  currency: 'CNY',
  base: { kind: 'net_sales', definition: { zh: '净销售额' } },
  bands: [{ upTo: null, rate: 30_000 }],
  period: 'year',
  reportDays: 30,
  payDays: 45,
}

it.each<[string, (ready: Ready) => object, string]>([
  ['a term that ends before it begins', () => ({ termStart: '2027-01-02', termEnd: '2027-01-01' }), 'termEnd'],
  ['a date that is none', () => ({ termStart: '2027-02-30' }), 'termStart'],
  [
    'a value in another currency',
    () => ({ contractValue: { amount: 1, currency: 'USD' }, remuneration: undefined }),
    'contractValue.currency',
  ],
  [
    'a payment in another currency',
    () => ({
      remuneration: { model: 'lump_sum', currency: 'USD', amount: 120_000_000, due: { by: 'days', days: 30 } },
    }),
    'remuneration.currency',
  ],
  [
    'payments that do not add up',
    () => ({ remuneration: { model: 'lump_sum', currency: 'CNY', amount: 1, due: { by: 'days', days: 30 } } }),
    'remuneration.amount',
  ],
  ['a fraction of a cent', () => ({ contractValue: { amount: 0.5, currency: 'CNY' } }), 'contractValue.amount'],
  ['a negative value', () => ({ contractValue: { amount: -1, currency: 'CNY' } }), 'contractValue.amount'],
  [
    'a rate above the whole',
    () => ({ remuneration: { ...royalty, bands: [{ upTo: null, rate: 1_000_001 }] } }),
    'remuneration.bands.0.rate',
  ],
  [
    'a party twice',
    ({ office }) => ({
      parties: [
        { role: 'licensor', organisationId: office.organisationId },
        { role: 'licensee', organisationId: office.organisationId },
      ],
    }),
    'parties.1.organisationId',
  ],
  [
    'a role of another kind',
    ({ office }) => ({ parties: [{ role: 'assignor', organisationId: office.organisationId }] }),
    'parties.0.role',
  ],
  [
    'exclusivity in a transfer',
    () => ({ kind: 'transfer_patent_right', parties: [], remuneration: undefined }),
    'exclusivity',
  ],
  ['a patent that is not there', () => ({ patents: ['0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'] }), 'patents.0'],
  [
    'a party that is not there',
    () => ({ parties: [{ role: 'licensor', organisationId: '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e' }] }),
    'parties.0.organisationId',
  ],
])('refuses %s at its place', async (_, change, path) => {
  const all = await ready()
  const { status, paths } = await all.post({ ...all.terms, ...change(all) })
  expect([status, paths]).toEqual([422, [path]])
})

it('refuses a body without legal personality as a party', async () => {
  const { as, terms, post } = await ready()
  const group: Made = await as.officer.make('/api/organisations', {
    kind: 'unincorporated',
    name: { zh: '降噪课题组' },
  })
  const parties = [terms.parties[0]!, { role: 'licensee', organisationId: group.id }]
  const { status, paths, body } = await post({ ...terms, parties })
  expect([status, paths]).toEqual([422, ['parties.1.organisationId']])
  expect(body.errors[0].message).toContain('降噪课题组')
})

it('refuses records of another office as it refuses those of nobody', async () => {
  const all = await ready()
  const b = await besideOffice(all)
  const foreign: Made = await b.as.officer.make('/api/patents', grantedPatent(b.office.organisationId))
  expect((await all.post({ ...all.terms, patents: [foreign.id] })).paths).toEqual(['patents.0'])
  const parties = [{ role: 'licensor', organisationId: b.office.organisationId }]
  expect((await all.post({ ...all.terms, parties })).paths).toEqual(['parties.0.organisationId'])
})

it('lets a draft lack what its review then asks for, all at once', async () => {
  const all = await ready()
  const { status, body } = await all.post({ kind: 'licence_patent', title: { zh: '许可' } })
  expect(status).toBe(201)
  const answer = await review(all, body.id)
  const { errors } = await answer.json()
  expect(errors.map(({ path }: { path: string }) => path).toSorted()).toEqual(
    [
      'parties',
      'parties',
      'patents',
      'contractValue',
      'remuneration',
      'exclusivity',
      'territory',
      'field',
      'termStart',
      'termEnd',
    ].toSorted()
  )
})

it.each<[string, object, object, string]>([
  ['is not in force', { status: 'filed' }, {}, 'patents.0'],
  ['ends before the term', { expiryDate: '2030-01-01' }, {}, 'termEnd'],
])('reviews no licence of a patent that %s', async (_, patent, terms, path) => {
  const all = await ready()
  await put(all, 'patents', all.patent.id, patent)
  const { body } = await all.post({ ...all.terms, ...terms })
  const answer = await review(all, body.id)
  expect(await answer.json()).toMatchObject({ status: 422, errors: [{ path }] })
})

it('reviews no licence of a patent that the licensor does not own', async () => {
  const all = await ready()
  const other: Made = await all.as.officer.make('/api/organisations', firmB)
  const parties = [{ role: 'licensor', organisationId: other.id }, all.terms.parties[1]!]
  const { body } = await all.post({ ...all.terms, parties })
  const answer = await review(all, body.id)
  expect(await answer.json()).toMatchObject({ status: 422, errors: [{ path: 'patents.0' }] })
})

it('closes a price notice after fifteen full days and not before', async () => {
  const all = await ready()
  const { body } = await all.post(all.terms)
  const posted = { state: 'public_notice', pricingMethod: 'agreement', noticePostedOn: '2026-11-24' }
  await put(all, 'agreements', body.id, posted)
  const found: Record<string, number> = {}
  for (const today of ['2026-12-09', '2026-12-10']) {
    all.setNow(`${today}T02:00:00.000Z`)
    const officer = await all.person(all.office.id, ['officer'], '当日')
    const { status } = await officer.send('POST', `/api/agreements/${body.id}/notice_end`, {
      json: {},
      headers: { 'if-match': '"1"' },
    })
    found[today] = status
  }
  expect(found).toEqual({ '2026-12-09': 422, '2026-12-10': 200 })
})
