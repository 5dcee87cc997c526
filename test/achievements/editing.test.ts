import { expect, it } from 'vitest'
import { states } from '../../src/achievements/achievement.ts'
import { testOffice } from '../support/office.ts'
import { disclosure, eventsOf, put } from '../support/records.ts'

const { stateSecret: _, ...facts } = disclosure
const changed = { ...facts, title: { zh: '静音叶片（二代）' } }

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
    await put(desk, 'achievements', id, { state, version: 1, title: disclosure.title })
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
