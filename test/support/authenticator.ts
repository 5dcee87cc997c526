import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

const sha256 = (data: Uint8Array | string): Buffer => createHash('sha256').update(data).digest()
const base64url = (data: Uint8Array | string): string => Buffer.from(data).toString('base64url')

// As much of CBOR (RFC 8949) as an authenticator says.
const head = (major: number, n: number): Buffer =>
  n < 24
    ? Buffer.from([(major << 5) | n])
    : n < 256
      ? Buffer.from([(major << 5) | 24, n])
      : Buffer.from([(major << 5) | 25, n >> 8, n & 255])
type Said = number | string | Uint8Array | ReadonlyMap<number | string, Said>
function cbor(value: Said): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value)
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)])
  if (value instanceof Uint8Array) return Buffer.concat([head(2, value.length), value])
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([name, one]) => [cbor(name), cbor(one)])])
}

type Options = { readonly challenge: string; readonly user?: { readonly id: string } }
type Odd = {
  readonly origin?: string
  readonly site?: string
  readonly challenge?: string
  readonly counter?: number
  readonly verified?: boolean
}

/** A security key of our own: makes and uses one passkey as a browser does (Web Authentication 3, 6). */
export function authenticator(origin = 'http://localhost:8787') {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  const id = randomBytes(16)
  let counter = 0
  let userHandle = ''
  const clientData = (type: string, { challenge }: Options, odd: Odd) =>
    Buffer.from(
      JSON.stringify({ type, challenge: odd.challenge ?? challenge, origin: odd.origin ?? origin, crossOrigin: false })
    )
  const data = (flags: number, odd: Odd, more: Uint8Array = Buffer.alloc(0)) => {
    const count = Buffer.alloc(4)
    count.writeUInt32BE(odd.counter ?? ++counter)
    const site = odd.site ?? new URL(origin).hostname
    const set = odd.verified === false ? flags & ~0x04 : flags
    return Buffer.concat([sha256(site), Buffer.from([set]), count, more])
  }
  return {
    id: base64url(id),
    make(options: Options, odd: Odd = {}): string {
      userHandle = options.user?.id ?? ''
      const key = new Map<number, Said>([
        [1, 2],
        [3, -7],
        [-1, 1],
        [-2, Buffer.from(x, 'base64url')],
        [-3, Buffer.from(y, 'base64url')],
      ])
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cbor(key)])
      const attestation = new Map<string, Said>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data(0x45, odd, credential)],
      ])
      return JSON.stringify({
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(clientData('webauthn.create', options, odd)),
          attestationObject: base64url(cbor(attestation)),
          transports: ['internal'],
        },
      })
    },
    use(options: Options, odd: Odd = {}): string {
      const authenticatorData = data(0x05, odd)
      const client = clientData('webauthn.get', options, odd)
      const signature = sign('sha256', Buffer.concat([authenticatorData, sha256(client)]), privateKey)
      return JSON.stringify({
        id: base64url(id),
        rawId: base64url(id),
        type: 'public-key',
        clientExtensionResults: {},
        response: {
          clientDataJSON: base64url(client),
          authenticatorData: base64url(authenticatorData),
          signature: base64url(signature),
          userHandle,
        },
      })
    },
  }
}
export type Authenticator = ReturnType<typeof authenticator>
