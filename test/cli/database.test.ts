import { join } from 'node:path'
import { expect, inject, it, onTestFinished } from 'vitest'
import { openClient } from '../../src/db/store.ts'
import { startBridge } from '../e2e/hrana-bridge.ts'
import { testFolder } from '../support/processes.ts'
import { ask, cliOffice } from './cli.ts'

it('refuses what the register refuses, every fault with its place', async () => {
  const { run } = await cliOffice()
  const again = ['--uscc', '12100000MB0X00000F', '--head-name', '何', '--head-email', 'a@example.org']
  expect(await run('office', 'create', '--name-zh', '另一校', ...again)).toMatchObject({
    code: 1,
    errors: [{ path: 'uscc', value: '12100000MB0X00000F', message: expect.stringContaining('already an office') }],
  })
  expect(await run('person', 'create', '--office', '无此校', '--name', '某')).toMatchObject({
    code: 1,
    error: expect.stringContaining('there is no office 无此校, only'),
  })
})

it('adds people to an office named by id, credit code or either name', async () => {
  const { run, id } = await cliOffice()
  const names = [id, '12100000MB0X00000F', '云溪理工大学', 'Yunxi University of Technology']
  for (const [i, office] of names.entries())
    expect(await run('person', 'create', '--office', office, '--name', `人员${i}`)).toMatchObject({
      code: 0,
      reference: `PER-2026-000${i + 1}`.replace('2026', String(new Date().getFullYear())),
    })
})

it('imports a file once', async () => {
  const { run } = await cliOffice()
  const words = ['import', 'nasa', '--office', '云溪理工大学', 'test/fixtures/nasa-portfolio.csv']
  const first = await run(...words)
  expect(first).toMatchObject({ code: 0, rows: 120, stored: 109, unchanged: 0, repeated: 11, refused: 0, patents: 101 })
  expect(first['faults']).toContainEqual({
    row: 50,
    column: 'Patent Number',
    value: '464750',
    reason: 'Not a US patent number; left out',
    stored: true,
  })
  expect(await run(...words)).toMatchObject({ code: 0, stored: 0, unchanged: 109, repeated: 11, patents: 0 })
  const wrong = await run('import', 'nasa', '--office', '云溪理工大学', 'package.json')
  expect(wrong).toMatchObject({ code: 1, error: expect.stringContaining('package.json: the ') })
})

const second = "chain <> 'platform' and position = 2"
it.each([
  ['a changed entry', `update history set actor_name = '他人' where ${second}`, 'hash'],
  [
    'a changed payload',
    `update history_payloads set payload = '{"params":{}}' where entry_id = (select id from history where ${second})`,
    'payload',
  ],
  ['a missing entry', `delete from history where ${second}`, 'gap'],
])('finds %s in the history', async (_, change, why) => {
  const { run, sql } = await cliOffice()
  expect(await run('history', 'verify')).toMatchObject({ code: 0, intact: true })
  const triggers = ['history_no_update', 'history_no_delete', 'history_payloads_no_update']
  await sql(...triggers.map((trigger) => `drop trigger ${trigger}`), change)
  const { code, intact, chains } = await run('history', 'verify')
  expect([code, intact]).toEqual([1, false])
  expect(chains).toContainEqual(expect.objectContaining({ name: '云溪理工大学', intact: false, position: 2, why }))
})

it('migrates the file, and works on none that is behind', async () => {
  const folder = await testFolder()
  const env = { DATA_DIR: folder }
  expect((await ask(env, 'migrate'))['applied']).toBeGreaterThan(1)
  expect(await ask(env, 'migrate')).toEqual({ code: 0, database: join(folder, 'desk.db'), applied: 0 })
  const client = openClient(`file:${join(folder, 'desk.db')}`)
  await client.execute('update __drizzle_migrations set created_at = 1')
  client.close()
  expect(await ask(env, 'history', 'verify')).toMatchObject({
    code: 1,
    error: expect.stringContaining('migrate first'),
  })
})

it('migrates a remote database, and asks for the secret that its links need', async () => {
  const folder = await testFolder()
  const remote = join(folder, 'remote.db')
  const bridge = await startBridge(remote, 'token')
  onTestFinished(() => bridge.close())
  const env = { DATA_DIR: join(folder, 'own'), DATABASE_URL: bridge.url, DATABASE_TOKEN: 'token' }
  expect(await ask(env, 'migrate')).toMatchObject({ code: 0, database: new URL(bridge.url).host })
  expect(await ask(env, 'migrate')).toMatchObject({ code: 0, applied: 0 })
  const wanted = ['link', '--administrator']
  expect(await ask(env, ...wanted)).toMatchObject({ code: 1, error: expect.stringContaining('SECRET is needed') })
  expect(await ask({ ...env, SECRET: 'x'.repeat(32) }, ...wanted)).toHaveProperty('link')
  const copy = await ask(env, 'backup', '--out', join(folder, 'b.db'))
  expect(copy).toMatchObject({ code: 1, error: expect.stringContaining('remote') })
  const schemaOf = async (file: string) => {
    const client = openClient(`file:${file}`)
    const { rows } = await client.execute("select name from sqlite_schema where name not like 'sqlite_%' order by name")
    client.close()
    return rows.map((row) => row['name'])
  }
  expect(await schemaOf(remote)).toEqual(await schemaOf(inject('migrated')))
})
