import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { onTestFinished } from 'vitest'
import { origin, testOffice, type TestOffice } from '../../support/office.ts'

type Answer = (request: IncomingMessage, response: ServerResponse, url: URL) => void | Promise<void>

/** A server of this machine that speaks a provider's protocol. Returns its address. */
export async function campusServer(answer: Answer): Promise<string> {
  const server = createServer((request, response) => {
    void answer(request, response, new URL(request.url ?? '/', 'http://127.0.0.1'))
  })
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done))
  onTestFinished(() => {
    server.closeAllConnections()
    server.close()
  })
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`
}

/** Reads a form that was sent. */
export async function formIn(request: IncomingMessage): Promise<URLSearchParams> {
  const parts: Buffer[] = []
  for await (const part of request) parts.push(part as Buffer)
  return new URLSearchParams(Buffer.concat(parts).toString())
}

/** Somebody's browser on the desk: it keeps its cookies. */
export function browserAt(desk: TestOffice, cookie = '') {
  const jar = new Map(cookie === '' ? [] : [cookie.split('=') as [string, string]])
  const held = () => [...jar].map(([name, value]) => `${name}=${value}`).join('; ')
  async function ask(
    method: string,
    path: string,
    form?: Record<string, string>,
    headers: Record<string, string> = {}
  ) {
    const to = path.startsWith(origin) ? path.slice(origin.length) : path
    const sent = { ...(form !== undefined && { form }), headers: { cookie: held(), ...headers } }
    const answer = await desk.ask(method, to, sent)
    for (const set of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(set) ?? []
      if (value === '') jar.delete(name)
      else jar.set(name, value)
    }
    return answer
  }
  return {
    jar,
    get: (path: string, headers?: Record<string, string>) => ask('GET', path, undefined, headers),
    post: (path: string, form: Record<string, string>) => ask('POST', path, form),
    /** Whether a session was begun. */
    isIn: async () => jar.has('__Host-sid') && (await ask('GET', '/api/people')).status === 200,
    /** The address a redirect leads to. */
    to: async (path: string): Promise<string> => {
      const answer = await ask('GET', path)
      return answer.headers.get('location') ?? `${answer.status} ${await answer.text()}`
    },
    /** The page a return ends on, in words, and its status. */
    ends: async (path: string): Promise<{ status: number; text: string; at: string }> => {
      const at = (await ask('GET', path)).headers.get('location') ?? ''
      const page = await ask('GET', at === '' ? path : at, undefined, { 'accept-language': 'en' })
      return { status: page.status, text: await page.text(), at }
    },
  }
}
export type Browser = ReturnType<typeof browserAt>

/** An office whose head has added this provider. */
export async function officeWith(input: Record<string, unknown>) {
  const desk = await testOffice()
  const provider = await added(desk, input)
  return { desk, provider, head: browserAt(desk, desk.as.head.cookie) }
}

export const added = async (desk: TestOffice, input: Record<string, unknown>) =>
  (await desk.as.head.make('/api/sign_in_providers', {
    name: { zh: '校园统一身份认证', en: 'Campus account' },
    ...input,
  })) as { id: string; version: number; redirectAddress: string }

/** Links the account a browser is signed in as: goes, comes back by `visit`, confirms. */
export async function linkBy(browser: Browser, providerId: string, visit: (to: string) => string | Promise<string>) {
  const returned = await visit(await browser.to(`/account/identities/link/${providerId}`))
  const confirm = await browser.to(returned)
  const page = await (await browser.get(confirm)).text()
  const ceremony = /name="ceremony" value="([^"]+)"/.exec(page)?.[1] ?? ''
  return browser.post('/account/identities', { ceremony })
}
