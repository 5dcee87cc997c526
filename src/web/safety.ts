import type { MiddlewareHandler } from 'hono'
import { bodyLimit } from 'hono/body-limit'
import { csrf } from 'hono/csrf'
import { NONCE, secureHeaders } from 'hono/secure-headers'
import { refuse } from '../kernel/errors.ts'
import type { C, Env } from './env.ts'
import { internal, isApi } from './errors.tsx'

const limit = 25

/** Headers every answer carries (OWASP ASVS 3.4); a file's own policy takes the place of the pages'. */
export const headers = (): MiddlewareHandler<Env> => {
  const usual = secureHeaders({
    contentSecurityPolicy: {
      defaultSrc: ["'none'"],
      connectSrc: ["'self'"],
      fontSrc: ["'self'"],
      manifestSrc: ["'self'"],
      scriptSrc: [NONCE, "'strict-dynamic'"],
      styleSrc: ["'self'"],
      imgSrc: ["'self'", 'data:'],
      formAction: ["'self'"],
      frameAncestors: ["'none'"],
      baseUri: ["'none'"],
      objectSrc: ["'none'"],
    },
    strictTransportSecurity: 'max-age=63072000; includeSubDomains',
    referrerPolicy: 'same-origin',
    xFrameOptions: 'DENY',
  }) as MiddlewareHandler<Env>
  return async (c, next) => {
    await usual(c, next)
    const { policy } = c.var
    if (policy !== undefined) c.res.headers.set('content-security-policy', policy)
  }
}

/** This site's own pages: as the request came in, or as the world reaches it through a proxy. */
const ownOrigin = (origin: string, c: C): boolean =>
  origin === new URL(c.req.url).origin || origin === c.var.deps.config.publicUrl

/**
 * Forms and scripts of other sites are refused, whatever they send; JSON besides is taken as application/json only,
 * which no form can send. A key in the header is no cookie: nobody else's browser adds it.
 */
export const foreignForms = (): MiddlewareHandler<Env> => {
  const check = csrf({ origin: (origin, c) => ownOrigin(origin, c as C) }) as MiddlewareHandler<Env>
  return (c, next) => {
    if (c.req.header('authorization') !== undefined) return next()
    const origin = c.req.header('origin')
    const changes = !['GET', 'HEAD', 'OPTIONS'].includes(c.req.method)
    if (changes && origin !== undefined && !ownOrigin(origin, c)) throw refuse('forbidden', 'error.foreign_form')
    return check(c, next)
  }
}

/** The one kind of address of the API that takes a file, and so a form. */
const uploads = /^\/api\/[a-z]+\/[^/]+\/attachments$/
/** Beside the file itself a form has its borders and a few words. */
const aroundFile = 64 * 1024

/** JSON as application/json, which no form of another site can send; files as forms, which `foreignForms` looks at. */
export const onlyJson: MiddlewareHandler<Env> = async (c, next) => {
  const upload = uploads.test(c.req.path)
  const wanted = upload ? 'multipart/form-data' : 'application/json'
  const writes = c.req.method === 'POST' || c.req.method === 'PUT' || c.req.method === 'PATCH'
  const type = c.req.header('content-type')?.split(';')[0]?.trim().toLowerCase()
  const empty =
    type === undefined &&
    (c.req.header('content-length') ?? '0') === '0' &&
    c.req.header('transfer-encoding') === undefined
  if (writes && !empty && type !== wanted)
    throw refuse('unsupported', upload ? 'error.unsupported_upload' : 'error.unsupported')
  await next()
}

/** Nothing is served while the database is behind the code: its rows would be read wrongly. */
export const ready: MiddlewareHandler<Env> = async (c, next) => {
  if ((await c.var.deps.notReady()) !== null) throw refuse('unavailable', 'error.schema_behind')
  await next()
}

/**
 * Bodies of at most 25 MB, not counting what a form puts around its file. One that says its length is not touched: the
 * server reads those without a stream.
 */
export const bodies = (): MiddlewareHandler<Env> => {
  const most = limit * 1024 * 1024
  const onError = () => {
    throw refuse('too_large', 'error.too_large', { limit })
  }
  const counted = (maxSize: number) => bodyLimit({ maxSize, onError }) as MiddlewareHandler<Env>
  const [plain, form] = [counted(most), counted(most + aroundFile)]
  return (c, next) => {
    const length = c.req.header('content-length')
    const bare = c.req.method === 'GET' || c.req.method === 'HEAD'
    const carries = /^multipart\/form-data\b/i.test(c.req.header('content-type') ?? '')
    if (!bare && (length === undefined || c.req.header('transfer-encoding') !== undefined))
      return (carries ? form : plain)(c, next)
    return Number(length ?? 0) > most + (carries ? aroundFile : 0) ? onError() : next()
  }
}

/** Deny by default at run time: a good answer that nobody decided on never leaves. */
export const decision: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  if (c.res.status < 400 && !c.var.ctx.decision.made) {
    c.var.deps.log({
      level: 'error',
      request: c.var.ctx.requestId,
      path: c.req.path,
      error: 'answer without a decision',
    })
    c.res = undefined
    c.res = await internal(c)
  }
}

/** What a signed-in person sees is kept nowhere. */
export const notStored: MiddlewareHandler<Env> = async (c, next) => {
  await next()
  // On the answer's own headers: `c.header` would make a new answer with a stream for its body.
  const { headers } = c.res
  if (!headers.has('cache-control')) headers.set('cache-control', isApi(c) ? 'private, no-store' : 'no-store')
}
