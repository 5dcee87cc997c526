import { expect, it } from 'vitest'
import { faultAt, formOf, open, pageOf, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { disclosure } from '../support/records.ts'

const { earlierDisclosure: _, ...unanswered } = disclosure

it.each([
  [undefined, 422],
  [{ answer: 'none' }, 200],
  [{ where: '全国风机学术年会' }, 422],
  [{ on: '2026-06-01', where: '全国风机学术年会' }, 200],
])('asks before the submission whether it was disclosed before: %j', async (earlierDisclosure, status) => {
  const { as } = await testOffice()
  const { id } = await as.inventor.make('/api/achievements', { ...unanswered, earlierDisclosure })
  const sent = { json: {}, headers: { 'if-match': '"1"' } }
  const answer = await as.inventor.send('POST', `/api/achievements/${id}/submission`, sent)
  expect(answer.status).toBe(status)
  if (status === 422) expect(await answer.json()).toMatchObject({ errors: [{ path: 'earlierDisclosure' }] })
})

it('tells "none" from "not asked" on the form and on the record', async () => {
  const { as } = await testOffice()
  const { id } = await as.inventor.make('/api/achievements', unanswered)
  const path = `/achievements/${id}`
  const save = async (more: Record<string, string>) =>
    as.inventor.send('POST', `${path}/edit`, { form: { ...formOf(await open(as.inventor, `${path}/edit`)), ...more } })
  expect(textOf((await open(as.inventor, path)).querySelector('#rights'))).toContain('此前公开情况 未填写')
  expect((await save({ 'earlierDisclosure.answer': 'none' })).status).toBe(303)
  expect(textOf((await open(as.inventor, path)).querySelector('#rights'))).toContain('此前公开情况 从未公开')
  const both = await pageOf(await save({ 'earlierDisclosure.where': '年会' }), 422)
  expect(faultAt(both, 'earlierDisclosure.answer')).toContain('请改正其一')
  const shown = { 'earlierDisclosure.answer': 'shown', 'earlierDisclosure.on': '2026-06-01' }
  expect(faultAt(await pageOf(await save(shown), 422), 'earlierDisclosure.where')).toBe('请填写此项')
})
