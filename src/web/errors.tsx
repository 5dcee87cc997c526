import type { ErrorHandler, NotFoundHandler } from 'hono'
import { HTTPException } from 'hono/http-exception'
import type { ContentfulStatusCode } from 'hono/utils/http-status'
import { decided } from '../kernel/context.ts'
import { type Code, Refusal, refuse } from '../kernel/errors.ts'
import { fill, type MessageKey } from '../kernel/messages.ts'
import type { C, Env } from './env.ts'
import { pathOf, sayFault } from './fault-words.ts'
import { errorPage } from './frame.tsx'
import type { Problem } from './problem.ts'
import { proofInstead } from './proof-page.tsx'

const statuses: Record<Code, ContentfulStatusCode> = {
  unreadable: 400,
  unauthenticated: 401,
  forbidden: 403,
  proof_needed: 403,
  not_found: 404,
  method: 405,
  wrong_state: 409,
  conflict: 409,
  stale: 412,
  too_large: 413,
  unsupported: 415,
  invalid: 422,
  version_required: 428,
  too_many: 429,
  unavailable: 503,
  full: 507,
}

/** Whether a machine is answered; `/api/docs` is a page about the API. */
export const isApi = (c: C): boolean => /^\/api(\/|$)/.test(c.req.path) && c.req.path !== '/api/docs'

function problemOf(c: C, refusal: Refusal): Problem {
  const { locale, requestId } = c.var.ctx
  return {
    type: `about:blank#${refusal.code}`,
    title: fill(locale, `error.title.${refusal.code}`),
    status: statuses[refusal.code],
    detail: fill(locale, refusal.key, refusal.params),
    instance: requestId,
    ...(refusal.faults.length > 0 && {
      errors: refusal.faults.map((fault) => ({
        path: pathOf(fault),
        message: sayFault(fault, locale),
        ...(fault.value === undefined ? {} : { value: fault.value }),
      })),
    }),
  }
}

/** Refusals that tell of somebody who tries what is not theirs (OWASP ASVS 16.3.2), and a key that opens nothing. */
function note(c: C, { code, key }: Refusal): void {
  const { actor, requestId } = c.var.ctx
  const badKey = code === 'unauthenticated' && c.req.header('authorization') !== undefined
  if (code !== 'forbidden' && code !== 'too_many' && !badKey) return
  const who = { account: actor.accountId, tenant: actor.tenantId }
  const { path, method } = c.req
  c.var.deps.log({ level: 'info', request: requestId, refused: code, reason: key, path, method, ...who })
}

/** Answers a refusal in the caller's language: problem+json for machines, a page for people. */
export function answer(c: C, refusal: Refusal): Response | Promise<Response> {
  note(c, refusal)
  const status = statuses[refusal.code]
  const headers: Record<string, string> = {}
  if (refusal.code === 'too_many' || refusal.code === 'unavailable')
    headers['retry-after'] = String(Number(refusal.params['minutes'] ?? 1) * 60)
  if (isApi(c)) {
    if (status === 401) headers['www-authenticate'] = 'Bearer'
    return c.body(JSON.stringify(problemOf(c, refusal)), status, {
      ...headers,
      'content-type': 'application/problem+json; charset=utf-8',
    })
  }
  if (status === 401) return toSignIn(c)
  if (refusal.code === 'proof_needed') return proofInstead(c)
  for (const [name, value] of Object.entries(headers)) c.header(name, value)
  c.status(status)
  return errorPage(c, problemOf(c, refusal))
}

/** Away from a page that needs somebody signed in, and back to it afterwards where that does no harm. */
function toSignIn(c: C): Response {
  decided(c.var.ctx)
  const { pathname, search } = new URL(c.req.url)
  return c.redirect(c.req.method === 'GET' ? `/sign-in?next=${encodeURIComponent(pathname + search)}` : '/sign-in', 303)
}

/** Anything thrown that is no refusal is our fault: logged with its number, and nothing of it leaves. */
export const onError: ErrorHandler<Env> = (error, c) => {
  if (error instanceof Refusal) return answer(c, error)
  if (error instanceof HTTPException) return answer(c, ofHttp(error))
  c.var.deps.log({
    level: 'error',
    request: c.var.ctx.requestId,
    path: c.req.path,
    method: c.req.method,
    // Drizzle's message ends with the parameters of the query, which may be somebody's data: only the query is logged.
    error: error.message.split('\nparams:')[0],
    // What the database said stands behind what drizzle throws.
    cause: error.cause instanceof Error ? error.cause.message : undefined,
    stack: error.stack?.split('\n').filter((line) => /^\s+at /.test(line)),
  })
  return internal(c)
}

const ofHttp = (error: HTTPException): Refusal => {
  if (error.status === 403) return refuse('forbidden', 'error.foreign_form')
  if (error.status === 413) return refuse('too_large', 'error.too_large', { limit: 25 })
  return refuse('unreadable', 'error.unreadable')
}

export function internal(c: C): Response | Promise<Response> {
  const { locale, requestId } = c.var.ctx
  const key: MessageKey = 'error.internal'
  const problem: Problem = {
    type: 'about:blank#internal',
    title: fill(locale, 'error.title.internal'),
    status: 500,
    detail: fill(locale, key, { request: requestId }),
    instance: requestId,
  }
  if (isApi(c))
    return c.body(JSON.stringify(problem), 500, { 'content-type': 'application/problem+json; charset=utf-8' })
  c.status(500)
  return errorPage(c, problem)
}

/** Where nothing is: a page or a problem; an address of the API that knows other methods names them (RFC 9110, 15.5.6). */
export const notFoundAmong =
  (methodsOf: (path: string) => readonly string[]): NotFoundHandler<Env> =>
  (c) => {
    const methods = isApi(c) ? methodsOf(c.req.path) : []
    if (methods.length === 0) return answer(c, refuse('not_found', 'error.not_found'))
    c.header('allow', methods.join(', '))
    return answer(c, refuse('method', 'error.method', { method: c.req.method }))
  }
