import { afterAll, beforeAll, expect, it } from 'vitest'
import { pageRegistry } from '../../src/web/registry.ts'
import { everyVisit, type FullOffice, fullOffice, typedIn, type Visit } from '../support/every-page.ts'
import { parsed } from './kit.ts'

let office: FullOffice
let visits: Visit[]
let typed: string[]
// One office for the whole file: it is only looked at.
const ends: (() => Promise<void>)[] = []
afterAll(async () => {
  for (const end of ends) await end()
})
beforeAll(async () => {
  office = await fullOffice((end) => ends.push(end))
  visits = await everyVisit(office)
  typed = await typedIn(office)
}, 120_000)

const as = (name: string) => office.as[name as keyof typeof office.as]
const pageOf = async ({ path, as: name }: Visit, locale: 'zh-CN' | 'en'): Promise<Document> => {
  const answer = await as(name).get(path, { cookie: `${as(name).cookie}; lang=${locale}` })
  return parsed(await answer.text())
}

it('opens nearly every page to somebody', () => {
  expect(visits.length).toBeGreaterThan(60)
  const rooms = new Set(visits.map(({ path }) => path.split('/')[1]))
  for (const { method, path } of pageRegistry)
    if (method === 'GET' && !path.includes(':')) expect([...rooms]).toContain(path.split('/')[1])
})

// Names of things that are written alike in both languages.
const alike =
  /API|YYYY|NNNN|OpenID Connect|CARSI|OAuth2|CAS|client id|client secret|issuer|scope|openid|ORCID|PDF|TRL|SHA-256|OpenAPI|CSV|USCC|IPC|SMTP_URL|DOCX|XLSX|Transfer Desk|English|IANA|Asia\/Shanghai|ISO|If-Match|td_\w*|ACH|PAT|AGR|ORG|PER|CON|ZL|QR|PCT|ST\.3|CNIPA|WIPO|[\w.+-]+@[\w.-]+|https?:\S+/g

/** The page's own words in one language: without what somebody typed, code, and what is marked as another language. */
function ownWords(page: Document, locale: string): string[] {
  for (const element of page.querySelectorAll('code, script, style, textarea, [lang], option[lang]'))
    if (element.tagName !== 'HTML' && (element.getAttribute('lang') ?? 'other') !== locale) element.remove()
  const texts = [...page.querySelectorAll('body *')].flatMap((element) => [
    ...[...element.childNodes].filter((node) => node.nodeType === 3).map((node) => node.textContent ?? ''),
    ...['aria-label', 'placeholder', 'title', 'alt'].map((name) => element.getAttribute(name) ?? ''),
  ])
  return texts
    .map((text) =>
      typed
        .reduce((left, data) => left.replaceAll(data, ' '), text)
        .replace(alike, ' ')
        .trim()
    )
    .filter(Boolean)
}

it('speaks one language at a time', { timeout: 120_000 }, async () => {
  const mixed: string[] = []
  for (const visit of visits) {
    for (const text of ownWords(await pageOf(visit, 'en'), 'en'))
      if (/\p{Script=Han}/u.test(text)) mixed.push(`en ${visit.path}: ${text}`)
    if (visit.path === '/api/docs') continue
    for (const text of ownWords(await pageOf(visit, 'zh-CN'), 'zh-CN'))
      if (/[A-Za-z]{4,}/.test(text)) mixed.push(`zh-CN ${visit.path}: ${text}`)
  }
  expect([...new Set(mixed)]).toEqual([])
})

it('has no dead link and no step that leads nowhere', { timeout: 120_000 }, async () => {
  const seen = new Set<string>()
  const dead: string[] = []
  for (const visit of visits) {
    const page = await pageOf(visit, 'zh-CN')
    for (const link of page.querySelectorAll('a[href]')) {
      const href = link.getAttribute('href')!.split('#')[0]!
      if (!href.startsWith('/') || seen.has(`${visit.as} ${href}`)) continue
      seen.add(`${visit.as} ${href}`)
      const { status } = await as(visit.as).get(href)
      if (status >= 400) dead.push(`${status} ${href} on ${visit.path} as ${visit.as}`)
    }
  }
  expect(dead).toEqual([])
})

it('has no inline style or script, one heading, and ids that are there once', async () => {
  for (const visit of visits) {
    const page = await pageOf(visit, 'zh-CN')
    const all = [...page.querySelectorAll('*')]
    const inline = all
      .flatMap((element) => [...element.attributes].map(({ name }) => name))
      .filter((name) => name === 'style' || name.startsWith('on'))
    expect([visit.path, inline]).toEqual([visit.path, []])
    for (const script of page.querySelectorAll('script'))
      expect([visit.path, script.textContent]).toEqual([visit.path, ''])
    expect([visit.path, page.querySelectorAll('h1').length]).toEqual([visit.path, 1])
    const ids = all.flatMap((element) => element.getAttribute('id') ?? [])
    expect([visit.path, ids.filter((id, i) => ids.indexOf(id) !== i)]).toEqual([visit.path, []])
  }
})
