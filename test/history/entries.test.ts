import { eq } from 'drizzle-orm'
import { expect, it } from 'vitest'
import type { HistoryEvent } from '../../src/history/actions.ts'
import { verifyHistory } from '../../src/history/queries.ts'
import { history } from '../../src/history/table.ts'
import { isMessageKey, words } from '../../src/kernel/messages.ts'
import { achievementSteps } from '../../src/achievements/steps.ts'
import { agreementSteps } from '../../src/agreements/steps.ts'
import { patentSteps } from '../../src/patents/steps.ts'
import { sentence } from '../../src/web/history.ts'
import { catalogue } from '../../templates/messages/index.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, firmB, grantedPatent, licence, sampleRecords } from '../support/records.ts'

it('enters every change once, whoever makes it and through whichever door', async () => {
  const desk = await testOffice()
  const { as, office, enterprise } = desk
  const entries = async (): Promise<string[]> =>
    (await desk.db.select({ event: history.event }).from(history).orderBy(history.seq)).map(({ event }) => event)
  const { stateSecret: _, ...facts } = disclosure
  const edit = (path: string, json: unknown) => as.officer.send('PUT', path, { json, headers: { 'if-match': '"1"' } })
  const made: Record<string, string> = {}
  const changes: readonly [event: HistoryEvent, change: () => Promise<unknown>][] = [
    ['organisation.created', async () => (made['o'] = (await as.officer.make('/api/organisations', firmB)).id)],
    ['organisation.edited', () => edit(`/api/organisations/${made['o']}`, { ...firmB, legalRepresentative: '新任' })],
    ['person.created', async () => (made['p'] = (await as.officer.make('/api/people', { name: { zh: '某' } })).id)],
    ['person.edited', () => edit(`/api/people/${made['p']}`, { name: { zh: '某某' } })],
    ['achievement.created', async () => (made['a'] = (await as.inventor.make('/api/achievements', disclosure)).id)],
    ['achievement.edited', () => edit(`/api/achievements/${made['a']}`, { ...facts, trl: 4 })],
    ['achievement.submission', () => as.inventor.step({ id: made['a']!, version: 2 }, 'achievements', 'submission')],
    [
      'patent.created',
      async () =>
        (made['t'] = (
          await as.officer.make('/api/patents', { ...grantedPatent(office.organisationId), achievements: [made['a']] })
        ).id),
    ],
    [
      'patent.surrender',
      () => as.officer.step({ id: made['t']!, version: 1 }, 'patents', 'surrender', { remark: '放弃' }),
    ],
    [
      'agreement.created',
      async () =>
        (made['g'] = (
          await as.officer.make(
            '/api/agreements',
            licence(office.organisationId, enterprise.organisationId, [made['t']!])
          )
        ).id),
    ],
    [
      'agreement.cancellation',
      () => as.head.step({ id: made['g']!, version: 1 }, 'agreements', 'cancellation', { remark: '不再需要' }),
    ],
    [
      'member.invited',
      () => as.head.make('/api/invitations', { name: '新人', email: 'new@example.org', roles: ['officer'] }),
    ],
    ['key.created', () => as.head.make('/api/keys', { name: '程序', roles: ['officer'], days: 1 })],
  ]
  for (const [event, change] of changes) {
    const before = (await entries()).length
    await change()
    expect((await entries()).slice(before)).toEqual([event])
  }
  for (const { verdict } of await verifyHistory(desk.system())) expect(verdict.intact).toBe(true)
})

it('enters nothing when the change was refused', async () => {
  const desk = await testOffice()
  const { id } = await desk.as.inventor.make('/api/achievements', { ...disclosure, contributors: [] })
  const count = () => desk.db.$count(history)
  const before = await count()
  await desk.as.inventor.send('POST', `/api/achievements/${id}/submission`, {
    json: {},
    headers: { 'if-match': '"1"' },
  })
  await desk.as.officer.send('POST', '/api/organisations', { json: { ...firmB, uscc: '1' } })
  expect(await count()).toBe(before)
})

it('has a sentence for every step of every record', () => {
  const rooms = { achievement: achievementSteps, patent: patentSteps, agreement: agreementSteps }
  for (const [room, steps] of Object.entries(rooms))
    for (const noun of Object.keys(steps)) expect(isMessageKey(`history.${room}.${noun}`), `${room}.${noun}`).toBe(true)
})

it('says every event in both languages without a gap', () => {
  // Each sentence gets what it asks for: that it is told so is the compiler's and the other tests' part.
  const told = Object.entries(catalogue).filter(([key]) => key.startsWith('history.'))
  const names = told.flatMap(([, [zh]]) => [...zh.matchAll(/\{(\w+)/g)].map(([, name = '']) => name))
  const params = Object.fromEntries(names.filter((name) => name !== 'actor').map((name) => [name, '某']))
  for (const key of Object.keys(catalogue).filter((key) => key.startsWith('history.')))
    for (const locale of ['zh-CN', 'en'] as const) {
      const entry = { id: '', at: '', event: key.slice('history.'.length), actorName: '李娜', payload: { params } }
      expect(sentence(words(locale), entry), key).not.toMatch(/[{}]|undefined/)
    }
})

it('tells the story of a record to its readers, oldest first', async () => {
  const desk = await testOffice()
  const { achievement, patent, agreement } = await sampleRecords(desk)
  for (const [room, { id }] of Object.entries({ achievements: achievement, patents: patent, agreements: agreement }))
    for (const language of ['zh-CN', 'en']) {
      const story = await (
        await desk.as.officer.get(`/api/${room}/${id}/history`, { 'accept-language': language })
      ).json()
      expect(story).toHaveLength(1)
      expect(story[0].sentence).not.toMatch(/[{}]/)
      expect(story[0].event).toMatch(/\.created$/)
    }
  const mine = await desk.db.select().from(history).where(eq(history.recordId, achievement.id))
  expect(mine[0]).toMatchObject({ actorName: '龑岚', actorId: desk.as.inventor.accountId, chain: desk.office.id })
})
