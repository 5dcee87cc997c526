import { describe, expect, it } from 'vitest'
import { states } from '../../src/achievements/achievement.ts'
import { open, textOf } from '../support/html.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, eventsOf, put } from '../support/records.ts'

const { stateSecret: _, ...facts } = disclosure
const changed = { ...facts, keywords: ['降噪'] }

const finished = /submitted|rejected|objection|negotiation|licensed|transferred|invested|self|suspended|closed/
it.each<['inventor' | 'officer', (state: string) => boolean]>([
  ['inventor', (state) => state === 'draft'],
  ['officer', (state) => !finished.test(state)],
])('lets the %s change it in some states and says 409 in the others', async (who, editable) => {
  const desk = await testOffice()
  const { id } = await desk.as.inventor.make('/api/achievements', disclosure)
  const wanted = Object.fromEntries(states.map((state) => [state, editable(state) ? 200 : 409]))
  const found: Record<string, number> = {}
  for (const state of states) {
    await put(desk, 'achievements', id, { state, version: 1, keywords: [] })
    const sent = { json: changed, headers: { 'if-match': '"1"' } }
    found[state] = (await desk.as[who].send('PUT', `/api/achievements/${id}`, sent)).status
  }
  expect(found).toEqual(wanted)
})

it('records nothing when nothing changed', async () => {
  const desk = await testOffice()
  const { id } = await desk.as.inventor.make('/api/achievements', disclosure)
  const same = () =>
    desk.as.inventor.send('PUT', `/api/achievements/${id}`, { json: facts, headers: { 'if-match': '"1"' } })
  expect((await same()).headers.get('etag')).toBe('"1"')
  expect(await eventsOf(desk, id)).toEqual(['achievement.created'])
})

describe('after the head has approved', () => {
  const approved = async () => {
    const desk = await testOffice()
    const { id } = await desk.as.inventor.make('/api/achievements', { ...disclosure, title: { zh: '静音叶片' } })
    await put(desk, 'achievements', id, { state: 'approved' })
    const sent = (change: object) => ({
      json: { ...facts, title: { zh: '静音叶片' }, ...change },
      headers: { 'if-match': '"1"' },
    })
    return { desk, id, edit: (change: object) => desk.as.officer.send('PUT', `/api/achievements/${id}`, sent(change)) }
  }
  const [first, second] = disclosure.contributors

  it.each([
    ['title', { title: { zh: '静音叶片（二代）' } }],
    ['abstract', { abstract: { zh: '别的摘要。' } }],
    ['abstract', { abstract: undefined }],
    [
      'contributors',
      {
        contributors: [
          { ...first, share: 900_000 },
          { ...second, share: 100_000 },
        ],
      },
    ],
    ['contributors', { contributors: [second, first] }],
    ['contributors', { contributors: [{ ...first, share: 1_000_000 }] }],
    ['contributors', { contributors: [first, second, { name: '陆鸣', share: 0 }] }],
  ])('keeps the %s as it was decided on: %j', async (field, change) => {
    const { edit } = await approved()
    const answer = await edit(change)
    expect(answer.status).toBe(422)
    const { errors } = (await answer.json()) as { errors: { path: string; message: string }[] }
    expect(errors.map(({ path }) => path)).toEqual([field])
    expect(errors[0]!.message).toContain('请关闭本成果并重新披露')
  })

  it('still takes keywords, and what nobody had said', async () => {
    const { desk, id, edit } = await approved()
    const more = {
      title: { zh: '静音叶片', en: 'Silent blade' },
      abstract: { ...disclosure.abstract, en: 'A blade that lowers the noise of axial fans.' },
      keywords: ['降噪'],
      contributors: [{ ...first, unit: '机械学院', personId: desk.as.inventor.personId }, second],
    }
    expect((await edit(more)).status).toBe(200)
    expect(textOf(await open(desk.as.officer, `/achievements/${id}/edit`))).toContain('完成人与贡献比例不能再修改')
  })
})
