import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { curves, sheet } from '../../src/demo/sheets.ts'
import { useBrowser } from '../support/browser.ts'
import { testOffice, type TestOffice } from '../support/office.ts'
import { type Made, disclosure } from '../support/records.ts'

const browser = useBrowser()
const ends: (() => Promise<void>)[] = []
let office: TestOffice
let record: Made
let base: string

beforeAll(async () => {
  office = await testOffice({}, (end) => ends.push(end))
  Object.assign(office.deps.assets, JSON.parse(await readFile(join('dist', 'public', 'assets.json'), 'utf8')))
  record = await office.as.officer.make('/api/achievements', disclosure)
  const app = new Hono()
    .use('/assets/*', serveStatic({ root: 'dist/public' }))
    .route('/', office.app as unknown as Hono)
  const server = await new Promise<ServerType>((done) => {
    const started = serve({ fetch: app.fetch, port: 0, hostname: '127.0.0.1' }, ({ port }) => {
      base = `http://127.0.0.1:${port}`
      done(started)
    })
  })
  ends.push(() => new Promise((done) => server.close(() => done())))
})
afterAll(async () => {
  for (const end of ends.toReversed()) await end()
})

it('adds files and notes without a script, and shows an image on its page', async () => {
  const session = office.as.officer.cookie.split('=')[1]
  const context = await browser.open(base, { session, script: false })
  const page = await context.newPage()
  const faults: string[] = []
  page.on('console', (message) => message.type() === 'error' && faults.push(message.text()))
  const papers = [
    { name: '测试曲线.png', mimeType: 'image/png', buffer: Buffer.from(curves()) },
    { name: '说明书.pdf', mimeType: 'application/pdf', buffer: Buffer.from(sheet('Blade', ['One line'])) },
  ]
  for (const paper of papers) {
    await page.goto(`/achievements/${record.id}`)
    await page.getByRole('link', { name: '添加文件' }).click()
    await page.getByLabel('文件', { exact: false }).first().setInputFiles(paper)
    await page.getByRole('button', { name: '添加文件' }).click()
    await page.waitForURL(/done=saved/)
  }
  await page.getByRole('link', { name: '添加备注' }).click()
  await page.getByLabel('内容').fill('样机在机械楼')
  await page.getByRole('button', { name: '添加备注' }).click()
  await page.waitForURL(/done=saved/)
  expect(await page.locator('#notes').innerText()).toContain('样机在机械楼')
  await page.getByRole('link', { name: '测试曲线.png', exact: true }).click()
  await page.locator('img.td-preview').waitFor()
  // Read from outside the page, in which no script runs.
  const box = await page.locator('img.td-preview').boundingBox()
  expect(box!.width).toBeGreaterThan(200)
  expect(faults).toEqual([])
  await context.close()
})

it('opens a PDF in the viewer of the browser, under a policy that lets it do nothing', async () => {
  const files = (await (await office.as.officer.get(`/api/achievements/${record.id}/attachments`)).json()) as {
    id: string
    name: string
  }[]
  const pdf = files.find(({ name }) => name.endsWith('.pdf'))!
  const session = office.as.officer.cookie.split('=')[1]
  const context = await browser.open(base, { session })
  const page = await context.newPage()
  await page.goto(`/achievements/${record.id}/attachments/${pdf.id}`)
  const [opened] = await Promise.all([
    context.waitForEvent('response', (answer) => answer.url().includes('inline=1')),
    page.getByRole('link', { name: '在浏览器中打开' }).click(),
  ])
  const headers = await opened.allHeaders()
  expect(headers['content-disposition']).toMatch(/^inline; /)
  expect(headers['content-security-policy']).toBe("sandbox; default-src 'none'")
  await context.close()
})
