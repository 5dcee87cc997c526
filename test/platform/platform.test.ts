import { expect, it } from 'vitest'
import { outbox } from '../../src/mail/table.ts'
import { runDue } from '../../src/jobs.ts'
import { testOffice } from '../support/office.ts'
import { twoOffices } from '../support/records.ts'

it('shows the administrator organisations, dead letters and the last run of every job, and nobody else', async () => {
  const desk = await testOffice()
  await desk.unverify(desk.enterprise.id)
  await runDue(desk.deps)
  await desk.as.head.make('/api/invitations', { name: '新人', email: 'new@example.org', roles: ['officer'] })
  await desk.write(({ db }) => db.update(outbox).set({ state: 'failed', problem: '550 no such user' }))
  const read = async (path: string) => (await (await desk.as.administrator.get(`/api/platform/${path}`)).json()).items
  expect(await read('organisations')).toMatchObject([
    { kind: 'enterprise', members: 1, verifiedAt: null },
    { kind: 'office', members: 6 },
  ])
  expect(await read('dead_letters')).toMatchObject([{ recipient: 'new@example.org', problem: '550 no such user' }])
  const jobs = (await read('jobs')) as { job: string; problem: string | null; finishedAt: string | null }[]
  expect(jobs.map(({ job }) => job)).toContain('mail')
  expect(jobs.filter(({ problem, finishedAt }) => problem !== null || finishedAt === null)).toEqual([])
  const page = await (await desk.as.administrator.get('/platform')).text()
  for (const text of ['550 no such user', '寄送邮件', '静岭风机有限公司']) expect(page).toContain(text)
  for (const one of [desk.as.head, desk.as.enterprise, desk.as.finance])
    expect((await one.get('/api/platform/organisations')).status).toBe(403)
})

it('shows a government body the numbers of the offices it oversees, and no name of anything in them', async () => {
  const { a, b, recordsA } = await twoOffices()
  const input = {
    name: { zh: '省科学技术厅' },
    offices: [a.office.id],
    viewerName: '厉行',
    viewerEmail: 'viewer@example.gov.cn',
  }
  const { id } = await a.as.administrator.make('/api/platform/government', input)
  const viewer = await a.person(id, ['government_viewer'], '厉行')
  const seen = await (await viewer.get('/api/numbers')).json()
  expect(seen).toMatchObject({ items: [{ id: a.office.id, disclosed: 1, patents: 1, licences: 0, value: 0 }] })
  expect(JSON.stringify(seen)).not.toContain(b.office.id)
  const page = await (await viewer.get('/numbers')).text()
  expect(page).toContain('云溪理工大学')
  for (const text of ['龑岚', recordsA.achievement.reference, '静音']) expect(page).not.toContain(text)
  for (const room of ['achievements', 'patents', 'agreements', 'people', 'organisations', 'members', 'contracts'])
    expect([room, (await viewer.get(`/api/${room}`)).status]).toEqual([room, room === 'contracts' ? 404 : 403])
  expect((await viewer.get('/')).headers.get('location')).toBe('/numbers')
})

it('opens no government body over an office that is not there', async () => {
  const desk = await testOffice()
  const answer = await desk.as.administrator.send('POST', '/api/platform/government', {
    json: {
      name: { zh: '省科学技术厅' },
      offices: [desk.enterprise.id],
      viewerName: '厉行',
      viewerEmail: 'viewer@example.gov.cn',
    },
  })
  expect(answer.status).toBe(422)
})
