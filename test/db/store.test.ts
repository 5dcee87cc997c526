import { sql } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { openClient, openStore } from '../../src/db/store.ts'
import { testDesk } from '../support/office.ts'

const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))

it('commits again after another process held the file, and reads go on meanwhile', async () => {
  const { file, store } = await testDesk()
  const other = openClient(`file:${file}`)
  const held = await other.transaction('write')
  const waiting = store.write((db) => db.run(sql`insert into throttles values ('a', 1, 1)`))
  for (let i = 0; i < 5; i++) {
    await store.db.all(sql`select count(*) from throttles`)
    await nextTurn() // in the first of them the write is refused the file
  }
  await held.commit()
  await waiting
  for (let i = 0; i < 3; i++) await store.write((db) => db.run(sql`update throttles set count = count + 1`))
  expect(await store.db.all(sql`select count from throttles`)).toEqual([{ count: 4 }])
  other.close()
})

it('serves two stores that write one file at once', async () => {
  const { file, store } = await testDesk()
  const client = openClient(`file:${file}`)
  const second = openStore(client)
  await store.write((db) => db.run(sql`insert into throttles values ('a', 1, 0)`))
  const add = (to: Pick<typeof second, 'write'>) =>
    to.write(async (db) => {
      await db.run(sql`update throttles set count = count + 1`)
      for (let i = 0; i < 20; i++) await nextTurn()
    })
  await Promise.all(Array.from({ length: 40 }, (_, i) => add(i % 2 === 0 ? store : second)))
  expect(await store.db.all(sql`select count from throttles`)).toEqual([{ count: 40 }])
  client.close()
})
