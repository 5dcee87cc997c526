import { expect, it } from 'vitest'
import { transaction } from '../../src/db/transaction.ts'
import type { Ctx } from '../../src/kernel/context.ts'
import { refuse } from '../../src/kernel/errors.ts'
import { addPerson } from '../../src/people/actions.ts'
import { people } from '../../src/people/table.ts'
import { testDesk } from '../support/office.ts'
import type { Desk } from '../support/records.ts'

const add = (ctx: Ctx, zh: string, fail = false) =>
  transaction(ctx, async (ctx) => {
    const { reference } = await addPerson(ctx, 'office', { name: { zh } })
    ctx.afterCommit.add('mail')
    if (fail) throw refuse('conflict', 'error.busy')
    return reference
  })
const count = (desk: Desk): Promise<number> => desk.db.$count(people)
const ctxOf = (desk: Desk, told: string[]): Ctx => ({ ...desk.system(), notify: (event) => void told.push(event) })

it('V2.3.3 commits all or nothing, and tells what follows only after the commit', async () => {
  const desk = await testDesk()
  const told: string[] = []
  await add(ctxOf(desk, told), '某')
  expect([await count(desk), told]).toEqual([1, ['mail']])
  await expect(add(ctxOf(desk, told), '某', true)).rejects.toThrow('conflict')
  expect([await count(desk), told]).toEqual([1, ['mail']])
})

it('joins a transaction inside a transaction, so that the outer takes the inner along', async () => {
  const desk = await testDesk()
  const told: string[] = []
  const outer = (fail: boolean) =>
    transaction(ctxOf(desk, told), async (ctx) => {
      await add(ctx, '里')
      await add(ctx, '面')
      expect(told).toEqual([])
      if (fail) throw new Error('of ours')
    })
  await expect(outer(true)).rejects.toThrow('of ours')
  expect(await count(desk)).toBe(0)
  await outer(false)
  expect([await count(desk), told]).toEqual([2, ['mail']])
})

it('goes on after a failure, in the order in which it was asked', async () => {
  const desk = await testDesk()
  const ctx = desk.system()
  const asked = Array.from({ length: 30 }, (_, i) => add(ctx, `${i}`, i % 3 === 0))
  const settled = await Promise.allSettled(asked)
  expect(settled.filter(({ status }) => status === 'rejected')).toHaveLength(10)
  const names = (await desk.db.select({ name: people.name }).from(people).orderBy(people.seq)).map(({ name }) =>
    Number(name.zh)
  )
  expect(names).toEqual(Array.from({ length: 30 }, (_, i) => i).filter((i) => i % 3 !== 0))
})

it('lets other work have its turn between writes', async () => {
  const desk = await testDesk()
  const ctx = desk.system()
  let turns = 0
  let over = false
  const tick = (): void => {
    turns += 1
    if (!over) setImmediate(tick)
  }
  setImmediate(tick)
  await Promise.all(Array.from({ length: 40 }, (_, i) => add(ctx, `${i}`)))
  over = true
  expect(turns).toBeGreaterThanOrEqual(40)
})

it('lets nobody write outside of one', async () => {
  const { db } = (await testDesk()).system()
  // The compiler holds this: a test run alone would not see it go.
  // @ts-expect-error a reader has no insert
  expect(() => db.insert(people)).not.toThrow()
  // @ts-expect-error a reader has no update
  expect(() => db.update(people)).not.toThrow()
  // @ts-expect-error a reader has no delete
  expect(() => db.delete(people)).not.toThrow()
})
