import { Buffer } from 'node:buffer'
import { constants, privateDecrypt } from 'node:crypto'
import { z } from 'zod'
import { Doubt, type Asked, type Protocol } from '../provider.ts'

const Token = z.object({ access_token: z.string().min(1).max(4_000) })
const Resource = z.object({
  'carsi-persistent-uid': z.string().min(1).max(2_000),
  'carsi-affiliation': z.string().min(1).max(2_000),
})

async function read<S extends z.ZodType>(answer: Response, schema: S): Promise<z.infer<S>> {
  if (answer.status !== 200) throw new Doubt(`status ${answer.status}`)
  const parsed = schema.safeParse(await answer.json())
  if (!parsed.success) throw new Doubt(`not in the answer: ${parsed.error.issues[0]!.path.join('.')}`)
  return parsed.data
}

/** A client that gave the gateway its public key gets each attribute encrypted to it (RSA, PKCS #1 1.5, base64). */
function opened(value: string, { privateKey }: Asked): string {
  if (privateKey === undefined) return value
  const key = { key: privateKey, padding: constants.RSA_PKCS1_PADDING }
  return privateDecrypt(key, Buffer.from(value, 'base64')).toString('utf8')
}

/**
 * CARSI's gateway for service providers: the OAuth 2.0 code flow (RFC 6749, 4.1) with attributes of the federation: a
 * permanent identifier made for us alone, and `faculty@example.edu.cn`. Only people of the office's own university
 * are let in; the gateway knows all of them.
 */
export const carsi: Protocol = {
  begin({ address, clientId = '', scopes }, returnTo, { state }) {
    const to = new URL(`${address}/api/authorize`)
    to.search = new URLSearchParams({
      response_type: 'code',
      client_id: clientId,
      redirect_uri: returnTo.href,
      state,
      ...(scopes !== undefined && { scope: scopes }),
    }).toString()
    return Promise.resolve(to)
  },

  async finish(provider, returned, _, ask) {
    const { address, clientId = '', secret = '', domain } = provider
    const codes = returned.searchParams.getAll('code')
    if (codes.length !== 1 || codes[0] === '') throw new Doubt(returned.searchParams.get('error') ?? 'no code')
    const body = new URLSearchParams({
      grant_type: 'authorization_code',
      client_id: clientId,
      client_secret: secret,
      code: codes[0]!,
      redirect_uri: new URL(returned.pathname, returned).href,
    })
    const headers = { 'content-type': 'application/x-www-form-urlencoded', accept: 'application/json' }
    const token = await read(await ask(`${address}/api/token`, { method: 'POST', headers, body }), Token)
    const asking = new URL(`${address}/api/resource`)
    asking.search = new URLSearchParams({ access_token: token.access_token, client_id: clientId }).toString()
    const resource = await read(await ask(asking, { headers: { accept: 'application/json' } }), Resource)
    const subject = opened(resource['carsi-persistent-uid'], provider)
    const affiliation = opened(resource['carsi-affiliation'], provider).toLowerCase()
    const at = affiliation.lastIndexOf('@')
    if (at < 1 || affiliation.slice(at + 1) !== domain) throw new Doubt('of another university')
    if (!/^[\x21-\x7e]{1,300}$/.test(subject)) throw new Doubt('no identifier')
    // The identifier is made for one client and one university: the three together say whose it is.
    return { issuer: `carsi:${address}#${clientId}@${domain}`, subject }
  },
}
