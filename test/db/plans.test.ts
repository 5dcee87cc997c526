import type { InStatement } from '@libsql/client'
import { expect, it } from 'vitest'
import { docOf, operationsOf, type Operation } from '../support/doc.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { besideOffice, sampleRecords } from '../support/records.ts'

/** Tables that grow with an office: none may be read from end to end for one list. */
const growing =
  /^SCAN (?:achievements|achievement_contributors|patents|patent_holders|patent_achievements|agreements|agreement_parties|agreement_patents|organisations|people|contracts|contract_renditions|documents|history|history_payloads|outbox|search_entries|sessions|memberships|accounts|idempotency_keys|[a-z])\b(?!.* VIRTUAL TABLE)/

/** What the application asks of the database while `work` runs. */
async function statementsOf(
  { client }: TestOffice,
  work: () => Promise<unknown>
): Promise<{ sql: string; args: unknown }[]> {
  const sent: { sql: string; args: unknown }[] = []
  const execute: (statement: InStatement) => ReturnType<typeof client.execute> = client.execute.bind(client)
  client.execute = (statement: InStatement) => {
    if (typeof statement === 'object') sent.push({ sql: statement.sql, args: statement.args })
    return execute(statement)
  }
  await work()
  client.execute = execute
  return sent
}

async function scans(desk: TestOffice, path: string, person: TestOffice['as']['head']): Promise<string[]> {
  const sent = await statementsOf(desk, async () => {
    const { status } = await person.get(path)
    expect(`${path} ${status} ${JSON.stringify(desk.logged.filter(({ level }) => level === 'error'))}`).toBe(
      `${path} 200 []`
    )
  })
  expect(sent.length).toBeGreaterThan(0)
  const found = []
  for (const { sql, args } of sent.filter((one) => /^\s*(?:select|with)/i.test(one.sql))) {
    const { rows } = await desk.client.execute({ sql: `explain query plan ${sql}`, args: args as never })
    const steps = rows.map((row) => ({ detail: row['detail'] as string, parent: row['parent'] }))
    // Reading what a subquery of that name made, beside it in the plan, is no scan of the table.
    const made = ({ detail, parent }: (typeof steps)[number]): boolean =>
      steps.some(
        (step) =>
          step.parent === parent &&
          /^(?:CO-ROUTINE|MATERIALIZE) /.test(step.detail) &&
          step.detail.split(' ')[1] === detail.split(' ')[1]
      )
    const whole = steps.filter((step) => growing.test(step.detail) && !made(step)).map(({ detail }) => detail)
    found.push(...whole.map((step) => `${path}: ${step} in ${sql}`))
  }
  return found
}

/** A list's address with each of its orders and filters once, then with a page after the first. */
function queriesOf({ parameters }: Operation): string[] {
  const values = ({ name, schema }: Operation['parameters'][number]): readonly unknown[] => {
    if (schema.enum !== undefined) return name === 'sort' ? schema.enum : schema.enum.slice(0, 1)
    if (name === 'q') return ['静音']
    if (name === 'office') return ['CN']
    return schema.example === undefined ? [] : [schema.example]
  }
  return [
    '',
    ...parameters
      .filter((one) => one.in === 'query')
      .flatMap((one) => values(one).map((value) => `${one.name}=${encodeURIComponent(String(value))}`)),
  ]
}

it('reads every list, in every order and with every filter, by an index', async () => {
  const desk = await testOffice()
  await besideOffice(desk)
  await sampleRecords(desk)
  await sampleRecords(desk).catch(() => undefined) // a second record of what may be there twice
  const lists = operationsOf(await docOf(desk)).filter(({ parameters }) =>
    parameters.some(({ name }) => name === 'cursor')
  )
  const found: string[] = []
  for (const list of lists)
    for (const query of queriesOf(list))
      for (const [role, person] of Object.entries({
        officer: desk.as.officer,
        inventor: desk.as.inventor,
        enterprise: desk.as.enterprise,
      })) {
        if (!(await person.get(list.path)).ok) continue
        const first = await (await person.get(`${list.path}?limit=1&${query}`)).json()
        for (const more of first.nextCursor === null ? [''] : ['', `&cursor=${first.nextCursor}`])
          found.push(
            ...(await scans(desk, `${list.path}?limit=1&${query}${more}`, person)).map((scan) => `${role} ${scan}`)
          )
      }
  expect(found).toEqual([])
})

it('reads the pages everybody opens by an index', async () => {
  const desk = await testOffice()
  const { achievement, patent, agreement, person, organisation } = await sampleRecords(desk)
  const paths = [
    '/',
    '/achievements',
    '/patents',
    '/agreements',
    '/people',
    '/organisations',
    '/mail',
    '/search?q=%E9%9D%99%E9%9F%B3',
  ]
  const records = [
    `/achievements/${achievement.id}`,
    `/patents/${patent.id}`,
    `/agreements/${agreement.id}`,
    `/people/${person.id}`,
    `/organisations/${organisation.id}`,
  ]
  const found: string[] = []
  for (const path of [...paths, ...records]) found.push(...(await scans(desk, path, desk.as.head)))
  expect(found).toEqual([])
})

it('finds a scan where there is one', async () => {
  const desk = await testOffice()
  const { rows } = await desk.client.execute(`explain query plan select * from people where unit = 'x'`)
  expect(rows.some((row) => growing.test(row['detail'] as string))).toBe(true)
})
