import { readFileSync } from 'node:fs'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { openDesk } from '../../src/node.ts'
import { freePort } from '../support/free-port.ts'

let desk: Awaited<ReturnType<typeof openDesk>>
let url = ''
let folder = ''
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'desk-'))
  desk = await openDesk({ DATA_DIR: folder, PORT: String(await freePort()) })
  url = await desk.listen()
})
afterAll(async () => {
  await desk.close()
  await rm(folder, { recursive: true, force: true, maxRetries: 3 })
})

/** Everything that the server says to these bytes, until it closes the connection. */
function said(bytes: string): Promise<string> {
  return new Promise((resolve, reject) => {
    const parts: Buffer[] = []
    const socket = connect(Number(new URL(url).port), '127.0.0.1', () => socket.write(bytes))
    socket.setTimeout(3_000, () => socket.destroy())
    socket.on('data', (part: Buffer) => void parts.push(part))
    socket.on('error', reject)
    socket.on('close', () => resolve(Buffer.concat(parts).toString()))
  })
}

const hidden = 'GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n'
it.each([
  ['a length and chunks', `Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['two lengths', `Content-Length: 0\r\nContent-Length: ${hidden.length}\r\n\r\n${hidden}`],
  ['chunks under another name', `Transfer-Encoding: xchunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['chunks not last', `Transfer-Encoding: chunked, identity\r\n\r\n0\r\n\r\n${hidden}`],
  ['a blank before the colon', `Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['a folded header', `X: 1\r\n Transfer-Encoding: chunked\r\n\r\n0\r\n\r\n${hidden}`],
  ['a length that is no number', `Content-Length: +4\r\n\r\nabcd${hidden}`],
])('V4.2.1 hides no request behind %s', async (_, rest) => {
  const answers = await said(`POST /api/people HTTP/1.1\r\nHost: x\r\n${rest}`)
  expect(answers.match(/^HTTP\/1\.1 \d+/gm)).toEqual(['HTTP/1.1 400'])
})

it('V3.4.4, V4.1.1, V3.4.1 sends the build’s own files with their type, unsniffed, and nothing beside them', async () => {
  const files = Object.values(JSON.parse(readFileSync('dist/public/assets.json', 'utf8')) as Record<string, string>)
  expect(files.length).toBeGreaterThan(3)
  for (const file of files) {
    const answer = await fetch(`${url}${file}`)
    expect(`${file} ${answer.status}`).toBe(`${file} 200`)
    expect(answer.headers.get('x-content-type-options')).toBe('nosniff')
    expect(answer.headers.get('content-type')).toMatch(/charset=utf-8|^font\/|^image\//)
  }
  for (const path of [
    '/assets/../server.js',
    '/assets/%2e%2e/server.js',
    '/assets/..%2fassets.json',
    '/assets//etc/passwd',
    '/assets/',
  ])
    expect(await said(`GET ${path} HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n`)).toMatch(/^HTTP\/1\.1 404/)
})
