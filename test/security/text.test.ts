import fc from 'fast-check'
import { globSync, readFileSync } from 'node:fs'
import MarkdownIt from 'markdown-it'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { fillWording } from '../../src/contracts/liquid.ts'
import { isEmail } from '../../src/kernel/email.ts'
import { tidy } from '../../src/kernel/text.ts'
import { renderMail } from '../../src/mail/render.ts'
import { csv } from '../../src/web/csv.ts'
import { type TestOffice, testOffice } from '../support/office.ts'
import { startSmtp } from '../support/smtp.ts'
import { disclosure, sampleRecords } from '../support/records.ts'
import { parsed } from '../web/kit.ts'
import { surfaceOf, targetsOf } from './asking.ts'

const ends: (() => Promise<void>)[] = []
let desk: TestOffice
beforeAll(async () => {
  desk = await testOffice({}, (end) => void ends.push(end))
})
afterAll(async () => {
  for (const end of ends) await end()
})

const hostile = [
  `"><script>alert(1)</script>`,
  `'><img src=x onerror=alert(1)>`,
  `" onmouseover="alert(1)`,
  `</title><svg onload=alert(1)>`,
  `<a href="javascript:alert(1)">x</a>`,
  '[x](javascript:alert(1)) ![x](x"onerror="alert(1))',
  '{{ 7 | times: 7 }} {% include "x" %} ${7*7}',
  '--><!--<b>x</b>',
]

/** The elements and attributes of a page; two with the same shape differ in their words alone. */
const shapeOf = (html: string): string =>
  [...parsed(html).querySelectorAll('*')]
    .filter(({ localName }) => localName !== 'option') // one a record, and there is one more each time
    .map((one) => `${one.tagName}:${[...one.attributes].map(({ name }) => name).join()}`)
    .join('\n')

/** Every page that shows a title, a search and a filter, with this text in all of them. */
async function pagesWith(text: string): Promise<string[]> {
  const made = await desk.as.officer.make('/api/achievements', {
    ...disclosure,
    title: { zh: text },
    abstract: { zh: text },
  })
  const person = await desk.as.officer.make('/api/people', { name: { zh: text }, unit: text })
  const q = encodeURIComponent(text)
  const pages: string[] = []
  for (const path of [
    `/achievements/${made.id}`,
    `/achievements/${made.id}/edit`,
    `/achievements/${made.id}/submission`,
    `/people/${person.id}`,
    `/people/${person.id}/edit`,
    '/achievements?q=none',
    `/search?q=${q}xyzzy`,
    `/people?q=${q}xyzzy`,
    `/patents?q=${q}xyzzy&sort=${q}&status=${q}`,
    `/sign-in?next=${q}`,
    `/nowhere/${q}`,
  ])
    pages.push(await (await desk.as.officer.get(path)).text())
  return pages
}

it('V1.2.1 escapes whatever is typed by where it stands: no text adds an element or an attribute', async () => {
  const plain = (await pagesWith('静音叶片')).map(shapeOf)
  for (const text of hostile) {
    const found = await pagesWith(text)
    for (const [n, page] of found.entries()) expect([text, shapeOf(page)]).toEqual([text, plain[n]])
  }
})

it('V1.2.2 prints no link that its own code did not make safe', () => {
  // Only an address of our own, or what went through safeHref, may stand in an href.
  const files = globSync('src/**/*.tsx').map((file) => [file, readFileSync(file, 'utf8')] as const)
  const odd = files.flatMap(([file, text]) =>
    [...text.matchAll(/<a\b[^>]*?href=\{([^}]*)\}/g)]
      .map(([, value = '']) => value)
      .filter((value) => /\.(?:url|website|homepage|link)\b/.test(value) && !value.includes('safeHref'))
      .map((value) => `${file}: ${value}`)
  )
  expect(odd).toEqual([])
})

it('V1.2.4 takes every parameter as a value, never as SQL', async () => {
  const surface = await surfaceOf(desk)
  const lists = targetsOf(surface).filter(
    ({ method, path, access }) => method === 'GET' && !path.includes('{') && access !== 'public'
  )
  const before = await (await desk.as.officer.get('/api/people')).text()
  for (const text of [`x'); drop table people; --`, `%') union select * from sessions --`])
    for (const { path } of lists)
      for (const name of ['q', 'sort']) {
        const answer = await desk.as.officer.get(`${path}?${name}=${encodeURIComponent(text)}`)
        expect(`${path} ${name} ${answer.status < 500}`).toBe(`${path} ${name} true`)
      }
  expect(await (await desk.as.officer.get('/api/people')).text()).toBe(before)
})

it('V1.2.4 joins no SQL from strings: sql.raw stands in few places, each with its reason', () => {
  const known = [
    'src/db/in-one.ts', // column names of our own tables
    'src/db/insert-many.ts', // positions of columns
    'src/merging/queries.ts', // positions in a list of ours
  ]
  const found = globSync('src/**/*.{ts,tsx}').filter((file) => readFileSync(file, 'utf8').includes('sql.raw('))
  expect(found.toSorted()).toEqual(known)
})

it('V1.2.9 answers a search for a pattern as for any words, and at once', async () => {
  for (const text of ['(a+)+$', `${'a'.repeat(5_000)}!`, '.*'.repeat(500), '[', '\\']) {
    const begun = process.cpuUsage()
    const answer = await desk.as.officer.get(`/search?q=${encodeURIComponent(text)}`)
    const { user } = process.cpuUsage(begun)
    expect(answer.status).toBe(200)
    expect(user / 1_000).toBeLessThan(200)
  }
  // What is made into a pattern at run time is of our own making.
  const known = [
    'src/app.ts',
    'src/attachments/pdf.ts',
    'src/issuing/contract.ts',
    'src/documents/keys.ts',
    'src/kernel/email.ts',
    'src/kernel/resident-id.ts',
  ]
  const found = globSync('src/**/*.{ts,tsx}').filter((file) => readFileSync(file, 'utf8').includes('new RegExp('))
  expect(found.toSorted().filter((file) => !file.startsWith('src/web/assets/') && !known.includes(file))).toEqual([])
})

it('V1.3.3 takes controls and reordering marks out of whatever is typed, before it gets anywhere', async () => {
  const marks = ['\u0000', '\u0007', '\u001b[31m', '\u202e', '\u2066', '\u200b', '\ufeff', '\u009b', '\ud800']
  fc.assert(
    fc.property(fc.array(fc.oneof(fc.constantFrom(...marks), fc.string()), { maxLength: 20 }), (parts) => {
      const left = tidy(parts.join(''))
      expect(marks.filter((mark) => left.includes(mark[0]!))).toEqual([])
    })
  )
  const long = await desk.as.officer.send('POST', '/api/people', { json: { name: { zh: '长'.repeat(100_000) } } })
  expect(long.status).toBe(422)
})

it.each(['=1+1', '+1', '-1', '@SUM(A1)', '\t=1', '\r=1', '＝1+1', '＋1', '－1', '＠SUM', '\n=1', ' =1', '\u00a0=1'])(
  'V1.2.10 lets no spreadsheet take “%s” for a formula',
  (text) => {
    const cell = csv(['名称'], [[text]]).slice('\ufeff名称\r\n'.length)
    expect(cell.replace(/^"/, '')).toMatch(/^'/)
  }
)

it('V1.2.10 leaves numbers numbers, and text that is no formula as it is', () => {
  expect(csv(['a', 'b'], [[-5, 'a=b, "c"']])).toBe('\ufeffa,b\r\n-5,"a=b, ""c"""\r\n')
})

it('V1.3.5 makes no markup and no link of what stands in a letter’s facts', () => {
  for (const text of hostile) {
    const facts = { reference: text, title: text, actor: text, link: 'https://desk.example/a/1' }
    const { html, subject } = renderMail('achievement_approved', 'zh-CN', facts)
    const page = parsed(html)
    expect(page.querySelectorAll('script, img, svg, iframe')).toHaveLength(0)
    expect([...page.querySelectorAll('a')].map((a) => a.getAttribute('href'))).toEqual(
      [...page.querySelectorAll('a')].map(() => 'https://desk.example/a/1')
    )
    expect(
      [...page.querySelectorAll('*')].flatMap((one) => [...one.attributes]).filter(({ name }) => name.startsWith('on'))
    ).toEqual([])
    expect(subject).not.toMatch(/[\r\n]/)
  }
  // Every reader of Markdown in the product is one that takes no HTML.
  const readers = globSync('src/**/*.{ts,tsx}').filter((file) => /new MarkdownIt\(/.test(readFileSync(file, 'utf8')))
  for (const file of readers) expect(readFileSync(file, 'utf8')).toMatch(/new MarkdownIt\((?:'zero', )?\{ html: false/)
  const rendered = new MarkdownIt({ html: false }).render('[x](javascript:alert(1)) <b onclick=x>')
  expect(rendered).not.toMatch(/<a|<b/)
})

it.each([
  '{% for i in (1..100000000) %}x{% endfor %}',
  '{% for i in (1..9999) %}{% for j in (1..9999) %}{{ i }}{% endfor %}{% endfor %}',
  '{% include "../../../etc/passwd" %}',
  '{% render "secret" %}',
  '{% layout "/etc/passwd" %}',
  '{{ a.constructor.constructor("return process")() }}',
  '{{ a.__proto__ }}',
  '{{ "x" | append: "x" | unknown }}',
  '{% assign s = "xxxxxxxxxx" %}{% for i in (1..200) %}{% assign s = s | append: s %}{% endfor %}{{ s }}',
])('V1.3.7 ends a template like “%s” at once and lets it reach nothing', (source) => {
  const begun = process.cpuUsage()
  let said = ''
  try {
    said = fillWording(source, 'zh-CN', { a: { b: 1 } })
  } catch (error) {
    expect(error).toBeInstanceOf(Error)
  }
  expect(process.cpuUsage(begun).user / 1_000).toBeLessThan(1_500)
  expect(said).not.toMatch(/root:|process|function/)
})

it('V1.3.11 sends a letter to nobody but the one it is for, whatever an address or a fact says', async () => {
  for (const address of [
    'a@u.test\r\nBcc: b@u.test',
    'a@u.test, b@u.test',
    'a@u.test;b@u.test',
    '<a@u.test>',
    'a b@u.test',
    'a@u.test\u0000',
    '"x@y"@u.test',
    'ａ@u.test',
    'a@ｕ.test',
    'a@[127.0.0.1]',
    `a@${'u'.repeat(260)}.test`,
  ])
    expect(`${address} ${isEmail(address)}`).toBe(`${address} false`)
  const smtp = await startSmtp()
  ends.push(() => smtp.close())
  const post = await testOffice({ SMTP_URL: smtp.url, MAIL_FROM: 'desk@example.edu.cn' }, (end) => void ends.push(end))
  await post.as.head.make('/api/invitations', {
    name: '新人\r\nBcc: evil@example.com',
    email: 'new@example.edu.cn',
    roles: ['officer'],
  })
  const { sendDue } = await import('../../src/mail/send.ts')
  await sendDue(post.system(), post.deps)
  expect(smtp.letters.map(({ to }) => to)).toEqual([['new@example.edu.cn']])
  expect(smtp.letters[0]!.message.headers.has('bcc')).toBe(false)
})

it('V11.5.1 takes nothing secret from a generator that can be foreseen', () => {
  const known = ['src/db/insist.ts', 'src/mail/send.ts'] // how long to wait before another try
  const found = globSync('src/**/*.{ts,tsx}').filter((file) => readFileSync(file, 'utf8').includes('Math.random'))
  expect(found.toSorted()).toEqual(known)
})

it('V1.5.2 evaluates nothing that comes as text', () => {
  const found = globSync('src/**/*.{ts,tsx}').filter((file) =>
    /\beval\(|new Function\(|node:vm|v8\.deserialize/.test(readFileSync(file, 'utf8'))
  )
  expect(found).toEqual([])
})

it('V7.2.3 makes tokens of sessions and links that are long and never the same', async () => {
  await sampleRecords(desk)
  const tokens = await Promise.all(
    Array.from(
      { length: 20 },
      async (_, n) => (await desk.person(desk.office.id, ['officer'], `人${n}`)).cookie.split('=')[1]!
    )
  )
  expect(new Set(tokens).size).toBe(20)
  for (const token of tokens) expect(token).toMatch(/^[\w-]{43}$/)
})

it('V14.2.1, V16.2.5, V16.4.1 writes no secret and no line of somebody else’s into the log', async () => {
  const logged = desk.logged.length
  const code = 'CANARYCODE'
  const key = 'td_canarycanar_canarysecretcanarysecret'
  await desk.ask('GET', `/sign-in/link?token=${code}`)
  await desk.ask('POST', '/sign-in/link', { form: { token: code } })
  await desk.ask('GET', '/api/people', { headers: { authorization: `Bearer ${key}` } })
  await desk.ask('GET', '/people', { headers: { cookie: `__Host-sid=${code}` } })
  await desk.as.officer.get(`/nowhere%0d%0a{"level":"error"}?token=${code}`)
  const broken = { ...desk.deps, store: { ...desk.deps.store, db: null as never } }
  const { createApp } = await import('../../src/app.ts')
  const answer = await createApp(broken).request(`http://127.0.0.1:8787/people?token=${code}`, {
    headers: { cookie: `__Host-sid=${code}` },
  })
  expect(answer.status).toBe(500)
  expect(await answer.text()).not.toMatch(/TypeError|\.ts:/)
  const said = JSON.stringify(desk.logged.slice(logged))
  expect(desk.logged.length).toBeGreaterThan(logged)
  expect(said).not.toContain(code)
  expect(said).not.toContain('canarysecret')
  for (const line of desk.logged) expect(JSON.stringify(line)).not.toMatch(/[\r\n]/)
})

it('V16.3.2 logs who was refused what, and says so of a key that opens nothing', async () => {
  const from = desk.logged.length
  expect((await desk.as.inventor.get('/api/members')).status).toBe(403)
  expect((await desk.ask('GET', '/api/people', { headers: { authorization: 'Bearer td_none_none' } })).status).toBe(401)
  expect((await desk.ask('GET', '/people')).status).toBe(303)
  expect(desk.logged.slice(from)).toMatchObject([
    { level: 'info', refused: 'forbidden', path: '/api/members', account: desk.as.inventor.accountId },
    { level: 'info', refused: 'unauthenticated', path: '/api/people', account: null },
  ])
})
