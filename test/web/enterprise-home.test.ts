import { expect, it } from 'vitest'
import { open } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { grantedPatent } from '../support/records.ts'

it('offers an enterprise no patents but those it holds', async () => {
  const { as, office, enterprise } = await testOffice()
  const facts = grantedPatent(office.organisationId)
  await as.officer.make('/api/patents', facts)
  const before = await open(as.enterprise, '/')
  expect(before.querySelector('a[href="/patents"]')).toBeNull()
  expect((await open(as.officer, '/')).querySelector('nav a[href="/patents"]')).not.toBeNull()
  const patentees = [office.organisationId, enterprise.organisationId]
  await as.officer.make('/api/patents', { ...facts, applicationNumber: '202019900012.2', patentees })
  const after = await open(as.enterprise, '/')
  expect(after.querySelector('main a[href="/patents"]')).not.toBeNull()
})
