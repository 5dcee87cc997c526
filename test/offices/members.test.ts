import { eq } from 'drizzle-orm'
import { describe, expect, it } from 'vitest'
import { memberships, sessions } from '../../src/identity/table.ts'
import { outbox } from '../../src/mail/table.ts'
import { type Person, type TestOffice, testOffice } from '../support/office.ts'

const membershipOf = async ({ db }: TestOffice, { accountId }: Person) =>
  (await db.select().from(memberships).where(eq(memberships.accountId, accountId)))[0]!
const post = (by: Person, path: string, form: Record<string, string> = {}) => by.send('POST', path, { form })

describe('the last head of an office', () => {
  it.each([
    ['leaves', '/members/leave', {}],
    ['gives the role away', '/members/:id', { roles: 'officer' }],
  ])('is refused who %s', async (_, path, form) => {
    const desk = await testOffice()
    const { id } = await membershipOf(desk, desk.as.head)
    const answer = await post(desk.as.head, path.replace(':id', id), form)
    expect([answer.status, await answer.text()]).toEqual([409, expect.stringContaining('何敬 是最后一位负责人')])
    expect((await membershipOf(desk, desk.as.head)).roles).toEqual(['office_head'])
  })

  it('may go once there is another', async () => {
    const desk = await testOffice()
    const { id } = await membershipOf(desk, desk.as.officer)
    const given = await desk.as.head.send('POST', `/api/members/${id}/roles`, { json: { roles: ['office_head'] } })
    expect(given.status).toBe(200)
    expect((await post(desk.as.head, '/members/leave')).status).toBe(303)
    expect((await membershipOf(desk, desk.as.head)).endedAt).not.toBeNull()
  })
})

it('V7.4.2 shuts a suspended member out at once and lets them back in', async () => {
  const desk = await testOffice()
  const { id } = await membershipOf(desk, desk.as.officer)
  expect((await post(desk.as.head, `/members/${id}/suspension`)).status).toBe(303)
  expect((await desk.as.officer.get('/api/achievements')).status).toBe(401)
  expect(await desk.db.select().from(sessions).where(eq(sessions.membershipId, id))).toEqual([])
  expect((await post(desk.as.head, `/members/${id}/suspension`)).status).toBe(409)
  expect((await post(desk.as.head, `/members/${id}/resumption`)).status).toBe(303)
  expect((await membershipOf(desk, desk.as.officer)).suspendedAt).toBeNull()
})

it('gives roles that hold from the next request on, and no role of another kind of organisation', async () => {
  const desk = await testOffice()
  const { id } = await membershipOf(desk, desk.as.officer)
  expect((await desk.as.officer.get('/api/keys')).status).toBe(403)
  const give = (roles: string[]) => desk.as.head.send('POST', `/api/members/${id}/roles`, { json: { roles } })
  expect((await give(['office_head', 'officer'])).status).toBe(200)
  expect((await desk.as.officer.get('/api/keys')).status).toBe(200)
  for (const role of ['enterprise_head', 'administrator', 'government_viewer'])
    expect((await give([role])).status).toBe(422)
})

it('knows nobody of another organisation', async () => {
  const desk = await testOffice()
  const { id } = await membershipOf(desk, desk.as.enterprise)
  for (const path of ['', '/suspension', '/removal'])
    expect((await post(desk.as.head, `/members/${id}${path}`, { roles: 'officer' })).status).toBe(404)
})

it('lets an enterprise manage its own members, and them alone', async () => {
  const desk = await testOffice()
  const head = await desk.person(desk.enterprise.id, ['enterprise_head'], '孟总')
  const invited = { name: '新同事', email: 'new@jingling.example.com', roles: ['enterprise_member'] }
  expect((await desk.as.enterprise.send('POST', '/api/invitations', { json: invited })).status).toBe(403)
  expect((await head.send('POST', '/api/invitations', { json: invited })).status).toBe(201)
  expect((await head.send('POST', '/api/invitations', { json: { ...invited, roles: ['officer'] } })).status).toBe(422)
  const { items } = (await (await head.get('/api/members')).json()) as { items: { name: string }[] }
  expect(items.map(({ name }) => name)).toEqual(['程静', '孟总'])
  expect((await head.get('/members')).status).toBe(200)
})

it('sends an invitation again: the former link is void, the new one lets in', async () => {
  const desk = await testOffice()
  const made = await desk.as.head.make('/api/invitations', {
    name: '新人',
    email: 'new@example.org',
    roles: ['officer'],
  })
  expect((await post(desk.as.head, `/members/invitations/${made.id}/again`)).status).toBe(303)
  const { items } = (await (await desk.as.head.get('/api/invitations')).json()) as { items: { id: string }[] }
  expect(items).toHaveLength(1)
  expect(items[0]!.id).not.toBe(made.id)
  expect((await desk.db.select().from(outbox)).filter(({ event }) => event === 'invitation')).toHaveLength(2)
})
