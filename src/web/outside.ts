import { type Config, isLocal } from '../kernel/config.ts'
import { isPrivateHost } from './private-addresses.ts'

/** How far our own requests may go: `trusted` hosts the operator named, `local` where the desk serves one machine. */
export type Bounds = { readonly trusted: readonly string[]; readonly local: boolean }
export type Asked = {
  readonly method: string
  readonly headers: Readonly<Record<string, string>>
  readonly body: string | undefined
  readonly signal: AbortSignal
  /** The most bytes of an answer that are read. */
  readonly most: number
}
/** How this runtime sends a request out: once, to where the bounds allow, following nothing. */
export type Dial = (url: URL, asked: Asked, bounds: Bounds) => Promise<Response>

/** Why a request was not made or its answer not taken; the reason is for the operator's log. */
export class Unreachable extends Error {}

export const bareHost = (url: URL): string => url.hostname.replace(/^\[|\]$/g, '').replace(/\.$/, '')

export const boundsOf = (config: Config): Bounds => ({
  trusted: config.trustedHosts,
  local: isLocal(new URL(config.publicUrl)),
})

/**
 * Why an address is not one of the outside (OWASP ASVS 1.3.6): null when it is. The address is parsed as WHATWG writes
 * it, so that 2130706433, 0x7f.1 and full-width digits are long since 127.0.0.1.
 */
export function refusedBecause(url: URL, { trusted, local }: Bounds): 'name' | 'scheme' | 'port' | 'address' | null {
  if (url.username !== '' || url.password !== '') return 'name'
  if (local && isLocal(url) && (url.protocol === 'http:' || url.protocol === 'https:')) return null
  if (url.protocol !== 'https:') return 'scheme'
  if (!['', '8443'].includes(url.port)) return 'port' // '' is 443
  const host = bareHost(url)
  return !trusted.includes(host) && isPrivateHost(host) ? 'address' : null
}

const patience = 5_000
const most = 256 * 1024

/** A `fetch` that goes nowhere but outside: five seconds, 256 KB, no redirects followed. */
export function outside({ config, dial }: { readonly config: Config; readonly dial: Dial }) {
  const bounds = boundsOf(config)
  return async (
    address: string | URL,
    init: { method?: string; headers?: HeadersInit; body?: string | URLSearchParams | null; most?: number } = {}
  ): Promise<Response> => {
    if (!URL.canParse(String(address))) throw new Unreachable('no address')
    const url = new URL(address)
    const why = refusedBecause(url, bounds)
    if (why !== null) throw new Unreachable(`${url.origin}: ${why} not allowed`)
    const { body } = init
    try {
      return await dial(
        url,
        {
          method: init.method ?? 'GET',
          headers: Object.fromEntries(new Headers(init.headers)),
          body: body === undefined || body === null ? undefined : String(body),
          signal: AbortSignal.timeout(patience),
          most: init.most ?? most,
        },
        bounds
      )
    } catch (error) {
      if (error instanceof Unreachable) throw error
      throw new Unreachable(`${url.origin}: ${error instanceof Error ? error.message : 'no answer'}`)
    }
  }
}
export type Outside = ReturnType<typeof outside>

/** An answer's bytes, as far as they are not too many. */
export async function readAtMost(stream: AsyncIterable<Uint8Array>, most: number): Promise<Uint8Array<ArrayBuffer>> {
  const parts: Uint8Array[] = []
  let size = 0
  for await (const part of stream) {
    size += part.byteLength
    if (size > most) throw new Unreachable(`an answer of more than ${most} bytes`)
    parts.push(part)
  }
  const whole = new Uint8Array(size)
  let at = 0
  for (const part of parts) {
    whole.set(part, at)
    at += part.byteLength
  }
  return whole
}

/** On the edge, where a name cannot be resolved first: Cloudflare's own network reaches no private address. */
export const dialByFetch: Dial = async (url, { method, headers, body, signal, most }) => {
  const answer = await fetch(url, { method, headers, redirect: 'manual', signal, ...(body !== undefined && { body }) })
  const bytes = answer.body === null ? null : await readAtMost(answer.body as AsyncIterable<Uint8Array>, most)
  return new Response(bytes, { status: answer.status, headers: answer.headers })
}
