import { readFile } from 'node:fs/promises'
import { build } from 'esbuild'
import type { Browser } from 'playwright-core'
import { chromium } from 'playwright-core'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { everyKitPage, kitHtml } from './kit.ts'

// Without the last three flags Chromium looks up hosts of its own.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]
const origin = 'http://kit.test'

let browser: Browser
let axe: string
const sheets = new Map<string, Uint8Array>()

beforeAll(async () => {
  browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
  axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
  const { outputFiles } = await build({
    entryPoints: ['src/web/assets/app.css', 'src/web/assets/public.css'],
    bundle: true,
    write: false,
    outdir: 'assets',
  })
  for (const { path, contents } of outputFiles) sheets.set(path.split('/').at(-1)!, contents)
}, 60_000)
afterAll(() => browser.close())

type Found = { violations: { id: string; nodes: { html: string }[] }[] }

/** What axe finds, and how many pixels the page is wider than the screen. */
async function look(html: string, width: number, colorScheme: 'light' | 'dark') {
  const context = await browser.newContext({ viewport: { width, height: 900 }, colorScheme })
  try {
    const page = await context.newPage()
    await page.route('**/*', (route) => {
      const sheet = sheets.get(new URL(route.request().url()).pathname.split('/').at(-1)!)
      if (route.request().url() === `${origin}/`)
        return route.fulfill({ contentType: 'text/html; charset=utf-8', body: html })
      return sheet === undefined
        ? route.fulfill({ status: 204 })
        : route.fulfill({ contentType: 'text/css', body: Buffer.from(sheet) })
    })
    await page.goto(`${origin}/`)
    await page.evaluate(axe)
    const { violations } = await page.evaluate<Found>('axe.run()')
    return {
      violations: violations.map(
        ({ id, nodes }) => `${id}: ${nodes.map(({ html: at }) => at.slice(0, 120)).join(' | ')}`
      ),
      tooWide: await page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)'),
    }
  } finally {
    await context.close()
  }
}

it.each(everyKitPage)(
  'can be used by everybody and fits the screen: “%s” in %s',
  { timeout: 30_000 },
  async (part, locale) => {
    const html = kitHtml(part, locale)
    expect(await look(html, 1280, 'light')).toEqual({ violations: [], tooWide: 0 })
    expect(await look(html, 360, 'dark')).toEqual({ violations: [], tooWide: 0 })
  }
)
