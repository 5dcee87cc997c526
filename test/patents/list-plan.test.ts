import type { InStatement } from '@libsql/client'
import { expect, it } from 'vitest'
import { patentSorts } from '../../src/patents/queries.ts'
import { testOffice } from '../support/office.ts'

/** How the database means to find the rows of a page of patents. */
async function planOf(query: string): Promise<string> {
  const { client, as } = await testOffice()
  const sent: InStatement[] = []
  const execute: (statement: InStatement) => ReturnType<typeof client.execute> = client.execute.bind(client)
  client.execute = (statement: InStatement) => {
    sent.push(statement)
    return execute(statement)
  }
  expect((await as.officer.get(`/api/patents${query}`)).status).toBe(200)
  const [list] = sent.flatMap((one) => (typeof one === 'object' && one.sql.includes('union all') ? [one] : []))
  const { rows } = await execute({ ...list!, sql: `explain query plan ${list!.sql}` })
  return rows.map((row) => row['detail'] as string).join('\n')
}

it.each([...Object.keys(patentSorts).map((sort) => `?sort=${sort}`), '?status=granted'])(
  'reads an office’s patents in the order of an index (%s), so that a page costs the same at any size',
  async (query) => {
    const [, own = ''] = /LEFT\n(.*)\nRIGHT/.exec(await planOf(query)) ?? []
    expect(own).toMatch(/^SEARCH patents USING INDEX patents_\w+ \(office_id=\?/)
  }
)
