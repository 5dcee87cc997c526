import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { parseHTML } from 'linkedom'
import { words, type Locale } from '../../src/kernel/messages.ts'
import { KitPage, type KitPart, kitParts } from '../../src/web/kit/kit-page.tsx'

export const assets = {
  'app.css': '/assets/app.css',
  'app.js': '/assets/app.js',
  'public.css': '/assets/public.css',
  'public.js': '/assets/public.js',
}

/** A page of the kit as it would be sent. */
export function kitHtml(part: KitPart, locale: Locale): string {
  const frame = { t: words(locale), nonce: 'n', assets, path: `/kit/${part}` }
  return `<!doctype html>${htmlOf(KitPage({ frame, part }))}`
}

/** What a component draws; none of the kit's own parts waits for anything. */
export function htmlOf(element: Child): string {
  const made = html`${element}`
  if (made instanceof Promise) throw new Error('a component of the kit is asynchronous')
  return made.toString()
}

export const parsed = (page: string): Document => parseHTML(page).document

/** Every page of the kit in both languages, for `it.each`. */
export const everyKitPage = kitParts.flatMap((part) =>
  (['zh-CN', 'en'] as const).map((locale) => [part, locale] as const)
)
