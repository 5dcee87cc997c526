import { expect, it } from 'vitest'
import { verifyHistory } from '../../src/history/queries.ts'
import { record } from '../../src/history/actions.ts'
import { testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'

/** Two organisations with five entries each, one after the other in turn. */
async function twoChains(): Promise<Desk> {
  const desk = await testDesk()
  for (let i = 1; i <= 5; i++)
    for (const officeId of ['office-a', 'office-b'])
      await desk.write((ctx) =>
        record(
          ctx,
          'person.created',
          { kind: 'person', id: `${officeId}-${i}`, officeId },
          { params: { reference: `PER-${i}` } }
        )
      )
  return desk
}

const verdicts = async (desk: Desk) =>
  Object.fromEntries((await verifyHistory(desk.system())).map(({ chain, verdict }) => [chain, verdict]))

/** Past the application and past the triggers, as somebody with the file could. */
async function tamper(desk: Desk, ...statements: readonly string[]): Promise<void> {
  const { rows } = await desk.client.execute(
    `select name from sqlite_master where type = 'trigger' and tbl_name like 'history%'`
  )
  for (const row of rows) await desk.client.execute(`drop trigger ${row['name'] as string}`)
  for (const statement of statements) await desk.client.execute(statement)
}
const third = `(chain = 'office-a' and position = 3)`
const own = `(select id from history where ${third})`

it('keeps a chain of its own for each organisation', async () => {
  const found = await verdicts(await twoChains())
  expect(found).toMatchObject({ 'office-a': { intact: true, entries: 5 }, 'office-b': { intact: true, entries: 5 } })
  expect(found['office-a']).not.toEqual(found['office-b'])
})

it.each([
  ['update', `update history set actor_name = 'x' where ${third}`],
  ['delete', `delete from history where ${third}`],
  ['replace', `insert or replace into history select * from history where ${third}`],
  ['payload', `update history_payloads set payload = '{}' where entry_id = ${own}`],
  ['payload moved', `update history_payloads set entry_id = 'x' where entry_id = ${own}`],
  [
    'payload replaced',
    `insert or replace into history_payloads select entry_id, '{}' from history_payloads where entry_id = ${own}`,
  ],
  ['payload deleted', `delete from history_payloads where entry_id = ${own}`],
])('refuses to change what was written (%s)', async (_, statement) => {
  const desk = await twoChains()
  await expect(desk.client.execute(statement)).rejects.toThrow(/never|UNIQUE/)
  expect(await verdicts(desk)).toMatchObject({ 'office-a': { intact: true, entries: 5 } })
})

it('lets a payload be erased and still verifies', async () => {
  const desk = await twoChains()
  await desk.client.execute(`update history_payloads set payload = null where entry_id = ${own}`)
  expect(await verdicts(desk)).toMatchObject({ 'office-a': { intact: true, entries: 5 } })
})

it.each([
  'id',
  'position',
  'at',
  'event',
  'record_kind',
  'record_id',
  'actor_id',
  'actor_name',
  'request_id',
  'payload_hash',
  'previous_hash',
  'hash',
])('finds a changed %s at its place', async (column) => {
  const desk = await twoChains()
  const value = column === 'position' ? '30' : `ifnull(${column}, '') || 'x'`
  await tamper(desk, `update history set ${column} = ${value} where ${third}`)
  const found = await verdicts(desk)
  expect(found['office-a']).toMatchObject({ intact: false, position: 3 })
  expect(found['office-b']).toMatchObject({ intact: true, entries: 5 })
})

it.each([
  ['an entry was moved to another chain', [`update history set chain = 'office-c' where ${third}`], 3],
  [
    'the payload was changed',
    [`update history_payloads set payload = replace(payload, 'PER-3', 'PER-4') where entry_id = ${own}`],
    3,
  ],
  ['the payload got a blank', [`update history_payloads set payload = payload || ' ' where entry_id = ${own}`], 3],
  ['the payload is no JSON', [`update history_payloads set payload = 'x' where entry_id = ${own}`], 3],
  ['the payload is gone', [`delete from history_payloads where entry_id = ${own}`], 3],
  ['an entry is missing', [`delete from history where ${third}`], 3],
  ['the first is missing', [`delete from history where chain = 'office-a' and position = 1`], 1],
  [
    'two were swapped',
    [
      `update history set position = 99 where ${third}`,
      `update history set position = 3 where chain = 'office-a' and position = 4`,
      `update history set position = 4 where chain = 'office-a' and position = 99`,
    ],
    3,
  ],
  [
    'one was put in between',
    [
      `update history set position = position + 10 where chain = 'office-a' and position > 2`,
      `update history set position = position - 9 where chain = 'office-a' and position > 2`,
      `insert into history select 99, 'new', chain, 3, 'x', 'y', at, event, record_kind, record_id, actor_id, actor_name, request_id, payload_hash from history where chain = 'office-a' and position = 2`,
    ],
    3,
  ],
])('finds it when %s', async (_, statements, position) => {
  const desk = await twoChains()
  await tamper(desk, ...statements)
  expect((await verdicts(desk))['office-a']).toMatchObject({ intact: false, position })
})
