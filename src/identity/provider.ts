import { z } from 'zod'
import { refuseResidentId } from '../kernel/zod.ts'
import { fault, refuseFaults } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { line, Text } from '../kernel/text.ts'
import type { Outside } from '../web/outside.ts'

/** The kinds of identity provider an office may have. */
export const providerKinds = ['oidc', 'cas', 'carsi'] as const
export type ProviderKind = (typeof providerKinds)[number]

/**
 * `address`: the issuer (OpenID Connect), the CAS server's base, or the CARSI gateway's base. `domain`: the university
 * whose people CARSI may name.
 */
export type ProviderSettings = {
  readonly address: string
  readonly clientId?: string | undefined
  readonly scopes?: string | undefined
  readonly domain?: string | undefined
}
/** What is sealed beside the settings: CARSI gives some clients their attributes encrypted to a key of their own. */
export type ProviderSecret = { readonly secret?: string | undefined; readonly privateKey?: string | undefined }

/** A provider as its protocol needs it, the secret opened. */
export type Asked = ProviderSettings & ProviderSecret & { readonly kind: ProviderKind }

/** What the return is checked against; sealed while somebody is away. */
export type Kept = { readonly state: string; readonly nonce: string; readonly verifier: string }
/** Who a provider says somebody is: the two together are the identity, and never an e-mail address. */
export type Claim = { readonly issuer: string; readonly subject: string }

/** One interface for all kinds: where the browser is sent, and who came back. Throws `Doubt` when anything is not as it should be. */
export type Protocol = {
  readonly begin: (provider: Asked, returnTo: URL, kept: Kept, ask: Outside) => Promise<URL>
  readonly finish: (provider: Asked, returned: URL, kept: Kept, ask: Outside) => Promise<Claim>
}

/** Why nobody is believed. The reason is for the operator's log; whoever came back hears only that it did not work. */
export class Doubt extends Error {}

const Host = z
  .string()
  .check(refuseResidentId)
  .transform((host) => host.trim().toLowerCase())
  .pipe(z.string().regex(/^[a-z0-9-]+(?:\.[a-z0-9-]+)+$/))
const Scopes = z
  .string()
  .check(refuseResidentId)
  .transform((scopes) => scopes.trim().replace(/\s+/g, ' '))
  .pipe(
    z
      .string()
      .max(200)
      .regex(/^[\x21\x23-\x5b\x5d-\x7e]+(?: [\x21\x23-\x5b\x5d-\x7e]+)*$/)
  ) // RFC 6749, 3.3

/** A provider as the head of an office describes it. A secret left out stays as it is. */
export const NewProvider = z
  .strictObject({
    kind: z.enum(providerKinds),
    name: Text,
    address: z
      .url({ protocol: /^https?$/ })
      .max(500)
      .meta({ example: 'https://sso.example.edu.cn' }),
    clientId: line(200).optional(),
    clientSecret: z.string().min(1).max(1_000).check(refuseResidentId).optional(),
    scopes: Scopes.optional(),
    domain: Host.optional(),
    privateKey: z.string().min(1).max(8_000).check(refuseResidentId).optional(),
  })
  .meta({ id: 'NewSignInProvider' })
export type NewProvider = z.infer<typeof NewProvider>

/** What is shown of a provider: never its secret. `redirectAddress` is what is registered there. */
export const Provider = z
  .object({
    id: Id,
    kind: z.enum(providerKinds),
    name: Text,
    address: z.string(),
    clientId: z.string().optional(),
    scopes: z.string().optional(),
    domain: z.string().optional(),
    hasSecret: z.boolean(),
    active: z.boolean(),
    required: z.boolean(),
    redirectAddress: z.string(),
    version: z.int(),
    createdAt: z.string(),
    updatedAt: z.string(),
  })
  .meta({ id: 'SignInProvider' })

/** What each kind needs, said at the field where it is missing. */
export function refuseIncomplete(input: NewProvider, hasSecret: boolean): void {
  const { kind } = input
  const url = new URL(input.address)
  const bare = url.search === '' && url.hash === ''
  refuseFaults([
    ...(bare ? [] : [fault(['address'], input.address, 'provider.address_bare')]),
    ...(kind !== 'cas' && input.clientId === undefined
      ? [fault(['clientId'], undefined, 'provider.client_needed')]
      : []),
    ...(kind === 'carsi' && input.clientSecret === undefined && !hasSecret
      ? [fault(['clientSecret'], undefined, 'provider.secret_needed')]
      : []),
    ...(kind === 'carsi' && input.domain === undefined ? [fault(['domain'], undefined, 'provider.domain_needed')] : []),
    ...(input.privateKey !== undefined && !/^-----BEGIN (?:RSA )?PRIVATE KEY-----[\s\S]+-----END/.test(input.privateKey)
      ? [fault(['privateKey'], undefined, 'provider.key_shape')]
      : []),
  ])
}

/** Settings as they are kept: only what the kind uses, the address as the browser writes it, without a slash at its end. */
export function settingsOf(input: NewProvider): ProviderSettings {
  const { kind, clientId, scopes, domain } = input
  const address = new URL(input.address).href.replace(/\/+$/, '')
  if (kind === 'cas') return { address }
  return { address, clientId, ...(scopes !== undefined && { scopes }), ...(kind === 'carsi' && { domain }) }
}
