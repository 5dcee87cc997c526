import * as client from 'openid-client'
import { isLocal } from '../../kernel/config.ts'
import type { Outside } from '../../web/outside.ts'
import { type Asked, Doubt, type Protocol } from '../provider.ts'

/** Discovered anew each time: a campus changes its keys when it likes. */
async function discovered({ address, clientId = '', secret }: Asked, ask: Outside): Promise<client.Configuration> {
  const server = new URL(address)
  return client.discovery(
    server,
    clientId,
    undefined,
    secret === undefined ? client.None() : client.ClientSecretPost(secret),
    {
      // Signatures are checked although the answer comes by TLS: a campus's proxy may end that (ASVS 6.8.2).
      execute: [client.enableNonRepudiationChecks, ...(isLocal(server) ? [client.allowInsecureRequests] : [])],
      [client.customFetch]: (url, options) =>
        ask(url, { method: options.method, headers: options.headers, body: bodyOf(options.body) }),
    }
  )
}

function bodyOf(body: unknown): string | URLSearchParams | null {
  if (body === undefined || body === null) return null
  if (typeof body === 'string' || body instanceof URLSearchParams) return body
  throw new Doubt('a body of another kind')
}

/** OpenID Connect: code flow with PKCE, state and nonce (OpenID Connect Core 1.0, 3.1; RFC 7636; RFC 9207). */
export const oidc: Protocol = {
  async begin(provider, returnTo, { state, nonce, verifier }, ask) {
    const asked = (provider.scopes ?? '').split(' ').filter((scope) => scope !== '' && scope !== 'openid')
    return client.buildAuthorizationUrl(await discovered(provider, ask), {
      redirect_uri: returnTo.href,
      scope: ['openid', ...asked].join(' '),
      state,
      nonce,
      code_challenge: await client.calculatePKCECodeChallenge(verifier),
      code_challenge_method: 'S256',
    })
  },

  async finish(provider, returned, { state, nonce, verifier }, ask) {
    const config = await discovered(provider, ask)
    const tokens = await client.authorizationCodeGrant(config, returned, {
      expectedState: state,
      expectedNonce: nonce,
      pkceCodeVerifier: verifier,
      idTokenExpected: true,
    })
    const claims = tokens.claims()
    if (claims === undefined) throw new Doubt('no ID token')
    return { issuer: claims.iss, subject: claims.sub }
  },
}
