import type { Protocol, ProviderKind } from '../provider.ts'

/** Loaded when somebody signs in that way: most requests need none of it. */
export const protocolOf = {
  oidc: async () => (await import('./oidc.ts')).oidc,
  cas: async () => (await import('./cas.ts')).cas,
  carsi: async () => (await import('./carsi.ts')).carsi,
} as const satisfies Record<ProviderKind, () => Promise<Protocol>>
