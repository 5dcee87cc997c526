import { expect, it } from 'vitest'
import { pageRegistry } from '../../src/web/registry.ts'
import { docOf, operationsOf } from '../support/doc.ts'
import { testOffice } from '../support/office.ts'
import { type Desk, sampleRecords } from '../support/records.ts'

/** All that the database holds, by table. */
async function contentOf({ client }: Desk): Promise<Map<string, string>> {
  const { rows } = await client.execute(`select name from sqlite_master where type = 'table'`)
  const content = new Map<string, string>()
  for (const row of rows) {
    const name = row['name'] as string
    content.set(name, JSON.stringify((await client.execute(`select * from "${name}"`)).rows))
  }
  return content
}

it('V3.5.3 changes nothing by looking, whoever looks at what', async () => {
  const desk = await testOffice()
  const records = await sampleRecords(desk)
  const ids: Readonly<Record<string, string>> = {
    achievements: records.achievement.id,
    patents: records.patent.id,
    agreements: records.agreement.id,
    people: records.person.id,
    organisations: records.organisation.id,
    contracts: records.contract.id,
  }
  const pages = pageRegistry.filter(({ method }) => method === 'GET').map(({ path }) => path)
  const routes = operationsOf(await docOf(desk)).filter(({ method }) => method === 'GET')
  const paths = [...pages, ...routes.map(({ path }) => path)].map((path) => {
    const room = path.split('/').find((part) => part in ids) ?? ''
    return path.replace(/:\w+\{[^}]+\}|\{form\}/, 'zh-CN').replace(/:\w+|\{\w+\}/, ids[room] ?? 'x')
  })
  expect(paths.length).toBeGreaterThan(80)
  const before = await contentOf(desk)
  let seen = 0
  for (const path of paths)
    for (const person of [desk.as.head, desk.as.enterprise]) {
      const { status } = await person.get(path)
      expect(`${path} ${status < 500}`).toBe(`${path} true`)
      if (status === 200) seen += 1
    }
  expect(seen).toBeGreaterThan(60)
  const after = await contentOf(desk)
  // When a session was last seen, and how often somebody looked for a document by its hash.
  const counting = ['sessions', 'throttles']
  expect([...after.keys()].filter((name) => after.get(name) !== before.get(name) && !counting.includes(name))).toEqual(
    []
  )
})
