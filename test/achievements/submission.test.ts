import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import { outbox } from '../../src/mail/table.ts'
import { open, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { disclosure } from '../support/records.ts'

it('tells the office once, however often it is submitted', async () => {
  const { as, db } = await testOffice()
  const draft = await as.inventor.make('/api/achievements', disclosure)
  expect(draft.reference).toBe('ACH-2026-0001')
  const submit = () =>
    as.inventor.send('POST', `/api/achievements/${draft.id}/submission`, {
      json: {},
      headers: { 'if-match': `"${draft.version}"` },
    })
  expect([(await submit()).status, (await submit()).status]).toEqual([200, 412])
  const letters = await db.select().from(outbox).where(eq(outbox.event, 'achievement_submitted'))
  expect(letters.map(({ recipient }) => recipient).toSorted()).toEqual([as.head.email, as.officer.email].toSorted())
})

it('saves nothing of a state secret', async () => {
  const { as } = await testOffice()
  const answer = await as.inventor.send('POST', '/api/achievements', { json: { ...disclosure, stateSecret: true } })
  expect(answer.status).toBe(422)
  const list: unknown = await (await as.inventor.get('/api/achievements')).json()
  expect(list).toMatchObject({ items: [] })
})

it('keeps saying why it came back until it is submitted again', async () => {
  const { as } = await testOffice()
  const draft = await as.inventor.make('/api/achievements', disclosure)
  const remark = '请补充与现有技术的区别'
  const submitted = await as.inventor.step(draft, 'achievements', 'submission')
  const received = await as.officer.step(submitted, 'achievements', 'receipt')
  const returned = await as.officer.step(received, 'achievements', 'return', { remark })
  const correcting = await as.inventor.step(returned, 'achievements', 'revision')
  expect(correcting.remark).toBe(remark)
  for (const path of ['', '/edit'])
    expect(textOf(await open(as.inventor, `/achievements/${draft.id}${path}`))).toContain(remark)
  expect((await as.inventor.step(correcting, 'achievements', 'submission')).remark).toBeNull()
})
