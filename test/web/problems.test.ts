import { expect, it } from 'vitest'
import { throttle } from '../../src/identity/throttle.ts'
import { refuse } from '../../src/kernel/errors.ts'
import { createApp } from '../../src/app.ts'
import { origin, testOffice } from '../support/office.ts'
import { disclosure, put } from '../support/records.ts'

const han = /\p{Script=Han}/u
const number = /^[0-9a-f]{8}-[0-9a-f]{4}-7[0-9a-f]{3}-[0-9a-f]{4}-[0-9a-f]{12}$/

/** One request for each status the API can refuse with. */
async function refusals() {
  const desk = await testOffice()
  const { as } = desk
  const { id } = await as.inventor.make('/api/achievements', disclosure)
  await as.officer.make('/api/people', { name: { zh: '某' }, orcid: '0000-0002-1825-0097' })
  await put(desk, 'achievements', id, { state: 'closed' })
  await desk.write(async (ctx) => {
    for (let i = 0; i < 60; i++) await throttle(ctx, 'key:127.0.0.1', 60, 15)
  })
  const at = `/api/achievements/${id}`
  const firm = { kind: 'enterprise', name: { zh: '静岭风机有限公司' } }
  const ask = (method: string, path: string, sent: object) => (language: string) =>
    as.officer.send(method, path, {
      ...sent,
      headers: { 'accept-language': language, ...(sent as { headers?: object }).headers },
    })
  const match = (version: string) => ({ 'if-match': version })
  const broken =
    (code: Parameters<typeof refuse>[0], key: 'error.busy' | 'error.disk_full' | null) => async (language: string) => {
      const write = () => Promise.reject(key === null ? new Error('of ours') : refuse(code, key))
      const app = createApp({ ...desk.deps, store: { ...desk.store, write } })
      const headers = {
        origin,
        cookie: as.officer.cookie,
        'content-type': 'application/json',
        'accept-language': language,
      }
      return app.request(`${origin}/api/people`, { method: 'POST', headers, body: '{"name":{"zh":"某"}}' })
    }
  return {
    400: ask('POST', '/api/people', { form: {}, headers: { 'content-type': 'application/json' } }),
    401: (language: string) => desk.ask('GET', at, { headers: { 'accept-language': language } }),
    403: ask('POST', `${at}/approval`, { json: {}, headers: match('"1"') }),
    404: ask('GET', '/api/achievements/0199a3c4-7d2e-7c1b-9f00-6b1f2a3c4d5e', {}),
    '409 state': ask('POST', `${at}/receipt`, { json: {}, headers: match('"1"') }),
    '409 double': ask('POST', '/api/organisations', { json: firm }),
    412: ask('POST', `${at}/receipt`, { json: {}, headers: match('"7"') }),
    413: ask('POST', '/api/people', { json: {}, headers: { 'content-length': '99999999' } }),
    415: ask('POST', '/api/people', { form: {} }),
    422: ask('POST', '/api/people', { json: { name: {}, orcid: '0000-0002-1825-0098', extra: 1 } }),
    428: ask('POST', `${at}/receipt`, { json: {} }),
    429: (language: string) =>
      desk.ask('GET', at, { headers: { 'accept-language': language, authorization: 'Bearer td_wrong' } }),
    500: broken('unavailable', null),
    503: broken('unavailable', 'error.busy'),
    507: broken('full', 'error.disk_full'),
  }
}

it('V16.5.1 answers every refusal as a problem in the language asked for', async () => {
  for (const [name, ask] of Object.entries(await refusals()))
    for (const language of ['zh-CN', 'en']) {
      const answer = await ask(language)
      const status = Number(name.slice(0, 3))
      expect(`${name}: ${answer.status}`).toBe(`${name}: ${status}`)
      expect(answer.headers.get('content-type')).toBe('application/problem+json; charset=utf-8')
      const problem = await answer.json()
      expect(problem).toMatchObject({
        status,
        type: expect.stringMatching(/^about:blank#\w+$/),
        instance: expect.stringMatching(number),
      })
      const said = [
        problem.title,
        problem.detail,
        ...(problem.errors ?? []).map(({ message }: { message: string }) => message),
      ]
      for (const text of said) {
        expect(han.test(text), `${name} ${language}: ${text}`).toBe(language === 'zh-CN')
        expect(text).not.toMatch(/[{}]/)
      }
      if (status === 401) expect(answer.headers.get('www-authenticate')).toBe('Bearer')
      if (status === 429 || status === 503) expect(Number(answer.headers.get('retry-after'))).toBeGreaterThan(0)
    }
})

it('lists every fault at its place with what was given', async () => {
  const { 422: ask } = await refusals()
  expect(await (await ask('en')).json()).toMatchObject({
    title: 'The input needs correction',
    errors: [
      { path: 'name' },
      { path: 'orcid', value: '0000-0002-1825-0098' },
      { path: 'extra', message: 'There is no field named extra', value: 1 },
    ],
  })
})

it('takes the best of the languages a caller names', async () => {
  const { 404: ask } = await refusals()
  for (const [header, chinese] of [
    ['fr, en;q=0.8, zh;q=0.9', true],
    ['fr, en;q=0.8, zh;q=0.7', false],
    ['zh-Hant-TW', true],
    ['en-GB', false],
    ['fr', true],
    ['', true],
    ['*;q=x,,;', true],
  ] as const)
    expect(han.test((await (await ask(header)).json()).detail), header).toBe(chinese)
})

it('asks for the version before it looks at the body', async () => {
  const { as } = await testOffice()
  const { id } = await as.inventor.make('/api/achievements', disclosure)
  expect((await as.inventor.send('PUT', `/api/achievements/${id}`, { json: { nonsense: 1 } })).status).toBe(428)
})

it('refuses a filter that a list does not have, by its name', async () => {
  const { as } = await testOffice()
  for (const room of ['achievements', 'patents', 'agreements', 'organisations', 'people']) {
    const answer = await as.officer.get(`/api/${room}?stat=draft`)
    expect(`${room} ${answer.status}`).toBe(`${room} 422`)
    expect(await answer.json()).toMatchObject({ errors: [{ path: 'query.stat', value: 'draft' }] })
  }
})

it('says in the reader’s language that nothing is there, as a page or as a problem', async () => {
  const { as, ask } = await testOffice()
  for (const [path, language, type, said] of [
    ['/nothing', 'en', 'text/html', 'was not found'],
    ['/nothing', 'zh-CN', 'text/html', '没有找到'],
    ['/api/nothing', 'en', 'application/problem+json', 'was not found'],
  ] as const) {
    for (const answer of [await ask('GET', path, { headers: { 'accept-language': language } })]) {
      expect([answer.status, answer.headers.get('content-type')]).toEqual([404, expect.stringContaining(type)])
      expect(await answer.text()).toContain(said)
    }
  }
  expect(await (await as.officer.get('/achievements/x/y/z')).text()).toContain('没有找到')
})

it('names the methods that an address of the API knows', async () => {
  const { as } = await testOffice()
  const { id } = await as.officer.make('/api/people', { name: { zh: '某' } })
  for (const [method, path, allowed] of [
    ['DELETE', '/api/patents', 'GET, HEAD, POST'],
    ['PATCH', `/api/people/${id}`, 'GET, HEAD, PUT'],
    ['GET', `/api/achievements/${id}/submission`, 'POST'],
  ] as const) {
    const answer = await as.officer.send(method, path, method === 'PATCH' ? { json: {} } : {})
    expect([method, path, answer.status, answer.headers.get('allow')]).toEqual([method, path, 405, allowed])
    expect(await answer.json()).toMatchObject({ status: 405, detail: `此地址不支持 ${method}` })
  }
})
