import { expect, it } from 'vitest'
import { faultAt, inEnglish, open, pageOf, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'

const bare = { stateSecret: false, title: { zh: '静音叶片' } }

it('names what a submission still needs, each with the way to its field', async () => {
  const { as } = await testOffice()
  const { id } = await as.inventor.make('/api/achievements', bare)
  const anchors = ['f-abstract-set', 'f-field', 'f-fundingSource', 'f-earlierDisclosure-answer-set', 'g-contributors']
  const page = await open(as.inventor, `/achievements/${id}`)
  const reasons = [...page.querySelectorAll('.td-blocked > dl .td-reasons li')]
  expect(reasons.map(textOf)).toEqual([
    '摘要：请填写此项',
    '技术领域：请填写此项',
    '经费来源：请填写此项',
    '此前公开情况：请填写此项',
    '请填写全部完成人及其贡献比例',
  ])
  expect(reasons.map((li) => li.querySelector('a')?.getAttribute('href'))).toEqual(
    anchors.map((at) => `/achievements/${id}/edit#${at}`)
  )
  const form = await open(as.inventor, `/achievements/${id}/edit`)
  for (const at of anchors) expect(form.querySelector(`#${at}`)).not.toBeNull()
  expect(textOf(form.querySelector('label[for=f-fundingSource]'))).toContain('提交前必填')
  expect(faultAt(form, 'fundingSource')).toBe('')
})

it('says only what can be done something about; steps of other states are folded', async () => {
  const { as } = await testOffice()
  const { id } = await as.inventor.make('/api/achievements', bare)
  const page = await pageOf(await inEnglish(as.inventor, `/achievements/${id}`))
  expect([...page.querySelectorAll('.td-blocked > dl dt')].map(textOf)).toEqual(['Submit to the office'])
  expect(textOf(page.querySelector('.td-blocked details'))).toContain('Start correcting')
})

it('names the fields on the page of a refused step', async () => {
  const { as } = await testOffice()
  const { id } = await as.inventor.make('/api/achievements', bare)
  const answer = await as.inventor.send('POST', `/achievements/${id}/submission`, { form: { _version: '1' } })
  expect(textOf((await pageOf(answer, 422)).querySelector('.td-errors'))).toContain('经费来源：请填写此项')
})
