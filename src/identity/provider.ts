/** The kinds of identity provider an office may have. */
export const providerKinds = ['oidc', 'cas', 'carsi'] as const
export type ProviderKind = (typeof providerKinds)[number]

/** `address`: the issuer (OpenID Connect), the CAS server's base, or the CARSI gateway's base. */
export type ProviderSettings = { readonly address: string; readonly clientId?: string; readonly scopes?: string }
