import { asc, eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { jobRuns } from '../src/db/table.ts'
import { throttles } from '../src/identity/table.ts'
import { jobs, runDue } from '../src/jobs.ts'
import { testDesk } from './support/office.ts'

const minute = 60_000

async function desk() {
  const made = await testDesk()
  const runs = () => made.db.select().from(jobRuns).orderBy(asc(jobRuns.slot), asc(jobRuns.job))
  return { ...made, runs }
}

it('runs each job once a slot, however often and from however many sides it is asked', async () => {
  const { deps, runs, logged } = await desk()
  await Promise.all([runDue(deps), runDue(deps)])
  const first = await runs()
  await runDue(deps)
  expect(await runs()).toEqual(first)
  expect(first.map(({ job }) => job).toSorted()).toEqual(jobs.map(({ name }) => name).toSorted())
  expect(first.every(({ finishedAt, problem }) => finishedAt !== null && problem === null)).toBe(true)
  expect(logged).toEqual([])
})

it('counts days as the office does', async () => {
  const { deps, runs, setNow } = await desk()
  setNow('2026-11-23T15:59:00.000Z')
  await runDue(deps)
  setNow('2026-11-23T16:01:00.000Z')
  await runDue(deps)
  const days = (await runs()).filter(({ job }) => job === 'forget_codes').map(({ slot }) => slot)
  expect(days).toEqual(['2026-11-23', '2026-11-24'])
})

it('forgets what is over', async () => {
  const { deps, write, db, later } = await desk()
  await write((ctx) => ctx.db.insert(throttles).values({ subject: 'x', window: 0, count: 1 }))
  later(minute)
  await runDue(deps)
  expect(await db.select().from(throttles)).toEqual([])
})

it('goes on past a job that fails, and tries that one again when its lease is over', async () => {
  const { deps, runs, client, later, logged } = await desk()
  await client.execute('alter table throttles rename to gone')
  await runDue(deps)
  expect(logged).toMatchObject([{ level: 'error', job: 'forget_throttles' }])
  const failed = (await runs()).find(({ job }) => job === 'forget_throttles')
  expect(failed).toMatchObject({ finishedAt: null, problem: expect.stringContaining('throttles') as string })
  expect((await runs()).filter(({ finishedAt }) => finishedAt === null)).toHaveLength(1)
  await client.execute('alter table gone rename to throttles')
  later(minute)
  await runDue(deps)
  expect((await runs()).filter(({ finishedAt }) => finishedAt === null)).toHaveLength(1)
  later(10 * minute)
  await runDue(deps)
  expect((await runs()).filter(({ finishedAt }) => finishedAt === null)).toEqual([])
})

it('touches nothing while the schema is behind', async () => {
  const { deps, runs, client, logged } = await desk()
  await client.execute('delete from __drizzle_migrations')
  await runDue(deps)
  expect(await runs()).toEqual([])
  expect(logged).toEqual([{ level: 'error', job: 'schema', error: 'schema_behind' }])
})

it('outlives a database that is away', async () => {
  const { deps, client, logged, db } = await desk()
  await runDue(deps)
  client.close()
  await expect(db.select().from(jobRuns).where(eq(jobRuns.job, 'mail'))).rejects.toThrow()
  await runDue(deps)
  expect(logged.map(({ job }) => job)).toEqual(jobs.map(({ name }) => name))
})
