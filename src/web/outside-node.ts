import { lookup } from 'node:dns/promises'
import { type IncomingMessage, request as plain } from 'node:http'
import { request as secure } from 'node:https'
import type { LookupFunction } from 'node:net'
import { isLocal } from '../kernel/config.ts'
import { type Asked, bareHost, type Dial, readAtMost, Unreachable } from './outside.ts'
import { isAddress, isPrivateAddress } from './private-addresses.ts'

type Found = { readonly address: string; readonly family: number }
type Resolve = (host: string) => Promise<readonly Found[]>

const loopback = (address: string): boolean => address === '::1' || address.startsWith('127.')

/**
 * On Node: the name is resolved once, every address it has is looked at, and the connection goes to exactly those, so
 * that a second answer of the name server (DNS rebinding) is never asked for.
 */
export function dialFrom(resolve: Resolve = (host) => lookup(host, { all: true })): Dial {
  return async (url, { method, headers, body, signal, most }, bounds) => {
    const host = bareHost(url)
    const found = isAddress(host)
      ? [{ address: host, family: host.includes(':') ? 6 : 4 }]
      : await Promise.race([resolve(host), aborted(signal)])
    const local = bounds.local && isLocal(url)
    const allowed = ({ address }: Found): boolean =>
      local ? loopback(address) : bounds.trusted.includes(host) || !isPrivateAddress(address)
    if (found.length === 0 || !found.every(allowed)) throw new Unreachable(`${url.origin}: address not allowed`)
    const answer = await sent(url, found, { method, headers, body, signal })
    const bytes = await readAtMost(answer, most)
    const status = answer.statusCode ?? 502
    const flat = Object.entries(answer.headers).map(([name, value]): [string, string] => [name, String(value)])
    return new Response([204, 205, 304].includes(status) ? null : bytes, { status, headers: flat })
  }
}

/** A request whose connection goes to what was found, whatever the name says by now. */
function sent(url: URL, found: readonly Found[], asked: Omit<Asked, 'most'>): Promise<IncomingMessage> {
  const { method, headers, body, signal } = asked
  const lookup: LookupFunction = (_, options, answer) => {
    if (options.all === true) answer(null, [...found])
    else answer(null, found[0]!.address, found[0]!.family)
  }
  const length = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) }
  const send = url.protocol === 'http:' ? plain : secure
  return new Promise((done, failed) => {
    const options = { method, headers: { ...headers, ...length }, signal, agent: false, lookup }
    send(url, options, done).on('error', failed).end(body)
  })
}

const aborted = (signal: AbortSignal): Promise<never> =>
  new Promise((_, failed) => {
    signal.addEventListener('abort', () => failed(new Unreachable('no answer in time')))
  })
