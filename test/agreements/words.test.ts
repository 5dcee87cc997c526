import { expect, it } from 'vitest'
import { formOf, open, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { grantedPatent, licence } from '../support/records.ts'

const royalty = {
  model: 'running_royalty',
  currency: 'CNY',
  base: { kind: 'net_sales', definition: { zh: '不含税发票金额' } },
  bands: [{ upTo: null, rate: 30_000 }],
  period: 'year',
  reportDays: 30,
  payDays: 45,
}
const entryFee = { amount: 1_000_000, dueDays: 30, creditable: true }

it.each([
  ['licence_patent', royalty, '使用费', '提成（无入门费）'],
  ['licence_patent', { ...royalty, entryFee }, '使用费', '入门费加提成'],
  ['transfer_patent_right', { ...royalty, entryFee }, '转让费', '入门费加提成'],
] as const)('calls the money of a %s what it is', async (kind, remuneration, title, model) => {
  const { as, office, enterprise } = await testOffice()
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const { exclusivity, territory, field, termStart, termEnd, ...common } = licence(
    office.organisationId,
    enterprise.organisationId,
    [patent.id]
  )
  const scope = kind === 'licence_patent' ? { exclusivity, territory, field, termStart, termEnd } : {}
  const roles = kind === 'licence_patent' ? (['licensor', 'licensee'] as const) : (['assignor', 'assignee'] as const)
  const parties = common.parties.map((party, i) => ({ ...party, role: roles[i] }))
  const { id } = await as.officer.make('/api/agreements', { ...common, ...scope, kind, parties, remuneration })
  const record = await open(as.officer, `/agreements/${id}`)
  expect(textOf(record.querySelector('#remuneration h2'))).toBe(title)
  expect(textOf(record.querySelector('#remuneration dl'))).toContain(`计价方式 ${model}`)
})

it('says that a step was taken, also one that asks nothing', async () => {
  const { as, office, enterprise } = await testOffice()
  const patent = await as.officer.make('/api/patents', grantedPatent(office.organisationId))
  const terms = licence(office.organisationId, enterprise.organisationId, [patent.id])
  const { id } = await as.officer.make('/api/agreements', terms)
  expect(formOf(await open(as.officer, `/agreements/${id}/edit`))['_version']).toBe('1')
  const answer = await as.officer.send('POST', `/agreements/${id}/review`, { form: { _version: '1' } })
  const page = await open(as.officer, answer.headers.get('location')!)
  expect(textOf(page.querySelector('.td-notice-success'))).toContain('此步骤已完成')
})
