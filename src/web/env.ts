import type { Context } from 'hono'
import type { Config } from '../kernel/config.ts'
import type { Ctx, Event, Store } from '../kernel/context.ts'
import type { Files } from '../kernel/files.ts'
import type { Words } from '../kernel/messages.ts'
import type { FontSource } from '../pdf/fonts.ts'
import type { Dial } from './outside.ts'

/** All that the application is given from outside; the two runtimes differ in nothing else. */
export type Deps = {
  readonly store: Store
  readonly files: Files
  readonly config: Config
  /** The present moment in UTC; tests move it. */
  readonly clock: () => string
  /** Logical name of a client asset to its hashed address. */
  readonly assets: Readonly<Record<string, string>>
  readonly fonts: FontSource
  /** How a request of our own leaves; asked by `outside()` alone. */
  readonly dial: Dial
  /** Told after each commit what now waits to be done; must return at once. */
  readonly notify: (event: Event, work: Background) => void
  /** What keeps this runtime alive for work after the answer. */
  readonly backgroundOf: (c: C) => Background
  /** The client's address as this runtime knows it: no header that anybody can write. */
  readonly addressOf: (c: C) => string
  readonly log: (line: Readonly<Record<string, unknown>>) => void
  /** Refuses service with its reason: a schema behind the code. Null when all is well. */
  readonly notReady: () => Promise<'schema_behind' | null>
  /** Told when the process is about to end: nothing new is begun in the background. */
  readonly stopping?: AbortSignal
}

/** Keeps the runtime alive for work after the answer (`waitUntil` on the edge). */
export type Background = (work: Promise<unknown>) => void

export type Viewer = {
  readonly name: string
  readonly organisation: string | null
  readonly memberships: readonly { id: string; name: string }[]
}

export type Env = {
  Variables: {
    deps: Deps
    ctx: Ctx
    t: Words
    viewer: Viewer | null
    /** The session's cookie value hashed, to end it. */
    sessionHash: string | null
    /** When the person who asks last proved to be who they are. */
    provenAt: string | null
    secureHeadersNonce?: string
    /** The Content-Security-Policy of an answer that is no page of ours: a file. */
    policy?: string
    background: Background
    /** The client's network address, for throttles; never stored. */
    address: string
  }
}
export type C = Context<Env>
