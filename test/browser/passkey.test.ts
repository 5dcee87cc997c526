import { join } from 'node:path'
import { readFile } from 'node:fs/promises'
import { type ServerType, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import type { Page } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { freePort } from '../support/free-port.ts'
import { type Person, type TestOffice, testOffice } from '../support/office.ts'
import { fill, follow, press } from '../support/person.ts'
import { proofOver } from '../support/proof.ts'
import { sampleRecords } from '../support/records.ts'
import { letterTo } from '../support/sign-in.ts'

const browser = useBrowser()
const ends: (() => Promise<void>)[] = []
let office: TestOffice
let agreement: string
let base: string

beforeAll(async () => {
  const port = await freePort()
  // A passkey belongs to a host by name: the server at 127.0.0.1 is opened as localhost.
  base = `http://localhost:${port}`
  office = await testOffice({ PUBLIC_URL: base }, (end) => ends.push(end))
  Object.assign(office.deps.assets, JSON.parse(await readFile(join('dist', 'public', 'assets.json'), 'utf8')))
  const app = new Hono()
    .use('/assets/*', serveStatic({ root: 'dist/public' }))
    .route('/', office.app as unknown as Hono)
  const server = await new Promise<ServerType>((done) => {
    const started = serve({ fetch: app.fetch, port, hostname: '127.0.0.1' }, () => done(started))
  })
  ends.push(() => new Promise((done) => server.close(() => done())))
  agreement = await priced(office)
})
afterAll(async () => {
  for (const end of ends.toReversed()) await end()
})

/** An agreement that waits for nothing but its approval. */
async function priced(office: TestOffice): Promise<string> {
  const { as } = office
  const { agreement } = await sampleRecords(office)
  let record = await as.officer.step(agreement, 'agreements', 'review')
  record = await as.legal.step(record, 'agreements', 'clearance')
  record = await as.officer.step(record, 'agreements', 'pricing', { method: 'exempt' })
  record = await as.officer.step(record, 'agreements', 'price', { evidence: '会议纪要 12' })
  return `/agreements/${record.id}`
}

async function signInByCode(page: Page, person: Person): Promise<void> {
  await page.goto('/sign-in')
  await fill(page, { email: person.email })
  await press(page, '发送验证码')
  await page.locator('[name="code"]').waitFor()
  await fill(page, { code: (await letterTo(office, person.email))!.code })
  await press(page, '登录')
  await page.waitForURL(`${base}/`)
}

/** A device with a fingerprint reader whose owner is always there (Chromium's own). */
async function withAuthenticator(page: Page): Promise<void> {
  const devtools = await page.context().newCDPSession(page)
  await devtools.send('WebAuthn.enable')
  await devtools.send('WebAuthn.addVirtualAuthenticator', {
    options: {
      protocol: 'ctap2',
      transport: 'internal',
      hasResidentKey: true,
      hasUserVerification: true,
      isUserVerified: true,
      automaticPresenceSimulation: true,
    },
  })
}

it('adds a passkey, signs in with it, approves with it, and ends a session elsewhere', async () => {
  const { head } = office.as
  const page = await (await browser.open(base)).newPage()
  const wrong: string[] = []
  page.on('pageerror', (error) => wrong.push(error.message))
  await withAuthenticator(page)
  await signInByCode(page, head)
  await page.goto('/account')
  await follow(page, '添加通行密钥')
  await fill(page, { name: '办公室电脑' })
  await press(page, '添加通行密钥')
  await page.waitForURL(/\/account\?done=passkey_added/)
  await page.getByText('办公室电脑').first().waitFor()

  // Out, and in again without waiting for a letter.
  await page.locator('header details, .td-top details').last().locator('summary').click()
  await page.getByRole('button', { name: '退出登录' }).click()
  await page.waitForURL(/\/sign-in/)
  await page.goto(`/sign-in?next=${agreement}`)
  await press(page, '用通行密钥登录')
  await page.waitForURL(({ pathname }) => pathname === agreement)

  // Ten minutes later an approval asks who is there, and goes on with what was typed.
  office.later(proofOver)
  await follow(page, '批准')
  await fill(page, { remark: '同意，按会议纪要执行' })
  await press(page, '批准')
  await page.getByRole('heading', { name: '请确认是您本人' }).waitFor()
  expect(await browser.violations(page)).toEqual([])
  await press(page, '用通行密钥确认')
  await page.waitForURL(({ pathname }) => pathname === agreement)
  await page.getByText('同意，按会议纪要执行').first().waitFor()
  await page.getByText('已批准').first().waitFor()

  // Another browser of the same person is shown out.
  const other = await (await browser.open(base)).newPage()
  await signInByCode(other, head)
  await other.goto('/people')
  expect(new URL(other.url()).pathname).toBe('/people')
  await page.goto('/account')
  const row = page.locator('#sessions tr', { hasText: '邮件验证码' }).first()
  await row.getByRole('button').click()
  await page.waitForURL(/done=ended/)
  await other.goto('/people')
  expect(new URL(other.url()).pathname).toBe('/sign-in')
  await page.goto('/people')
  expect(new URL(page.url()).pathname).toBe('/people')
  expect(wrong).toEqual([])
})

it('offers no passkey where the site is opened under another name', async () => {
  const page = await (await browser.open(base.replace('localhost', '127.0.0.1'))).newPage()
  await page.goto('/sign-in')
  expect(await page.getByRole('button', { name: '用通行密钥登录' }).count()).toBe(0)
})
