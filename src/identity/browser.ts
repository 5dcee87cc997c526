import { getCookie, setCookie } from 'hono/cookie'
import { refuse } from '../kernel/errors.ts'
import { randomToken, sha256Hex } from '../kernel/ids.ts'
import type { C } from '../web/env.ts'
import { networkOf } from './throttle.ts'

/** Names the browser in which a sign-in was begun. */
export const askedCookie = 'asked'

/** Hash of the asking browser's cookie; null when it asked for nothing. */
export function browserHash(c: C): string | null {
  const asked = getCookie(c, askedCookie, 'host')
  return asked === undefined ? null : sha256Hex(asked)
}

/** Marks the browser that begins a sign-in, so that it ends in the same one. Returns the mark's hash. */
export function markBrowser(c: C): string {
  const token = getCookie(c, askedCookie, 'host') ?? randomToken(32)
  const safe = { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax', maxAge: 900 } as const
  setCookie(c, askedCookie, token, safe)
  return sha256Hex(token)
}

export const network = (c: C): string => networkOf(c.var.address)

/** The session that asks: what is bound to it works in no other. Programs have none. */
export function ownSession(c: C): string {
  if (c.var.sessionHash === null) throw refuse('forbidden', 'account.person_only')
  return c.var.sessionHash
}
export const asking = (c: C) => ({ sessionHash: ownSession(c), network: network(c) })
export const site = (c: C) => ({ secret: c.var.deps.config.secret, publicUrl: c.var.deps.config.publicUrl })
