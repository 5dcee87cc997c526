import { join } from 'node:path'
import { type ServerType, serve } from '@hono/node-server'
import { serveStatic } from '@hono/node-server/serve-static'
import { Hono } from 'hono'
import { readFile } from 'node:fs/promises'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { everyVisit, type FullOffice, fullOffice, type Visit } from '../support/every-page.ts'

const browser = useBrowser()
const ends: (() => Promise<void>)[] = []
let office: FullOffice
let visits: Visit[]
let base: string

beforeAll(async () => {
  office = await fullOffice((end) => ends.push(end))
  // The pages name the built style sheets and scripts, as they are served.
  Object.assign(office.deps.assets, JSON.parse(await readFile(join('dist', 'public', 'assets.json'), 'utf8')))
  visits = fewerSteps(await everyVisit(office))
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

/** Steps are drawn by one component: two of each room stand for all. */
function fewerSteps(all: readonly Visit[]): Visit[] {
  const counts = new Map<string, number>()
  return all.filter(({ path }) => {
    const [, room = '', id, step] = path.split('/')
    if (id === undefined || step === undefined || step === 'edit' || !/^[0-9a-f]{8}-/.test(id)) return true
    counts.set(room, (counts.get(room) ?? 0) + 1)
    return counts.get(room)! <= 2
  })
}

it.each([
  ['zh-CN', 1280],
  ['en', 360],
] as const)(
  'can be used by everybody and fits the screen: every page in %s, %i wide',
  { timeout: 400_000 },
  async (locale, width) => {
    const wrong: string[] = []
    for (const name of new Set(visits.map((visit) => visit.as))) {
      const { cookie } = office.as[name as keyof typeof office.as]
      const context = await browser.open(base, { locale, width, session: cookie.split('=')[1] })
      const page = await context.newPage()
      page.on('pageerror', (error) => wrong.push(`${page.url()}: ${error.message}`))
      page.on('console', (message) => message.type() === 'error' && wrong.push(`${page.url()}: ${message.text()}`))
      for (const { path } of visits.filter((visit) => visit.as === name)) {
        await page.goto(path)
        // Colours are the same in either language and at either width.
        wrong.push(...(await browser.violations(page, width > 1_000)).map((found) => `${path}: ${found}`))
        const tooWide = await browser.tooWide(page)
        if (tooWide > 0) wrong.push(`${path}: ${tooWide} px wider than the screen`)
      }
      await context.close()
    }
    expect(wrong).toEqual([])
  }
)
