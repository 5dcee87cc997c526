import type { LibSQLDatabase } from 'drizzle-orm/libsql'
import type { Actor } from './actor.ts'
import { Refusal } from './errors.ts'
import type { Files } from './files.ts'
import type { Locale, MessageKey } from './messages.ts'

type Database = LibSQLDatabase
/** Looking. A context outside a transaction has no more than this, so a write there does not compile. */
export type Reader = Pick<
  Database,
  'select' | 'selectDistinct' | '$count' | '$with' | 'with' | 'all' | 'get' | 'values'
>
/** Looking and changing: handed out by `transaction()` alone. */
export type Writer = Reader & Pick<Database, 'insert' | 'update' | 'delete' | 'run'>

/** The open door to the database: only db/ can make one. */
export type Store = {
  readonly db: Reader
  readonly write: <T>(work: (db: Writer) => Promise<T>) => Promise<T>
}

/** Who asks, in which language, when, on which database. First argument everywhere, never global. */
export type Ctx<D extends Reader = Reader> = {
  readonly actor: Actor
  readonly now: string
  readonly locale: Locale
  /** The office's (or the reader's) IANA zone: which day it is there. */
  readonly zone: string
  readonly requestId: string
  /** Where this product is reached, without a slash at the end: for links in letters. */
  readonly publicUrl: string
  readonly store: Store
  readonly db: D
  /** Where the bytes of documents lie. */
  readonly files: Files
  /** Set once somebody decided that this request may have its answer; an answer without it is a 500. */
  readonly decision: { made: boolean }
  /** Told after the commit, never before: "mail" means that the outbox has something to send. */
  readonly notify: (what: Event) => void
  /** What must be committed together with the outermost transaction's result: the answer kept for an Idempotency-Key. */
  readonly beforeCommit?: (db: Writer, result: unknown) => Promise<void>
}
export type Event = 'mail' | 'documents'
export type WriteCtx = Ctx<Writer> & { readonly transacting: true; readonly afterCommit: Set<Event> }

/** Notes that the request was allowed what it gets. Queries that filter by `visible` call it; so does `decide`. */
export const decided = (ctx: Ctx): void => {
  ctx.decision.made = true
}

/** Asks a record's policy and refuses with 403 when it says no. */
export function decide<A extends string, R>(
  ctx: Ctx,
  may: (actor: Actor, action: A, record: R) => boolean,
  action: A,
  record: R,
  key: MessageKey = 'error.forbidden'
): void {
  if (!may(ctx.actor, action, record)) throw new Refusal('forbidden', key)
  decided(ctx)
}
