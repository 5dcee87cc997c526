import { type Client, createClient, type InStatement, type Transaction } from '@libsql/client'
import { drizzle } from 'drizzle-orm/libsql'
import type { Reader, Store, Writer } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'

/** How long a write waits for another process to let go of the file, in milliseconds. */
const patience = 5_000
/** Columns are camelCase in code and snake_case in the file. */
const casing = 'snake_case'
const nextTurn = () => new Promise<void>((resolve) => setImmediate(resolve))
const pause = (milliseconds: number) => new Promise<void>((resolve) => setTimeout(resolve, milliseconds))

/** Whether the driver or what drizzle wraps around it says so. */
const says = (error: unknown, what: RegExp): boolean => {
  if (error === null || typeof error !== 'object') return false
  const { code, message, cause } = error as { code?: string; message?: string; cause?: unknown }
  return what.test(`${code} ${message}`) || says(cause, what)
}
const isBusy = (error: unknown): boolean => says(error, /SQLITE_BUSY|database is locked/)
const isFull = (error: unknown): boolean => says(error, /SQLITE_FULL|disk is full/)

/** The client of an embedded file (file:) or of a server over HTTP; the same code serves both. */
export function openClient(url: string, token?: string): Client {
  // A native wait blocks the event loop, so it is short; `begin` waits asynchronously instead.
  return createClient({
    url,
    ...(token ? { authToken: token } : {}),
    ...(url.startsWith('file:') ? { timeout: 20 } : {}),
  })
}

/** Settings that last in the file itself; nothing that matters hangs on one connection's pragmas. */
export async function prepareFile(client: Client): Promise<void> {
  if (client.protocol === 'file') await client.execute('PRAGMA journal_mode=WAL')
}

async function begin(client: Client): Promise<Transaction> {
  const until = Date.now() + patience
  for (let wait = 10; ; wait = Math.min(wait * 2, 200)) {
    try {
      return await client.transaction('write')
    } catch (error) {
      if (!isBusy(error)) throw error
      await pause(wait)
      // The driver leaves a refused BEGIN unfinished, and its connection would fail every later commit: it has to go.
      // After the pause nobody else holds one: a read takes and returns its own within one turn, and writes queue.
      if (client.protocol === 'file') client.reconnect()
      if (Date.now() > until) throw refuse('unavailable', 'error.busy')
    }
  }
}

/**
 * The one door to the database. Writes to a file queue here, one after another, and each lets timers and sockets
 * have their turn first: the local driver is synchronous and would otherwise stop everything else.
 */
export function openStore(client: Client): Store & { readonly client: Client } {
  let tail: Promise<unknown> = Promise.resolve()
  const write = async <T>(work: (db: Writer) => Promise<T>): Promise<T> => {
    const transaction = await begin(client)
    try {
      const result = await work(drizzle(clientOf(transaction), { casing }) as Writer)
      await transaction.commit()
      return result
    } catch (error) {
      if (!transaction.closed) await transaction.rollback().catch(() => undefined)
      throw isFull(error) ? refuse('full', 'error.disk_full') : error
    } finally {
      transaction.close()
    }
  }
  const queued = <T>(work: (db: Writer) => Promise<T>): Promise<T> => {
    const turn = tail.then(nextTurn).then(() => write(work))
    tail = turn.catch(() => undefined)
    return turn
  }
  return { client, db: drizzle(client, { casing }) as Reader, write: client.protocol === 'file' ? queued : write }
}

/** drizzle wants a client; inside a transaction every statement must go through that transaction. */
function clientOf(transaction: Transaction): Client {
  const only = {
    execute: (statement: InStatement) => transaction.execute(statement),
    batch: (statements: InStatement[]) => transaction.batch(statements),
  }
  return only as unknown as Client // drizzle calls nothing else of a client outside `transaction` and `migrate`
}
