import { createRoute, OpenAPIHono, type RouteConfig, type RouteHandler } from '@hono/zod-openapi'
import { Hono, type MiddlewareHandler } from 'hono'
import { z } from 'zod'
import { absentBehind, holds } from '../kernel/actor.ts'
import { decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { type Permission, proofReasons } from '../kernel/permissions.ts'
import type { C, Env } from './env.ts'
import { refuseIssues } from './issues.ts'
import { Problem } from './problem.ts'
import { demandProof } from './proof.ts'
import { IfMatch } from './versions.ts'

/** "public" must be written out: there is no default. */
export type Access = Permission | 'public'

/**
 * The door of every route and page: who is not signed in gets 401, whose roles do not open it 403; what weighs most
 * asks people for a fresh proof that it is them. A machine's key is its proof.
 */
export function guard(access: Access): MiddlewareHandler<Env> {
  return async (c, next) => {
    const { ctx } = c.var
    if (access === 'public') decided(ctx)
    else if (ctx.actor.kind === 'nobody') throw refuse('unauthenticated', 'error.unauthenticated')
    else if (!holds(ctx.actor, access)) throw refuse('forbidden', 'error.forbidden')
    else {
      if (Object.hasOwn(proofReasons, access)) await demandProof(c)
      const actsFor = absentBehind(ctx.actor, access)
      if (actsFor !== undefined) c.set('ctx', { ...c.var.ctx, actor: { ...ctx.actor, actsFor } })
    }
    await next()
  }
}

const problem = (description: string) => ({ description, content: { 'application/problem+json': { schema: Problem } } })
const standing = {
  401: problem('No valid session or key'),
  403: problem('Not allowed; or, as `about:blank#proof_needed`, only after a fresh proof that it is you'),
  404: problem('Not there, or not yours'),
  422: problem('The input needs correction; every fault is listed'),
  429: problem('Too many tries'),
  500: problem('A fault of ours'),
  503: problem('Not now; try again after the seconds in Retry-After'),
}
const changing = {
  400: problem('The body is no JSON'),
  409: problem('Not in this state, or a double'),
  413: problem('The body is too large'),
  415: problem('The body is not application/json'),
  507: problem('The disk is full; nothing was saved'),
}
const versioned = {
  412: problem('Changed meanwhile; read it again'),
  428: problem('If-Match is missing'),
}

type Config = RouteConfig & { readonly permission: Access }
type Routed<R extends Config> = R & { getRoutingPath(): string }

/** One JSON route: as in zod-openapi, and with the permission that opens it. */
export function route<P extends string, R extends Config & { path: P }>(config: R): Routed<R> {
  const { permission, ...rest } = config
  const whole: RouteConfig = {
    ...(rest as RouteConfig),
    middleware: guard(permission),
    security: permission === 'public' ? [] : [{ key: [] }, { session: [] }],
    // The answers every route has are documented, not typed: handlers answer with their own and throw the others.
    responses: {
      ...standing,
      ...(config.method !== 'get' && changing),
      ...(config.request?.headers === IfMatch && versioned),
      ...config.responses,
    },
  }
  return createRoute({ ...whole, 'x-permission': permission }) as unknown as Routed<R>
}

/**
 * A room's JSON routes. Each handler is typed by its route; what hono would add to the room's own type with every
 * route is left out, for nobody reads it and the compiler spent most of its time on it.
 */
export type Api = {
  openapi<R extends RouteConfig>(route: R, handler: RouteHandler<R, Env>): Api
  route(path: string, room: Api): Api
}
/** The application behind a room's routes, to be mounted or asked for its document. */
export const honoOf = (room: Api): OpenAPIHono<Env> => room as unknown as OpenAPIHono<Env>

/** An empty room. Input that does not fit its schema is refused with every fault at once. */
export function api(): Api {
  return new OpenAPIHono<Env>({
    defaultHook: (result) => {
      if (!result.success)
        refuseIssues(
          result.error.issues,
          (result as { data?: unknown }).data,
          result.target === 'json' ? [] : [result.target]
        )
    },
  }) as unknown as Api
}

export const json = <S extends z.ZodType>(schema: S, description: string) => ({
  description,
  content: { 'application/json': { schema } },
})
export const body = <S extends z.ZodType>(schema: S) => ({
  required: true as const,
  content: { 'application/json': { schema } },
})

export type PageEntry = { readonly method: 'GET' | 'POST'; readonly path: string; readonly access: Access }
/** Every page of the product, as far as its module is loaded; tests walk it. */
export const pageRegistry: PageEntry[] = []

type PageHandler = (c: C) => Response | Promise<Response>

/** A room's pages under one address. GET never changes anything. */
export function pages(base: string) {
  const app = new Hono<Env>()
  const add = (method: 'GET' | 'POST', path: string, access: Access, handler: PageHandler) => {
    const whole = path === '/' ? base || '/' : `${base}${path}`
    pageRegistry.push({ method, path: whole, access })
    app.on(method, whole, guard(access), (c) => handler(c))
    return room
  }
  const room = {
    app,
    get: (path: string, access: Access, handler: PageHandler) => add('GET', path, access, handler),
    post: (path: string, access: Access, handler: PageHandler) => add('POST', path, access, handler),
  }
  return room
}
