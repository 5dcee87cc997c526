import { expect, it } from 'vitest'
import { states as achievementStates } from '../../src/achievements/achievement.ts'
import { states as agreementStates } from '../../src/agreements/agreement.ts'
import { buildWorld } from '../../src/demo/world.ts'
import { verifyHistory } from '../../src/history/queries.ts'
import { roles } from '../../src/kernel/permissions.ts'
import { systemCtx } from '../../src/kernel/system.ts'
import { patentStatuses } from '../../src/patents/patent.ts'
import { testDesk } from '../support/office.ts'

it('plays three years of two offices: every state, every role, contracts, letters, an unbroken history', async () => {
  const desk = await testDesk()
  const links = await buildWorld(systemCtx(desk.deps, 'demo'), desk.deps)
  const column = async (sql: string) => (await desk.client.execute(sql)).rows.map((row) => Object.values(row)[0])

  const licences = "select distinct state from agreements where kind = 'licence_patent' order by 1"
  expect(await column(licences)).toEqual(agreementStates.toSorted())
  expect(await column('select distinct state from achievements order by 1')).toEqual(achievementStates.toSorted())
  const statuses = await column('select distinct status from patents')
  expect(patentStatuses.filter((status) => statuses.includes(status)).length).toBeGreaterThanOrEqual(9)
  expect(await column("select count(*) from achievements where source = 'nasa-t2'")).toEqual([42])

  expect(new Set(links.map(({ role }) => role))).toEqual(new Set(roles))
  const ofOffice = ['office_head', 'officer', 'legal', 'finance', 'leadership', 'reviewer', 'inventor']
  const inTwo = links.filter(({ role }) => ofOffice.includes(role))
  expect(new Set(inTwo.map(({ organisation, role }) => `${organisation!.zh} ${role}`)).size).toBe(12)
  expect(links.filter(({ role }) => role === 'enterprise_head')).toHaveLength(3)

  // Who signs has a contract, and it is made; no letter waits; nobody was written to after the end of the story.
  const signed = `select a.reference from agreements a left join contracts c on c.agreement_id = a.id
    where a.signed_on is not null and c.id is null`
  expect(await column(signed)).toEqual([])
  expect(await column('select count(*) from contract_renditions where document_id is null')).toEqual([0])
  expect(await column('select distinct state from outbox')).toEqual(['sent'])
  expect(await column(`select count(*) from history where at > '${desk.deps.clock()}'`)).toEqual([0])

  // The platform's, two offices', three enterprises', a government body's.
  const chains = await verifyHistory(desk.system())
  expect(chains).toHaveLength(7)
  expect(chains.filter(({ verdict }) => !verdict.intact)).toEqual([])
  const times = await column('select at from history order by seq')
  expect(times.every((at, i) => i === 0 || (at as string) >= (times[i - 1] as string))).toBe(true)
}, 240_000)
