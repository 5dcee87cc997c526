import { parseHTML } from 'linkedom'

type Sent = {
  readonly json?: unknown
  readonly form?: readonly (readonly [string, string])[]
  readonly headers?: Readonly<Record<string, string>>
}
type Values = Readonly<Record<string, string | readonly string[]>>
/** A record as the JSON answers give it. */
export type Thing = {
  readonly id: string
  readonly reference: string
  readonly version: number
  readonly state: string
}

/**
 * Somebody with a browser of their own: keeps cookies, fills in the forms of pages, asks the API of the same site.
 * `session`: the cookie of who has signed in before.
 */
export function visitor(site: URL, session?: string) {
  const cookies = new Map<string, string>(session === undefined ? [] : [session.split('=') as [string, string]])

  async function ask(method: string, path: string, { json, form, headers }: Sent = {}): Promise<Response> {
    const typed = form && new URLSearchParams(form.map(([name, value]) => [name, value]))
    const body = json === undefined ? typed : JSON.stringify(json)
    const answer = await fetch(new URL(path, site), {
      method,
      redirect: 'manual',
      headers: {
        origin: site.origin,
        cookie: [...cookies].map(([name, value]) => `${name}=${value}`).join('; '),
        ...(json !== undefined && { 'content-type': 'application/json' }),
        ...headers,
      },
      ...(body !== undefined && { body }),
    })
    for (const line of answer.headers.getSetCookie()) {
      const [, name = '', value = ''] = /^([^=]+)=([^;]*)/.exec(line) ?? []
      if (/;\s*max-age=0/i.test(line)) cookies.delete(name)
      else cookies.set(name, value)
    }
    return answer
  }

  async function ok(method: string, path: string, sent?: Sent): Promise<Response> {
    const answer = await ask(method, path, sent)
    if (answer.status >= 400) throw new Error(`${method} ${path}: ${answer.status} ${await answer.text()}`)
    return answer
  }

  return {
    ask,
    signedIn: () => cookies.has('__Host-sid'),
    open: async (path: string): Promise<string> => (await ok('GET', path)).text(),
    /** Fills in the form of a page that has these fields, keeps its other fields, sends it; returns the answer. */
    fill(page: string, values: Values): Promise<Response> {
      const names = Object.keys(values)
      const forms = [...parseHTML(page).document.querySelectorAll('form')]
      const form = forms.find((one) => names.every((name) => one.querySelector(`[name="${name}"]`) !== null))
      if (form === undefined) throw new Error(`no form with ${names.join(', ')} in ${page}`)
      const hidden = [...form.querySelectorAll('input[type=hidden]')].map(
        (input) => [input.getAttribute('name') ?? '', input.getAttribute('value') ?? ''] as const
      )
      const filled = Object.entries(values).flatMap(([name, value]) =>
        [value].flat().map((one) => [name, one] as const)
      )
      const kept = hidden.filter(([name]) => !names.includes(name))
      return ok('POST', form.getAttribute('action') ?? '', { form: [...kept, ...filled] })
    },
    get: async <T = Thing>(path: string): Promise<T> => (await ok('GET', path)).json() as Promise<T>,
    make: async <T = Thing>(path: string, json: unknown): Promise<T> =>
      (await ok('POST', path, { json })).json() as Promise<T>,
    /** Takes a step of a record's lifecycle. */
    step: async (room: string, { id, version }: Thing, step: string, json: unknown = {}): Promise<Thing> =>
      (
        await ok('POST', `/api/${room}/${id}/${step}`, { json, headers: { 'if-match': `"${version}"` } })
      ).json() as Promise<Thing>,
  }
}
export type Visitor = ReturnType<typeof visitor>
