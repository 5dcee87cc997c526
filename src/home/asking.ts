import type { MiddlewareHandler } from 'hono'
import { getCookie } from 'hono/cookie'
import { networkOf, throttle } from '../identity/throttle.ts'
import { resumeKey, resumeSession, sessionCookie, type SignedIn } from '../identity/session.ts'
import { transaction } from '../db/transaction.ts'
import { nobody } from '../kernel/actor.ts'
import type { Ctx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { type Locale, words } from '../kernel/messages.ts'
import type { C, Deps, Env } from '../web/env.ts'
import { isApi } from '../web/errors.tsx'
import { localeCookie } from '../web/form-page.tsx'

/** The first of our languages that the caller takes (RFC 9110, 12.5.4); null when none is named. */
export function acceptedLocale(header: string | undefined): Locale | null {
  const ranges = (header ?? '').split(',').map((range) => {
    const [tag = '', ...params] = range.trim().split(';')
    const weight = params.map((param) => /^\s*q=([\d.]+)$/.exec(param)?.[1]).find((value) => value !== undefined)
    return { tag: tag.toLowerCase(), weight: Number(weight ?? 1) }
  })
  for (const { tag } of ranges.filter(({ weight }) => weight > 0).toSorted((a, b) => b.weight - a.weight)) {
    if (tag === 'zh' || tag.startsWith('zh-')) return 'zh-CN'
    if (tag === 'en' || tag.startsWith('en-')) return 'en'
  }
  return null
}

/** What a browser chose by the language switch. */
const chosenLocale = (c: C): Locale | null => {
  const chosen = getCookie(c, localeCookie)
  return chosen === 'en' || chosen === 'zh-CN' ? chosen : null
}

/** A context for nobody yet: the request's number, moment and language. */
export function context(given: Deps | ((c: C) => Deps)): MiddlewareHandler<Env> {
  return async (c, next) => {
    const deps = typeof given === 'function' ? given(c) : given
    const now = deps.clock()
    const locale = (isApi(c) ? null : chosenLocale(c)) ?? acceptedLocale(c.req.header('accept-language')) ?? 'zh-CN'
    const background = deps.backgroundOf(c)
    const ctx: Ctx = {
      actor: nobody,
      now,
      locale,
      zone: 'Asia/Shanghai',
      requestId: newId(now),
      publicUrl: deps.config.publicUrl,
      store: deps.store,
      db: deps.store.db,
      files: deps.files,
      decision: { made: false },
      notify: (event) => deps.notify(event, background),
    }
    c.set('deps', deps)
    c.set('ctx', ctx)
    c.set('t', words(locale))
    c.set('viewer', null)
    c.set('sessionHash', null)
    c.set('provenAt', null)
    c.set('background', background)
    c.set('address', deps.addressOf(c))
    await next()
  }
}

/** Finds out who asks, by session cookie or API key. A bad key is refused; a bad cookie is nobody's. */
export const whoAsks: MiddlewareHandler<Env> = async (c, next) => {
  const authorization = c.req.header('authorization')
  const token = getCookie(c, sessionCookie, 'host')
  if (authorization !== undefined) {
    const bearer = /^Bearer (\S+)$/.exec(authorization)?.[1]
    const found = bearer === undefined ? null : await resumeKey(c.var.ctx, bearer)
    if (found === null) await refuseKey(c)
    else speakFor(c, found)
  } else if (token !== undefined) {
    const found = await resumeSession(c.var.ctx, token)
    if (found !== null) speakFor(c, found)
  }
  await next()
}

async function refuseKey(c: C): Promise<never> {
  await transaction(c.var.ctx, (ctx) => throttle(ctx, `key:${networkOf(c.var.address)}`, 60, 15))
  throw refuse('unauthenticated', 'error.unauthenticated')
}

function speakFor(c: C, found: SignedIn): void {
  const asked = acceptedLocale(c.req.header('accept-language'))
  const locale = (isApi(c) ? asked : chosenLocale(c)) ?? found.locale
  c.set('ctx', { ...c.var.ctx, actor: found.actor, locale, zone: found.zone })
  c.set('t', words(locale))
  c.set('sessionHash', found.sessionHash)
  c.set('provenAt', found.provenAt)
  const { organisation, memberships } = found
  c.set('viewer', { name: found.actor.name, organisation, memberships })
}
