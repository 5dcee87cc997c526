import { expect, it } from 'vitest'
import { administratorLink } from '../../src/identity/actions.ts'
import { makeLink } from '../../src/identity/codes.ts'
import { testDesk, testOffice } from '../support/office.ts'
import type { Desk } from '../support/records.ts'
import { askForCode, cookieOf, followLink, letterTo, openLink } from '../support/sign-in.ts'

const rows = async (desk: Desk): Promise<string> => {
  const tables = ['sign_in_codes', 'sessions', 'accounts', 'memberships', 'invitations', 'history', 'outbox']
  return JSON.stringify(
    await Promise.all(tables.map(async (name) => (await desk.client.execute(`select * from ${name}`)).rows))
  )
}

it('V6.4.1 opens a page that changes nothing, and signs in by its button, once', async () => {
  const desk = await testOffice()
  const { token, browser } = await askForCode(desk, desk.as.officer.email)
  const before = await rows(desk)
  for (let i = 0; i < 3; i++) expect((await openLink(desk, token, browser)).status).toBe(200)
  expect(await rows(desk)).toBe(before)
  const entered = await followLink(desk, token, browser)
  expect(entered.status).toBe(303)
  expect(cookieOf(entered, '__Host-sid')).not.toBeNull()
  expect((await followLink(desk, token, browser)).status).toBe(422)
  expect((await openLink(desk, token, browser)).status).toBe(422)
})

it('works in the browser that asked alone', async () => {
  const desk = await testOffice()
  const [mine, others] = [await askForCode(desk, desk.as.officer.email), await askForCode(desk, desk.as.legal.email)]
  for (const browser of ['', others.browser]) {
    expect((await openLink(desk, mine.token, browser)).status).toBe(422)
    expect((await followLink(desk, mine.token, browser)).status).toBe(422)
  }
  expect((await followLink(desk, mine.token, mine.browser)).status).toBe(303)
})

it('lets one of two at once in', async () => {
  const desk = await testOffice()
  const { token, browser } = await askForCode(desk, desk.as.officer.email)
  const both = await Promise.all([followLink(desk, token, browser), followLink(desk, token, browser)])
  expect(both.map(({ status }) => status).toSorted((a, b) => a - b)).toEqual([303, 422])
})

it.each(['', 'x', 'x'.repeat(10_000), '%00', "' or 1=1 --"])('knows no link “%s”', async (token) => {
  const desk = await testDesk()
  expect((await openLink(desk, encodeURIComponent(token))).status).toBe(422)
  expect((await followLink(desk, token)).status).toBe(422)
})

const site = ({ deps }: Desk) => deps.config
const tokenOf = (link: string): string => new URL(link).searchParams.get('token')!

it('makes the first administrator, and no second', async () => {
  const desk = await testDesk()
  const link = { email: 'first@example.edu.cn', invitationId: administratorLink, minutes: 60 }
  const make = () => desk.write((ctx) => makeLink(ctx, site(desk), link))
  const [first, second] = [tokenOf(await make()), tokenOf(await make())]
  const who = { name: '管理员', email: 'first@example.edu.cn' }
  expect((await followLink(desk, first, '', { ...who, email: 'x' })).status).toBe(422)
  const entered = await followLink(desk, first, '', who)
  const cookie = cookieOf(entered, '__Host-sid')!
  expect((await desk.ask('GET', '/offices', { headers: { cookie } })).status).toBe(200)
  expect((await followLink(desk, second, '', who)).status).toBe(422)
})

const newcomer = { name: '新来', email: 'new@example.edu.cn', roles: ['officer'] }
const invited = async () => {
  const desk = await testOffice()
  const { id } = await desk.as.head.make('/api/invitations', newcomer)
  return { desk, id, token: (await letterTo(desk, newcomer.email))!.token }
}

it('makes a member of somebody invited, who then signs in with a code', async () => {
  const { desk, token } = await invited()
  expect(await (await openLink(desk, token)).text()).toContain('云溪理工大学')
  const cookie = cookieOf(await followLink(desk, token), '__Host-sid')!
  expect((await desk.ask('GET', '/people', { headers: { cookie } })).status).toBe(200)
  expect((await followLink(desk, token)).status).toBe(422)
  expect((await askForCode(desk, newcomer.email)).code).not.toBe('')
})

it.each(['withdrawn', 'too old', 'replaced by another'])(
  'V6.4.1 lets nobody in by an invitation that is %s',
  async (why) => {
    const { desk, id, token } = await invited()
    if (why === 'withdrawn') await desk.as.head.make(`/api/invitations/${id}/withdrawal`, {})
    if (why === 'too old') desk.later(14 * 86_400_000 + 1)
    if (why === 'replaced by another') await desk.as.head.make('/api/invitations', newcomer)
    expect((await followLink(desk, token)).status).toBe(422)
  }
)

it('adds a membership to an account that is there', async () => {
  const { desk } = await invited()
  await desk.as.head.make('/api/invitations', { ...newcomer, email: desk.as.enterprise.email })
  const { token } = (await letterTo(desk, desk.as.enterprise.email))!
  const cookie = cookieOf(await followLink(desk, token), '__Host-sid')!
  expect((await desk.ask('GET', '/api/people', { headers: { cookie } })).status).toBe(200)
  // The old session still speaks for the enterprise.
  expect((await desk.as.enterprise.get('/api/people')).status).toBe(403)
})
