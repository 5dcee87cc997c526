import { beforeAll, describe, expect, it } from 'vitest'
import { documents, notes } from '../../src/documents/table.ts'
import { history } from '../../src/history/table.ts'
import { verifyHistory } from '../../src/history/queries.ts'
import { type Person, testOffice, type TestOffice } from '../support/office.ts'
import { put, sampleRecords, universityB } from '../support/records.ts'
import { formOf, jpg, joined, office, pdf, png, type Sent, upload } from './files.ts'

type File = {
  readonly id: string
  readonly seriesId: string
  readonly edition: number
  readonly name: string
  readonly own: boolean
  readonly audience: string
  readonly withdrawnAt: string | null
}

const ends: (() => Promise<void>)[] = []
let desk: TestOffice
let records: Awaited<ReturnType<typeof sampleRecords>>
let at: string
const nobodys = '0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e'
const as = (name: keyof TestOffice['as']): Person => desk.as[name]
const api = (room = 'agreements', id = records.agreement.id) => `/api/${room}/${id}/attachments`
async function added(who: Person, sent: Sent = {}, said: Record<string, string> = {}, path = at): Promise<File> {
  const answer = await upload(desk.app, who, path, sent, said)
  if (answer.status !== 201) throw new Error(`${answer.status} ${await answer.text()}`)
  return (await answer.json()) as File
}
const listed = async (who: Person, path = at): Promise<File[]> => (await who.get(path)).json()
const post = (who: Person, path: string, json: unknown = {}) => who.send('POST', path, { json })
const nowhere = async (who: Person, path: string, method = 'GET', json?: unknown) =>
  who.send(method, path, json === undefined ? {} : { json })
const without = async (answer: Response, id: string) =>
  `${answer.status} ${(await answer.text()).replaceAll(id, '').replace(/"instance":"[^"]+"/, '')}`

// One office for the whole file: each test looks for what it added itself.
beforeAll(async () => {
  desk = await testOffice({}, (end) => ends.push(end))
  records = await sampleRecords(desk)
  await put(desk, 'agreements', records.agreement.id, { state: 'negotiation' })
  at = api()
  return async () => {
    for (const end of ends) await end()
  }
})

it('takes every kind beside every record, and gives back the same bytes', async () => {
  const files = { 'a.pdf': pdf(), 'b.png': png, 'c.jpg': jpg, 'd.docx': office('docx'), 'e.xlsx': office('xlsx') }
  const rooms = ['achievements', 'patents', 'agreements', 'organisations', 'people'] as const
  const ofRoom = [records.achievement, records.patent, records.agreement, records.organisation, records.person]
  for (const [i, room] of rooms.entries()) {
    const path = api(room, ofRoom[i]!.id)
    for (const [name, bytes] of Object.entries(files)) {
      const made = await added(as('officer'), { name, bytes }, {}, path)
      const answer = await as('officer').get(`${path}/${made.id}/content`)
      expect(new Uint8Array(await answer.arrayBuffer())).toEqual(bytes)
      expect(await (await as('officer').get(`${path}/${made.id}`)).json()).toEqual(made)
    }
    expect((await listed(as('officer'), path)).map(({ name }) => name)).toEqual(Object.keys(files))
    const page = await (await as('officer').get(`/${room}/${ofRoom[i]!.id}`)).text()
    for (const name of Object.keys(files)) expect(page).toContain(name)
  }
})

it('ASVS 3.2.1, 5.4.2: sends a file as nobody’s page, its name encoded', async () => {
  const { id } = await added(as('officer'), { name: '专利"; x=\r\nSet-Cookie: a=b (1)\'*.pdf' })
  for (const path of [`${at}/${id}/content`, `${at.slice(4)}/${id}/content`]) {
    const { headers } = await as('officer').get(path)
    expect(headers.get('content-disposition')).toBe(
      "attachment; filename*=UTF-8''%E4%B8%93%E5%88%A9%22%3B%20x%3D%20Set-Cookie%3A%20a%3Db%20%281%29%27%2a.pdf"
    )
    expect(headers.get('set-cookie')).toBe(null)
    expect(headers.get('content-type')).toBe('application/pdf')
    expect(headers.get('x-content-type-options')).toBe('nosniff')
    expect(headers.get('content-security-policy')).toBe("sandbox; default-src 'none'")
    expect(headers.get('cache-control')).toBe('private, no-store')
  }
  const inline = async (room: string) => (await as('officer').get(room)).headers.get('content-disposition')
  expect(await inline(`${at}/${id}/content?inline=1`)).toMatch(/^inline; /)
  const sheet = await added(as('officer'), { name: 'a.xlsx', bytes: office('xlsx') })
  expect(await inline(`${at}/${sheet.id}/content?inline=1`)).toMatch(/^attachment; /)
})

describe('another party', () => {
  it('sees what is for all parties, its own, and nothing else, in lists, pages and by address', async () => {
    const shared = await added(as('officer'), { name: '共有.pdf' }, { audience: 'parties' })
    const hidden = await added(as('officer'), { name: '内部底价.pdf' }, { audience: 'own', level: 'open' })
    const close = await added(as('officer'), { name: '受限.pdf' }, { audience: 'parties', level: 'restricted' })
    const theirs = await added(as('enterprise'), { name: '对方.pdf' })
    const forAll = await added(as('enterprise'), { name: '对方共有.pdf' }, { audience: 'parties' })
    const names = async (who: Person) => (await listed(who)).map(({ name }) => name)
    expect(await names(as('enterprise'))).toEqual(['共有.pdf', '对方.pdf', '对方共有.pdf'])
    expect(await names(as('head'))).toEqual(
      expect.arrayContaining(['共有.pdf', '内部底价.pdf', '受限.pdf', '对方共有.pdf'])
    )
    expect(await names(as('head'))).not.toContain('对方.pdf')
    expect(await names(as('finance'))).not.toContain('受限.pdf')
    const pages = { firm: as('enterprise'), head: as('head') }
    const text = async (who: Person) => (await who.get(at.replace('/api', '').replace('/attachments', ''))).text()
    expect(await text(pages.firm)).not.toMatch(/内部底价|受限\.pdf/)
    expect(await text(pages.head)).not.toMatch(/"[^"]*对方\.pdf|>对方\.pdf/)
    const pairs: [Person, File][] = [
      [as('enterprise'), hidden],
      [as('enterprise'), close],
      [as('head'), theirs],
      [as('finance'), close],
    ]
    const room = at.replace('/api', '')
    for (const [who, { id }] of pairs)
      for (const [method, path, json] of [
        ['GET', `${at}/ID`],
        ['GET', `${at}/ID/content`],
        ['GET', `${at}/ID/content?inline=1`],
        ['POST', `${at}/ID/withdrawal`, {}],
        ['POST', `${at}/ID/access`, { audience: 'parties', level: 'open' }],
        ['GET', `${room}/ID`],
        ['GET', `${room}/ID/content`],
        ['GET', `${room}/ID/edition`],
        ['GET', `${room}/ID/access`],
      ] as const) {
        const found = await without(await nowhere(who, path.replace('ID', id), method, json), id)
        const none = await without(await nowhere(who, path.replace('ID', nobodys), method, json), nobodys)
        const plain = (said: string) => said.replace(/nonce="[^"]+"|[0-9a-f]{8}-[0-9a-f-]{27}/g, '')
        expect(`${method} ${path} ${plain(found)}`).toBe(`${method} ${path} ${plain(none)}`)
        expect(found).toMatch(/^404 /)
      }
    for (const file of [hidden, close, theirs]) {
      const who = file === theirs ? as('head') : as('enterprise')
      expect((await upload(desk.app, who, at, {}, { replaces: file.id })).status).toBe(404)
    }
    // What is shared may be read by both and changed by whose it is.
    for (const [who, file] of [
      [as('enterprise'), shared],
      [as('head'), forAll],
    ] as const) {
      expect((await who.get(`${at}/${file.id}/content`)).status).toBe(200)
      expect((await post(who, `${at}/${file.id}/withdrawal`)).status).toBe(403)
      expect((await post(who, `${at}/${file.id}/access`, { audience: 'own', level: 'open' })).status).toBe(403)
      expect((await upload(desk.app, who, at, {}, { replaces: file.id })).status).toBe(403)
    }
    // The story of a file is told to its own side alone.
    const story = await (await as('head').get(at.replace('attachments', 'history'))).text()
    expect(story).not.toContain('对方')
    expect(await (await as('enterprise').get(`${room}/${shared.id}`)).text()).not.toContain('添加文件“共有')
    expect(await (await as('head').get(`${room}/${shared.id}`)).text()).toContain('添加文件“共有')
  })

  it('is not there for whom the record is not there', async () => {
    const other = await desk.tenant('office', universityB)
    const stranger = await desk.person(other.id, ['officer', 'office_head', 'legal'], '罗宁')
    const shared = await added(as('officer'), {}, { audience: 'parties' })
    for (const path of [at, `${at}/${shared.id}`, `${at}/${shared.id}/content`, at.replace('attachments', 'notes')]) {
      const none = path.replace(records.agreement.id, nobodys).replace(shared.id, nobodys)
      const ids = (said: string) => said.replaceAll(shared.id, '')
      expect(ids(await without(await stranger.get(path), records.agreement.id))).toBe(
        await without(await stranger.get(none), nobodys)
      )
    }
    const sent = await upload(desk.app, stranger, at)
    const none = await upload(desk.app, stranger, at.replace(records.agreement.id, nobodys))
    expect(await without(sent, records.agreement.id)).toBe(await without(none, nobodys))
    expect(sent.status).toBe(404)
    // A file of one record is not beside another.
    const beside = at.replace('agreements', 'patents').replace(records.agreement.id, records.patent.id)
    expect((await as('officer').get(`${beside}/${shared.id}`)).status).toBe(404)
    expect((await as('officer').get(`${beside}/${shared.id}/content`)).status).toBe(404)
  })
})

describe('an inventor', () => {
  it('adds to an own disclosure and sees there what is open, for all, or their own', async () => {
    const path = api('achievements', records.achievement.id)
    const mine = await added(as('inventor'), { name: '我的.pdf' }, { level: 'restricted' }, path)
    await added(as('officer'), { name: '公开.pdf' }, { level: 'open' }, path)
    await added(as('officer'), { name: '各方.pdf' }, { audience: 'parties' }, path)
    await added(as('officer'), { name: '办内.pdf' }, {}, path)
    const names = (await listed(as('inventor'), path)).map(({ name }) => name)
    expect(names).toEqual(expect.arrayContaining(['我的.pdf', '公开.pdf', '各方.pdf']))
    expect(names).not.toContain('办内.pdf')
    expect((await post(as('inventor'), `${path}/${mine.id}/withdrawal`)).status).toBe(200)
    expect((await upload(desk.app, as('colleague'), path)).status).toBe(404)
    const person = api('people', records.person.id)
    expect((await upload(desk.app, as('inventor'), person)).status).toBe(403)
    expect((await as('inventor').get(`/people/${records.person.id}/attachments/new`)).status).toBe(403)
  })
})

describe('versions', () => {
  it('count up, take over who sees them, and change and stay together', async () => {
    const first = await added(as('officer'), { name: '合同.docx', bytes: office('docx') }, { audience: 'parties' })
    const second = await added(as('officer'), { name: '合同 改.pdf' }, { replaces: first.id })
    const third = await added(as('head'), { name: '合同 终.pdf' }, { replaces: first.id })
    const row = ({ edition, seriesId, audience }: File) => [edition, seriesId, audience]
    expect([first, second, third].map(row)).toEqual([1, 2, 3].map((edition) => [edition, first.id, 'parties']))
    expect((await as('enterprise').get(`${at}/${first.id}/content`)).status).toBe(200)
    const page = await (await as('officer').get(at.replace('/api', '').replace('/attachments', ''))).text()
    expect(page).toContain('较早或已撤回的版本（2）')
    expect(
      (await post(as('officer'), `${at}/${second.id}/access`, { audience: 'own', level: 'internal' })).status
    ).toBe(200)
    for (const { id } of [first, second, third]) expect((await as('enterprise').get(`${at}/${id}`)).status).toBe(404)
    const story = await (await as('officer').get(`${at.replace('/api', '')}/${third.id}`)).text()
    for (const said of ['添加文件“合同.docx”', '上传第 2 版', '上传第 3 版', '更改查看范围'])
      expect(story).toContain(said)
  })

  it('get one number each when twenty come at once', async () => {
    const first = await added(as('officer'))
    const made = await Promise.all(Array.from({ length: 20 }, () => added(as('officer'), {}, { replaces: first.id })))
    expect(made.map(({ edition }) => edition).toSorted((a, b) => a - b)).toEqual(
      Array.from({ length: 20 }, (_, i) => i + 2)
    )
  })

  it('withdrawn are gone for the others, stay with their own side, and cannot be changed', async () => {
    const file = await added(as('officer'), { name: '错传.pdf' }, { audience: 'parties' })
    expect((await as('enterprise').get(`${at}/${file.id}`)).status).toBe(200)
    const answer = await post(as('officer'), `${at}/${file.id}/withdrawal`)
    expect(((await answer.json()) as File).withdrawnAt).not.toBe(null)
    for (const path of [`${at}/${file.id}`, `${at}/${file.id}/content`])
      expect([(await as('enterprise').get(path)).status, (await as('head').get(path)).status]).toEqual([404, 200])
    expect((await post(as('officer'), `${at}/${file.id}/withdrawal`)).status).toBe(409)
    expect((await post(as('officer'), `${at}/${file.id}/access`, { audience: 'own', level: 'open' })).status).toBe(403)
    expect((await upload(desk.app, as('officer'), at, {}, { replaces: file.id })).status).toBe(403)
  })
})

describe('notes', () => {
  it('are their own side’s for ever', async () => {
    const path = at.replace('attachments', 'notes')
    const ours = await as('officer').make(path, { text: '底价不低于 80 万\n<script>alert(1)</script>' })
    const theirs = await as('enterprise').make(path, { text: '我方最多 100 万' })
    const texts = async (who: Person) =>
      ((await (await who.get(path)).json()) as { text: string }[]).map(({ text }) => text)
    expect(await texts(as('head'))).toEqual([ours.text])
    expect(await texts(as('enterprise'))).toEqual(['我方最多 100 万'])
    const room = path.replace('/api', '').replace('/notes', '')
    const page = async (who: Person) => (await who.get(room)).text()
    expect(await page(as('enterprise'))).not.toContain('底价')
    expect(await page(as('head'))).not.toContain('我方最多')
    expect(await page(as('head'))).toContain('&lt;script&gt;alert(1)&lt;/script&gt;')
    for (const [who, note] of [
      [as('head'), theirs],
      [as('enterprise'), ours],
    ] as const) {
      const found = await without(await post(who, `${path}/${note.id}/withdrawal`), note.id)
      expect(found).toBe(await without(await post(who, `${path}/${nobodys}/withdrawal`), nobodys))
    }
    expect((await post(as('head'), `${path}/${ours.id}/withdrawal`)).status).toBe(403)
    expect((await post(as('officer'), `${path}/${ours.id}/withdrawal`)).status).toBe(200)
    expect((await post(as('officer'), `${path}/${ours.id}/withdrawal`)).status).toBe(409)
    expect(await texts(as('head'))).toEqual([])
    expect(await desk.db.$count(notes)).toBe(2)
  })

  it('say beside the field what is wrong with them', async () => {
    const path = at.replace('attachments', 'notes')
    for (const text of ['', ' ', '11010519491231002X', 'x'.repeat(5_001)]) {
      const answer = await post(as('officer'), path, { text })
      expect(answer.status).toBe(422)
      expect(((await answer.json()) as { errors: { path: string }[] }).errors[0]!.path).toBe('text')
      const form = await as('officer').send('POST', `${path.replace('/api', '')}/new`, { form: { text } })
      expect(form.status).toBe(422)
      expect(await form.text()).toContain('id="f-text-error"')
    }
  })
})

it('ASVS 3.5.1: takes no upload that another site makes a browser send', async () => {
  const before = await desk.db.$count(documents)
  const foreign = [
    { origin: 'https://evil.example' },
    { origin: 'null' },
    { origin: 'https://evil.example', 'sec-fetch-site': 'cross-site' },
    { origin: '', 'sec-fetch-site': 'cross-site' },
    { origin: '' },
  ]
  for (const path of [at, `${at.replace('/api', '')}/new`])
    for (const headers of foreign) {
      const { body, headers: typed } = await formOf({})
      const sent = Object.entries({ cookie: as('officer').cookie, ...typed, ...headers }).filter(
        ([, value]) => value !== ''
      )
      const init = { method: 'POST', body, headers: Object.fromEntries(sent) }
      expect((await desk.app.request(`http://127.0.0.1:8787${path}`, init)).status).toBe(403)
    }
  expect(await desk.db.$count(documents)).toBe(before)
})

it('takes a form where files are sent and JSON where they are not', async () => {
  expect((await post(as('officer'), at)).status).toBe(415)
  const form = await formOf({})
  for (const path of ['/api/people', at.replace('attachments', 'notes'), `${at}/${nobodys}/withdrawal`]) {
    const init = {
      method: 'POST',
      body: form.body,
      headers: { cookie: as('officer').cookie, origin: 'http://127.0.0.1:8787', ...form.headers },
    }
    expect((await desk.app.request(`http://127.0.0.1:8787${path}`, init)).status).toBe(415)
  }
})

describe('refusals', () => {
  it('ASVS 5.2.1: 413 for more than 25 MB, by API and page, with and without a length', async () => {
    const full = joined(pdf(), ' '.repeat(25 * 1024 * 1024 - pdf().length))
    const over = joined(full, ' ')
    expect((await upload(desk.app, as('officer'), at, { bytes: full })).status).toBe(201)
    expect((await upload(desk.app, as('officer'), at, { bytes: over })).status).toBe(413)
    const page = await upload(desk.app, as('officer'), `${at.replace('/api', '')}/new`, { bytes: over })
    expect(page.status).toBe(422)
    expect(await page.text()).toContain('文件过大：最多 25 MB')
    const far = await upload(desk.app, as('officer'), at, { bytes: joined(over, ' '.repeat(200_000)) })
    expect(far.status).toBe(413)
  })

  it('ASVS 1.3.4: 415 for SVG under whatever name, said beside the file in both languages', async () => {
    const svg = joined('<svg xmlns="http://www.w3.org/2000/svg" onload="alert(1)"/>')
    for (const sent of [
      { name: 'a.svg', bytes: svg },
      { name: 'a.png', bytes: svg },
      { name: 'a.png', bytes: svg, type: 'image/svg+xml' },
    ]) {
      const answer = await upload(desk.app, as('officer'), at, sent)
      expect(answer.status).toBe(415)
      expect(((await answer.json()) as { errors: { path: string }[] }).errors[0]!.path).toBe('file')
      for (const [lang, said] of [
        ['zh-CN', '文件'],
        ['en', 'file'],
      ] as const) {
        const cookie = `${as('officer').cookie}; lang=${lang}`
        const page = await upload(desk.app, { cookie }, `${at.replace('/api', '')}/new`, sent, {
          audience: 'own',
          level: 'open',
        })
        expect(page.status).toBe(422)
        const text = await page.text()
        expect(/<div class="td-faults" id="f-file-error">.*?<\/div>/s.exec(text)?.[0]).toContain(said)
        // What was chosen besides the file is still chosen.
        expect(text).toMatch(/value="open"[^>]*checked/)
      }
    }
  })

  it('a form without its file, with an unknown level or with a field of nobody', async () => {
    const ask = async (init: Record<string, string>, withFile = true) => {
      const form = new FormData()
      if (withFile) form.set('file', new File([pdf() as Uint8Array<ArrayBuffer>], 'a.pdf', { type: 'application/pdf' }))
      for (const [name, value] of Object.entries(init)) form.set(name, value)
      const whole = new Response(form)
      const answer = await desk.app.request(`http://127.0.0.1:8787${at}`, {
        method: 'POST',
        body: await whole.arrayBuffer(),
        headers: {
          cookie: as('officer').cookie,
          origin: 'http://127.0.0.1:8787',
          'content-type': whole.headers.get('content-type')!,
        },
      })
      return [answer.status, ((await answer.json()) as { errors?: { path: string }[] }).errors?.[0]?.path]
    }
    expect(await ask({}, false)).toEqual([422, 'file'])
    expect(await ask({ file: 'not a file' }, false)).toEqual([422, 'file'])
    expect(await ask({ level: 'secret' })).toEqual([422, 'level'])
    expect(await ask({ audience: 'all' })).toEqual([422, 'audience'])
    expect(await ask({ officeId: 'x' })).toEqual([422, 'officeId'])
    expect(await ask({ replaces: 'x' })).toEqual([422, 'replaces'])
  })
})

it('makes a retry of an upload safe, and refuses another file under the same key', async () => {
  const key = { 'idempotency-key': 'upload-1' }
  const first = await upload(desk.app, as('officer'), at, { name: '一次.pdf' }, {}, key)
  const again = await upload(desk.app, as('officer'), at, { name: '一次.pdf' }, {}, key)
  expect([first.status, again.status]).toEqual([201, 201])
  expect(await again.text()).toBe(await first.text())
  expect((await upload(desk.app, as('officer'), at, { name: '两次.pdf' }, {}, key)).status).toBe(422)
  expect((await listed(as('officer'))).filter(({ name }) => name === '一次.pdf')).toHaveLength(1)
})

it('writes one entry of history for each change, in the chain of whose it is', async () => {
  const before = await desk.db.$count(history)
  const file = await added(as('enterprise'))
  await post(as('enterprise'), `${at}/${file.id}/access`, { audience: 'parties', level: 'open' })
  await post(as('enterprise'), `${at}/${file.id}/access`, { audience: 'parties', level: 'open' }) // says nothing new
  await post(as('enterprise'), `${at}/${file.id}/withdrawal`)
  const rows = (await desk.db.select().from(history)).slice(before)
  expect(rows.map(({ event, chain }) => [event, chain])).toEqual(
    ['added', 'access_changed', 'withdrawn'].map((event) => [`attachment.${event}`, desk.enterprise.id])
  )
  for (const { verdict } of await verifyHistory(desk.system())) expect(verdict).toMatchObject({ intact: true })
})

it('works by forms alone: add, new version, change who sees it, withdraw, note', async () => {
  const room = `/achievements/${records.achievement.id}`
  const officer = as('officer')
  const sent = await upload(
    desk.app,
    officer,
    `${room}/attachments/new`,
    { name: '表单.pdf' },
    { audience: 'own', level: 'open' }
  )
  expect([sent.status, sent.headers.get('location')]).toEqual([303, `${room}?done=saved`])
  const file = (await listed(officer, `/api${room}/attachments`)).find(({ name }) => name === '表单.pdf')!
  const page = `${room}/attachments/${file.id}`
  const next = await upload(desk.app, officer, `${page}/edition`, { name: '表单2.png', bytes: png })
  expect(next.status).toBe(303)
  expect(await (await officer.get(next.headers.get('location')!)).text()).toContain('class="td-preview"')
  expect((await officer.send('POST', `${page}/access`, { form: { audience: 'x', level: 'open' } })).status).toBe(422)
  expect((await officer.send('POST', `${page}/access`, { form: { audience: 'parties', level: 'open' } })).status).toBe(
    303
  )
  expect((await officer.send('POST', `${page}/withdrawal`, { form: { _version: '1' } })).headers.get('location')).toBe(
    `${room}?done=file_withdrawn`
  )
  // An enterprise is one circle: it is not asked how closely it keeps its own.
  const firm = as('enterprise')
  const agreement = at.replace('/api', '')
  expect(await (await firm.get(`${agreement}/new`)).text()).not.toContain('name="level"')
  const own = await added(firm, { name: '企业.pdf' })
  expect((await firm.send('POST', `${agreement}/${own.id}/access`, { form: { audience: 'parties' } })).status).toBe(303)
  expect((await officer.send('POST', `${room}/notes/new`, { form: { text: '备忘' } })).status).toBe(303)
  expect(await (await officer.get(room)).text()).toContain('备忘')
})
