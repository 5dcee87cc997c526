import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import { generate } from 'selfsigned'
import { SMTPServer } from 'smtp-server'
import { type Message, readMessage } from './mime.ts'

export type Received = {
  readonly from: string
  readonly to: readonly string[]
  /** Whether it came over TLS. */
  readonly secure: boolean
  /** Who had signed in to send it. */
  readonly user: string | null
  readonly message: Message
}
export type Certificate = { readonly key: string; readonly cert: string }

/** What goes wrong at a server: a status to answer with, or undefined to take the letter. Changed while it runs. */
type Faults = {
  recipient?: (address: string) => number | undefined
  message?: () => number | undefined
  /** Every letter waits for it after its last line and before the answer. */
  hold?: Promise<void>
}
type Options = {
  readonly port?: number
  /** Offers STARTTLS with it, and insists: without it everything is plain. */
  readonly certificate?: Certificate
  readonly password?: string
}

/** How long a letter is waited for, in milliseconds. */
const patience = 30_000
const refusal = (code: number): Error => Object.assign(new Error(`answered with ${code}`), { responseCode: code })

/** A mail server that keeps what it takes. Real SMTP on a port of this machine; tests end it by `close`. */
export async function startSmtp({ port = 0, certificate, password }: Options = {}) {
  const letters: Received[] = []
  const offered: Message[] = []
  const waiting = new Set<() => void>()
  const faults: Faults = {}
  const server = new SMTPServer({
    logger: false,
    disableReverseLookup: true,
    ...(certificate === undefined ? { hideSTARTTLS: true } : certificate),
    authOptional: password === undefined,
    allowInsecureAuth: certificate === undefined,
    onAuth(auth, _, done) {
      if (auth.password === password) done(null, { user: auth.username })
      else done(refusal(535))
    },
    onMailFrom(_, session, done) {
      done(certificate !== undefined && !session.secure ? refusal(530) : null)
    },
    onRcptTo({ address }, _, done) {
      const code = faults.recipient?.(address)
      done(code === undefined ? null : refusal(code))
    },
    onData(stream, { envelope, secure, user }, done) {
      void (async () => {
        const chunks = await stream.toArray()
        const message = readMessage(Buffer.concat(chunks).toString('latin1'))
        offered.push(message)
        await faults.hold
        const code = faults.message?.()
        if (code !== undefined) return done(refusal(code))
        letters.push({
          from: envelope.mailFrom === false ? '' : envelope.mailFrom.address,
          to: envelope.rcptTo.map(({ address }) => address),
          secure,
          user: typeof user === 'string' ? user : null,
          message,
        })
        done()
        for (const look of waiting) look()
      })()
    },
  })
  server.on('error', () => undefined) // a client that breaks off is no fault of the test's
  server.listen(port, '127.0.0.1')
  await once(server.server, 'listening')
  const bound = (server.server.address() as AddressInfo).port
  const user = password === undefined ? '' : `desk:${password}@`

  return {
    letters,
    /** Every message that came whole, taken or not. */
    offered,
    faults,
    port: bound,
    url: `smtp://${user}127.0.0.1:${bound}`,
    /** The newest letter that fits, as soon as there is one. */
    letter(fits: (received: Received) => boolean): Promise<Received> {
      return new Promise((resolve, reject) => {
        const late = setTimeout(() => {
          const there = letters.map(({ to, message }) => `${to.join()}: ${message.subject}`)
          reject(new Error(`no such letter came; there are:\n${there.join('\n')}`))
        }, patience)
        const look = () => {
          const found = letters.findLast(fits)
          if (found === undefined) return void waiting.add(look)
          clearTimeout(late)
          waiting.delete(look)
          resolve(found)
        }
        look()
      })
    },
    close: () => new Promise<void>((done) => server.close(() => done())),
  }
}
export type Smtp = Awaited<ReturnType<typeof startSmtp>>

/** A certificate for 127.0.0.1 and the authority that signed it, which a client has to trust. */
export async function makeCertificate(): Promise<{ readonly authority: string; readonly certificate: Certificate }> {
  const authority = await generate([{ name: 'commonName', value: 'Authority of the tests' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    extensions: [
      { name: 'basicConstraints', cA: true, critical: true },
      { name: 'keyUsage', keyCertSign: true, critical: true },
    ],
  })
  const { private: key, cert } = await generate([{ name: 'commonName', value: '127.0.0.1' }], {
    keyType: 'ec',
    algorithm: 'sha256',
    ca: { key: authority.private, cert: authority.cert },
    extensions: [
      { name: 'basicConstraints', cA: false },
      { name: 'extKeyUsage', serverAuth: true },
      { name: 'subjectAltName', altNames: [{ type: 7, ip: '127.0.0.1' }] },
    ],
  })
  return { authority: authority.cert, certificate: { key, cert } }
}
