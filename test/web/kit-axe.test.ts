import { build } from 'esbuild'
import type { Page } from 'playwright-core'
import { beforeAll, expect, it } from 'vitest'
import { useBrowser } from '../support/browser.ts'
import { everyKitPage, kitHtml } from './kit.ts'

const origin = 'http://kit.test'
const browser = useBrowser()
let page: Page

beforeAll(async () => {
  const { outputFiles } = await build({
    entryPoints: ['src/web/assets/app.css', 'src/web/assets/public.css'],
    bundle: true,
    write: false,
    outdir: 'assets',
  })
  const sheets = new Map(outputFiles.map(({ path, contents }) => [path.split('/').at(-1)!, contents]))
  page = await (await browser.open(origin)).newPage()
  await page.route('**/*', (route) => {
    const name = new URL(route.request().url()).pathname.split('/').at(-1)!
    if (name === '') return route.fulfill({ contentType: 'text/html; charset=utf-8', body: '' })
    const sheet = sheets.get(name)
    return sheet === undefined
      ? route.fulfill({ status: 204 })
      : route.fulfill({ contentType: 'text/css', body: Buffer.from(sheet) })
  })
  await page.goto(`${origin}/`)
})

/** What axe finds on the page as it stands, and how many pixels it is wider than the screen. */
async function look(width: number, colorScheme: 'light' | 'dark') {
  await page.setViewportSize({ width, height: 900 })
  // Colours that are still on their way have the contrast of neither end.
  await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
  return { violations: await browser.violations(page), tooWide: await browser.tooWide(page) }
}

it.each(everyKitPage)('can be used by everybody and fits the screen: “%s” in %s', async (part, locale) => {
  await page.setContent(kitHtml(part, locale))
  expect(await look(1280, 'light')).toEqual({ violations: [], tooWide: 0 })
  expect(await look(360, 'dark')).toEqual({ violations: [], tooWide: 0 })
})
