import { expect, it } from 'vitest'
import { testOffice } from '../support/office.ts'
import { disclosure, grantedPatent } from '../support/records.ts'

it('tells a co-owner nothing of the disclosures behind a patent', async () => {
  const { as, office, enterprise } = await testOffice()
  const achievement = await as.inventor.make('/api/achievements', disclosure)
  const shared = {
    ...grantedPatent(office.organisationId),
    patentees: [office.organisationId, enterprise.organisationId],
  }
  const patent = await as.officer.make('/api/patents', shared)
  const change = { ...shared, status: undefined, achievements: [achievement.id] }
  const edit = { json: change, headers: { 'if-match': `"${patent.version}"` } }
  expect((await as.officer.send('PUT', `/api/patents/${patent.id}`, edit)).status).toBe(200)
  const told = async (person: typeof as.officer) =>
    (
      await Promise.all(
        ['', '/history'].map(async (path) => (await person.get(`/api/patents/${patent.id}${path}`)).text())
      )
    ).join()
  expect(await told(as.officer)).toContain(achievement.id)
  const seen = await told(as.enterprise)
  expect(seen).toContain(patent.reference)
  expect(seen).not.toContain(achievement.id)
  expect(seen).not.toContain(achievement.reference)
})
