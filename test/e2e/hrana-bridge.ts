import { randomUUID } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { type Batch, openStream, problem, problemOf, type Sql, type Statement, type Stream } from './hrana-stream.ts'

type Asked =
  | { readonly type: 'close' | 'get_autocommit' }
  | { readonly type: 'execute'; readonly stmt: Statement }
  | { readonly type: 'batch'; readonly batch: Batch }
  | ({ readonly type: 'sequence' } & Sql)
  | { readonly type: 'store_sql'; readonly sql_id: number; readonly sql: string }
  | { readonly type: 'close_sql'; readonly sql_id: number }
type Pipeline = { readonly baton?: string | null; readonly requests: readonly Asked[] }

const isRead = (sql: string): boolean => /^\s*(select|pragma|explain|begin transaction readonly)/i.test(sql)
/** How long a stream between two of its requests is kept, in milliseconds. */
const idle = 10_000

/**
 * A libSQL server for tests: Hrana over HTTP (version 2, JSON) on one file. One writer at a time, as sqld does it: a
 * stream waits before its BEGIN or lone write and lets the next one in when its transaction ends.
 */
export async function startBridge(file: string, token: string) {
  const streams = new Map<string, { readonly stream: Stream; readonly timer: NodeJS.Timeout }>()
  const waiting: { readonly stream: Stream; readonly enter: () => void }[] = []
  let writer: Stream | null = null

  const enter = async (stream: Stream, sql: string): Promise<void> => {
    if (writer === stream || stream.db.inTransaction || isRead(sql)) return
    if (writer === null) writer = stream
    else await new Promise<void>((done) => waiting.push({ stream, enter: done }))
  }
  const leave = (stream: Stream): void => {
    if (writer !== stream) return
    const next = waiting.shift()
    writer = next?.stream ?? null
    next?.enter()
  }
  const close = (stream: Stream): void => {
    stream.close()
    leave(stream)
  }

  async function act(stream: Stream, asked: Asked): Promise<object> {
    const before = (sql: string) => enter(stream, sql)
    switch (asked.type) {
      case 'execute':
        await before(stream.sqlOf(asked.stmt))
        return { result: stream.execute(asked.stmt) }
      case 'batch':
        return { result: await stream.batch(asked.batch, before) }
      case 'sequence':
        await before(stream.sqlOf(asked))
        stream.db.exec(stream.sqlOf(asked))
        return {}
      case 'store_sql':
        stream.stored.set(asked.sql_id, asked.sql)
        return {}
      case 'close_sql':
        stream.stored.delete(asked.sql_id)
        return {}
      case 'get_autocommit':
        return { is_autocommit: !stream.db.inTransaction }
      case 'close':
        close(stream)
        return {}
    }
  }

  async function pipeline({ baton, requests }: Pipeline) {
    const kept = baton ? streams.get(baton) : undefined
    if (baton && kept === undefined) throw problem('STREAM_EXPIRED', 'stream expired')
    clearTimeout(kept?.timer)
    streams.delete(baton ?? '')
    const stream = kept?.stream ?? openStream(file)
    const results: object[] = []
    let open = true
    for (const asked of requests) {
      try {
        if (!open) throw problem('STREAM_CLOSED', 'stream closed')
        results.push({ type: 'ok', response: { type: asked.type, ...(await act(stream, asked)) } })
        open = asked.type !== 'close'
      } catch (error) {
        results.push({ type: 'error', error: problemOf(error) })
      }
    }
    if (open && !stream.db.inTransaction) leave(stream)
    return { baton: open ? keep(stream) : null, base_url: null, results }
  }

  function keep(stream: Stream): string {
    const baton = randomUUID()
    const timer = setTimeout(() => {
      streams.delete(baton)
      close(stream)
    }, idle)
    streams.set(baton, { stream, timer })
    return baton
  }

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const send = (status: number, body: object) =>
      response.writeHead(status, { 'content-type': 'application/json' }).end(JSON.stringify(body))
    if (request.headers.authorization !== `Bearer ${token}`) return void send(401, { message: 'unauthorized' })
    if (request.url === '/v2' || request.url === '/v2/pipeline') {
      if (request.method === 'GET') return void send(200, {})
      const sent = await request.toArray()
      await pipeline(JSON.parse(Buffer.concat(sent).toString()) as Pipeline).then(
        (done) => send(200, done),
        (error: unknown) => send(400, problemOf(error))
      )
    } else send(404, { message: 'not found' })
  }

  const first = openStream(file)
  first.db.pragma('journal_mode=WAL')
  first.close()
  const server = createServer((request, response) => void answer(request, response))
  server.keepAliveTimeout = 0 // or it may close a connection just as workerd sends on it
  server.listen(0, '127.0.0.1')
  await once(server, 'listening')
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      server.closeAllConnections()
      server.close()
      await once(server, 'close')
      for (const { stream, timer } of streams.values()) {
        clearTimeout(timer)
        close(stream)
      }
    },
  }
}
