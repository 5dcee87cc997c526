import type { Role } from '../../src/kernel/permissions.ts'
import { permissions } from '../../src/kernel/permissions.ts'
import { pageRegistry, type PageEntry } from '../../src/web/registry.ts'
import type { Doc, Operation } from '../support/doc.ts'
import { docOf, operationsOf, sampleOf } from '../support/doc.ts'
import { origin, type Person } from '../support/office.ts'
import type { Desk } from '../support/records.ts'
import type { Listener, Statement } from './trace.ts'

/** An application as its lists tell it: what the probe walks. */
export type Surface = {
  readonly app: { readonly request: (path: string, init: RequestInit) => Response | Promise<Response> }
  readonly doc: Doc
  readonly operations: readonly Operation[]
  readonly pages: readonly PageEntry[]
}
export async function surfaceOf(desk: Desk): Promise<Surface> {
  const doc = await docOf(desk)
  return { app: desk.app, doc, operations: operationsOf(doc), pages: [...pageRegistry] }
}

/** One address of the surface with places for ids in it, written `{name}`, and what to send there. */
export type Target = {
  readonly method: string
  readonly path: string
  readonly access: string
  readonly json?: unknown
  readonly form?: Readonly<Record<string, string>>
}

/** A step's few fields: what is not asked for is not looked at. */
const plainForm = { _version: '1', remark: '理由', locale: 'zh-CN', form: 'zh-CN', text: '理由' }

export function targetsOf({ doc, operations, pages }: Surface): Target[] {
  const routes = operations.map(({ method, path, permission, body, parameters }): Target => {
    // A parameter with few values is no id.
    const fixed = parameters.filter((one) => one.in === 'path' && one.schema.enum !== undefined)
    const at = fixed.reduce((said, one) => said.replace(`{${one.name}}`, String(one.schema.enum![0])), path)
    return { method, path: at, access: permission, ...(body !== null && { json: sampleOf(doc, body) }) }
  })
  const drawn = pages.map(({ method, path, access }): Target => {
    const at = path.replace(/:\w+\{[^}]+\}/, 'zh-CN.pdf').replace(/:(\w+)/g, '{$1}')
    return { method, path: at, access, ...(method === 'POST' && { form: plainForm }) }
  })
  return [...routes, ...drawn]
}

/** Whether one of these roles opens the door: behind it the record itself is asked for. */
export const opens = (access: string, held: readonly Role[]): boolean =>
  access === 'public' ||
  ((permissions as Readonly<Record<string, readonly Role[]>>)[access] ?? []).some((role) => held.includes(role))

export type Answer = {
  readonly status: number
  readonly headers: string
  readonly body: string
  /** The statements that the answer cost. */
  readonly work: readonly Statement[]
}
export type Sent = Pick<Target, 'json' | 'form'>

/** Headers that tell something else with every answer. */
const passing = /^(?:date|set-cookie|content-length)$/

/** Asks as somebody's browser would, and takes off the nonce, which differs between any two answers. */
export function asker(app: Surface['app'], listener: Listener) {
  return async (person: Pick<Person, 'cookie'>, method: string, path: string, sent: Sent = {}): Promise<Answer> => {
    listener.take()
    const answer = await app.request(`${origin}${path}`, {
      method,
      headers: {
        cookie: person.cookie,
        origin,
        'if-match': '"1"',
        ...(sent.json !== undefined && { 'content-type': 'application/json' }),
        ...(sent.form !== undefined && { 'content-type': 'application/x-www-form-urlencoded' }),
      },
      ...(sent.json !== undefined && { body: JSON.stringify(sent.json) }),
      ...(sent.form !== undefined && { body: new URLSearchParams(sent.form).toString() }),
    })
    const text = Buffer.from(await answer.arrayBuffer()).toString('utf8')
    const nonce = /'nonce-([^']+)'/.exec(answer.headers.get('content-security-policy') ?? '')?.[1] ?? ' '
    const same = (said: string): string => said.replaceAll(nonce, 'nonce')
    return {
      status: answer.status,
      headers: [...answer.headers]
        .filter(([name]) => !passing.test(name))
        .map(([name, value]) => `${name}: ${same(value)}`)
        .toSorted()
        .join('\n'),
      body: same(text),
      work: listener.take(),
    }
  }
}
export type Ask = ReturnType<typeof asker>
