import { connect } from 'node:net'
import type { Config } from '../kernel/config.ts'
import { refuse } from '../kernel/errors.ts'
import type { Files } from '../kernel/files.ts'

/** How long the scanner may take, in milliseconds. */
const patience = 30_000
const chunk = 64 * 1024

/** clamd's INSTREAM (clamd(8)): the length of each piece in four bytes, its bytes, and a length of zero at the end. */
export function scanner(clamd: Config['clamd'], wait = patience): Files['scan'] | undefined {
  if (clamd === null) return undefined
  return async (bytes) => {
    const said = await ask(clamd, bytes, wait).catch(() => '')
    if (/^stream: OK$/.test(said)) return null
    const found = /^stream: (.+) FOUND$/.exec(said)?.[1]
    // Whoever does not answer, or not as agreed, has looked at nothing.
    if (found === undefined) throw refuse('unavailable', 'attachment.scanner_away')
    return found
  }
}

function ask({ host, port }: NonNullable<Config['clamd']>, bytes: Uint8Array, wait: number): Promise<string> {
  return new Promise((done, failed) => {
    const socket = connect(port, host)
    const answer: Buffer[] = []
    const late = setTimeout(() => socket.destroy(new Error('late')), wait)
    socket.on('error', failed)
    socket.on('data', (data) => answer.push(data))
    socket.on('close', () => {
      clearTimeout(late)
      done(Buffer.concat(answer).toString('utf8').replace(/\0$/, ''))
    })
    socket.on('connect', () => {
      socket.write('zINSTREAM\0')
      for (let from = 0; from < bytes.length; from += chunk) {
        const piece = bytes.subarray(from, from + chunk)
        const length = Buffer.alloc(4)
        length.writeUInt32BE(piece.length)
        socket.write(length)
        socket.write(piece)
      }
      // One way only is closed by clamd's side: it answers, then ends.
      socket.write(Buffer.alloc(4))
    })
  })
}
