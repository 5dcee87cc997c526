import { readFile } from 'node:fs/promises'
import { type Browser, type BrowserContext, chromium, type Page } from 'playwright-core'
import { afterAll, beforeAll } from 'vitest'

// Without the last three flags Chromium looks up hosts of its own.
const args = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
]

/** One Chromium for a test file. */
export function useBrowser() {
  let browser: Browser
  let axe = ''
  beforeAll(async () => {
    browser = await chromium.launch({ executablePath: '/usr/bin/chromium', args })
    axe = await readFile('node_modules/axe-core/axe.min.js', 'utf8')
  })
  afterAll(() => browser.close())
  return {
    /** Somebody's own browser: their cookies, their language. `session`: the value of the session's cookie. */
    async open(
      base: string,
      { locale = 'zh-CN', width = 1280, session, script = true }: Opening = {}
    ): Promise<BrowserContext> {
      const context = await browser.newContext({
        baseURL: base,
        locale,
        viewport: { width, height: 900 },
        javaScriptEnabled: script,
      })
      context.setDefaultTimeout(10_000)
      await context.addCookies([{ name: 'lang', value: locale, url: base }])
      if (session !== undefined)
        await context.addCookies([
          {
            name: '__Host-sid',
            value: session,
            domain: '127.0.0.1',
            path: '/',
            secure: true,
            httpOnly: true,
            sameSite: 'Lax',
          },
        ])
      return context
    },
    /** What axe finds wrong with a page, one line a rule. `colours`: contrast too, which takes longest. */
    async violations(page: Page, colours = true): Promise<string[]> {
      // Axe answers with all it looked at: only what is wrong leaves the page. It is read into a page once.
      if (!(await page.evaluate<boolean>('"axe" in window'))) await page.evaluate(`${axe};0`)
      return page.evaluate<
        string[]
      >(`axe.run({ resultTypes: ['violations'], preload: false, rules: { 'color-contrast': { enabled: ${colours} } } }).then(({ violations }) =>
        violations.map(({ id, nodes }) => id + ': ' + nodes.map(({ html }) => html.slice(0, 160)).join(' | ')))`)
    },
    /** How many pixels a page is wider than its screen. */
    tooWide(page: Page): Promise<number> {
      return page.evaluate<number>('Math.max(0, document.documentElement.scrollWidth - innerWidth)')
    },
  }
}

type Opening = {
  readonly locale?: 'zh-CN' | 'en'
  readonly width?: number
  readonly session?: string | undefined
  readonly script?: boolean
}
