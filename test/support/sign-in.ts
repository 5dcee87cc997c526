import { desc, eq } from 'drizzle-orm'
import { renderRow } from '../../src/mail/send.ts'
import { outbox } from '../../src/mail/table.ts'
import type { Desk } from './records.ts'

/** The cookie an answer sets, as the browser sends it back; null when it sets none of that name. */
export function cookieOf(answer: Response, name: string): string | null {
  const set = answer.headers.getSetCookie().find((cookie) => cookie.startsWith(`${name}=`))
  return set?.split(';')[0] ?? null
}

/** What the newest letter to an address holds. */
export async function letterTo(desk: Desk, email: string) {
  const [row] = await desk.db
    .select()
    .from(outbox)
    .where(eq(outbox.recipient, email))
    .orderBy(desc(outbox.seq))
    .limit(1)
  if (row === undefined) return null
  const { text } = await renderRow(row, desk.deps.config.secret)
  return {
    code: /[2-9A-Z]{4}-[2-9A-Z]{4}/.exec(text)?.[0] ?? '',
    token: /token=([\w-]+)/.exec(text)?.[1] ?? '',
  }
}

/** Asks for a code as a browser does that has no cookie yet. */
export async function askForCode(desk: Desk, email: string) {
  const page = await desk.ask('POST', '/sign-in', { form: { email, next: '/people' } })
  const html = await page.text()
  const letter = await letterTo(desk, email)
  return {
    status: page.status,
    html,
    browser: cookieOf(page, '__Host-asked') ?? '',
    id: /name="id" value="([^"]+)"/.exec(html)?.[1] ?? '',
    code: letter?.code ?? '',
    token: letter?.token ?? '',
  }
}
type Asked = Awaited<ReturnType<typeof askForCode>>

export const enterCode = (desk: Desk, asked: Asked, code = asked.code, browser = asked.browser, next = '/people') =>
  desk.ask('POST', '/sign-in/code', { form: { id: asked.id, email: '', code, next }, headers: { cookie: browser } })
export const openLink = (desk: Desk, token: string, browser = '') =>
  desk.ask('GET', `/sign-in/link?token=${token}`, { headers: { cookie: browser } })
export const followLink = (desk: Desk, token: string, browser = '', more: Record<string, string> = {}) =>
  desk.ask('POST', '/sign-in/link', { form: { token, ...more }, headers: { cookie: browser } })
