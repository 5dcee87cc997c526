import { expect, it } from 'vitest'
import { getAgreement } from '../../src/agreements/queries.ts'
import { gatherFacts, sourceOf } from '../../src/issuing/gather.ts'
import { testOffice } from '../support/office.ts'
import { firmB, grantedPatent, licence, put } from '../support/records.ts'
import { approve } from './approved.ts'

/** The facts of a draft with these changes, and the desk it is on. */
async function gathered(change: object = {}) {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const input = { ...licence(office.organisationId, enterprise.organisationId, [patent.id]), ...change }
  const draft = await as.officer.make('/api/agreements', input)
  const facts = async () => {
    const ctx = await as.officer.ctx()
    const agreement = await getAgreement(ctx, draft.id)
    return { agreement, ...(await gatherFacts(ctx, agreement)) }
  }
  return { ...desk, patent, draft, facts }
}

it('tells of parties and patents what the register has', async () => {
  const { facts, office, patent } = await gathered()
  const { parties, patents, term, exclusivity } = await facts()
  expect(parties[0]).toEqual({
    organisationId: office.organisationId,
    role: 'licensor',
    name: { zh: '云溪理工大学', en: 'Yunxi University of Technology' },
    uscc: '12100000MB0X00000F',
    country: 'CN',
    address: { zh: '云溪市学府路1号', en: '1 Xuefu Road, Yunxi' },
    legalRepresentative: '沈知远',
    contact: { name: '方明', email: 'transfer@yunxi.example.edu.cn' },
  })
  const university = { zh: '云溪理工大学', en: 'Yunxi University of Technology' }
  expect(patents).toEqual([
    {
      patentId: patent.id,
      title: { zh: '一种静音叶片', en: 'A silent blade' },
      kind: 'invention',
      officeCode: 'CN',
      applicationNumber: '202011472880.4',
      patentNumber: 'ZL202011472880.4',
      filingDate: '2020-12-14',
      grantDate: '2022-05-10',
      applicants: [university],
      patentees: [university],
      inventors: ['龑岚'],
      expiryDate: '2040-12-13',
    },
  ])
  expect({ term, exclusivity }).toEqual({ term: { start: '2027-01-01', end: '2031-12-31' }, exclusivity: 'exclusive' })
})

it('says the choices of an agreement as the wording knows them', async () => {
  const chosen = {
    dispute: { way: 'court', seat: 'licensee' },
    prevailingLanguage: 'en',
    copies: 6,
    improvements: 'option',
    sublicence: true,
    service: { personDays: 10, months: 3 },
    secrecyYears: 8,
    liabilityCap: 500_000,
    vat: 'exempt',
    technologyValue: 100_000_000,
    exportControl: 'free',
    special: { zh: '另行约定' },
  }
  const { terms, technologyValue } = await (await gathered({ terms: chosen })).facts()
  expect(technologyValue).toEqual({ amount: 100_000_000, currency: 'CNY' })
  expect(terms).toMatchObject({
    dispute: { way: 'court', seat: 'licensee' },
    prevailingLanguage: 'en',
    copies: 6,
    improvementsOption: 6,
    sublicence: 'with_consent',
    service: { personDays: 10, months: 3, dayRate: 0 },
    help: null,
    secrecyYears: 8,
    liabilityCap: 500_000,
    vat: 'exempt',
    exportControl: 'free',
    special: { zh: '另行约定' },
  })
})

it('turns seat and service to the sides of a transfer', async () => {
  const transfer = {
    kind: 'transfer_patent_right',
    parties: [],
    exclusivity: undefined,
    terms: { dispute: { way: 'court', seat: 'licensor' }, service: { personDays: 5, months: 2 } },
  }
  const { terms } = await (await gathered(transfer)).facts()
  expect(terms).toMatchObject({
    dispute: { way: 'court', seat: 'assignor' },
    service: null,
    help: { personDays: 5, months: 2, knowHow: null },
  })
})

it('says how the price was found, and the days of its notice', async () => {
  const desk = await gathered()
  expect((await desk.facts()).terms.pricing).toBeNull()
  await approve(desk, desk.draft, 'agreement')
  expect((await desk.facts()).terms.pricing).toEqual({ method: 'agreement', from: '2026-11-01', to: '2026-11-16' })
  await put(desk, 'agreements', desk.draft.id, { pricingMethod: 'auction' })
  expect((await desk.facts()).terms.pricing).toEqual({ method: 'auction', venue: null, from: null, to: null })
})

it('discloses the licences that others hold on the patents', async () => {
  const desk = await gathered({ exclusivity: 'ordinary' })
  const { as, office, patent, facts } = desk
  const other = await as.officer.make('/api/organisations', { ...firmB, uscc: undefined })
  const earlier = await as.officer.make('/api/agreements', {
    ...licence(office.organisationId, other.id, [patent.id]),
    exclusivity: 'ordinary',
  })
  expect((await facts()).terms.encumbrances).toEqual([])
  await put(desk, 'agreements', earlier.id, { state: 'effective' })
  expect((await facts()).terms.encumbrances).toEqual([
    {
      kind: 'licence',
      holder: { zh: '明澈水务有限公司', en: 'Mingche Water Co., Ltd.' },
      scope: {
        zh: '202011472880.4的普通许可，自2027年1月1日起至2031年12月31日止',
        en: 'Ordinary licence of 202011472880.4 from 1 January 2027 to 31 December 2031',
      },
      reference: earlier.reference,
      releaseBy: null,
    },
  ])
})

it('knows in which record a fault is put right', async () => {
  const { facts, office, patent, draft } = await gathered()
  const { agreement } = await facts()
  const at = (...path: (string | number)[]) => sourceOf(agreement, path)
  expect(at('parties', 0, 'address')).toEqual({ record: 'organisation', id: office.organisationId, field: ['address'] })
  expect(at('patents', 0, 'grantDate')).toEqual({ record: 'patent', id: patent.id, field: ['grantDate'] })
  expect(at('parties')).toEqual({ record: 'agreement', id: draft.id, field: ['parties'] })
  expect(at('terms', 'copies')).toEqual({ record: 'agreement', id: draft.id, field: ['terms', 'copies'] })
})
