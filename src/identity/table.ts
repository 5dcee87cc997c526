import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { bytes, json } from '../db/columns.ts'
import type { Role } from '../kernel/permissions.ts'
import type { Text } from '../kernel/text.ts'
import type { CodePurpose } from './code.ts'
import type { ProviderKind, ProviderSettings } from './provider.ts'
import type { SignInMethod } from './session.ts'

/** Somebody who can sign in. The address is kept in lower case. */
export const accounts = sqliteTable('accounts', {
  id: text().primaryKey(),
  email: text().notNull().unique(),
  name: text().notNull(),
  locale: text().notNull(),
  administrator: integer({ mode: 'boolean' }).notNull().default(false),
  createdAt: text().notNull(),
})

/** What an account is in an organisation. `personId`: its entry in that office's people. */
export const memberships = sqliteTable(
  'memberships',
  {
    id: text().primaryKey(),
    accountId: text().notNull(),
    tenantId: text().notNull(),
    personId: text(),
    roles: json<readonly Role[]>().notNull(),
    createdAt: text().notNull(),
    /** Kept out for the time being: the membership and what it made stay. */
    suspendedAt: text(),
    endedAt: text(),
  },
  (table) => [
    uniqueIndex('memberships_account').on(table.accountId, table.tenantId),
    index('memberships_tenant').on(table.tenantId, table.createdAt),
  ]
)

/** An offer of membership. For a new enterprise it also brings the organisation into being. */
export const invitations = sqliteTable(
  'invitations',
  {
    id: text().primaryKey(),
    tenantId: text().notNull(),
    /** The office whose member invited: an office may invite an enterprise. */
    officeId: text().notNull(),
    email: text().notNull(),
    name: text().notNull(),
    roles: json<readonly Role[]>().notNull(),
    personId: text(),
    createdAt: text().notNull(),
    expiresAt: text().notNull(),
    acceptedAt: text(),
    withdrawnAt: text(),
  },
  (table) => [
    index('invitations_tenant').on(table.tenantId, table.createdAt),
    index('invitations_email').on(table.email),
  ]
)

/** One-time codes and links; only HMACs under the server secret are kept. */
export const signInCodes = sqliteTable(
  'sign_in_codes',
  {
    id: text().primaryKey(),
    email: text().notNull(),
    codeHmac: text().notNull(),
    linkHmac: text().notNull().unique(),
    /** Hash of the asking browser's cookie; null for links printed on the console. */
    browserHash: text(),
    invitationId: text(),
    /** A code serves for one thing: what signs in never confirms a signature. */
    purpose: text().$type<CodePurpose>().notNull().default('sign_in'),
    tries: integer().notNull().default(0),
    createdAt: text().notNull(),
    expiresAt: text().notNull(),
    usedAt: text(),
  },
  (table) => [
    index('sign_in_codes_email').on(table.email, table.createdAt),
    index('sign_in_codes_expires').on(table.expiresAt),
  ]
)

/** Only the SHA-256 of the cookie's value is kept. */
export const sessions = sqliteTable(
  'sessions',
  {
    tokenHash: text().primaryKey(),
    /** Names the session on its owner's page, where its hash has no business. */
    id: text().notNull().default(''),
    accountId: text().notNull(),
    membershipId: text(),
    method: text().$type<SignInMethod>().notNull().default('code'),
    /** The browser and system it was begun with, in words. */
    browser: text().notNull().default(''),
    createdAt: text().notNull(),
    seenAt: text().notNull(),
    /** When its holder last proved to be who they are: signing and granting ask for a fresh proof. */
    provenAt: text(),
    expiresAt: text().notNull(),
  },
  (table) => [index('sessions_account').on(table.accountId), index('sessions_expires').on(table.expiresAt)]
)

/** A machine's key `td_<public id>_<secret>`: only the SHA-256 of the secret is kept. */
export const apiKeys = sqliteTable(
  'api_keys',
  {
    publicId: text().primaryKey(),
    secretHash: text().notNull(),
    tenantId: text().notNull(),
    name: text().notNull(),
    roles: json<readonly Role[]>().notNull(),
    createdAt: text().notNull(),
    expiresAt: text().notNull(),
    lastUsedAt: text(),
    revokedAt: text(),
  },
  (table) => [index('api_keys_tenant').on(table.tenantId, table.createdAt)]
)

/** How often something costly was tried in a window: sign-in codes, wrong codes, wrong keys. */
export const throttles = sqliteTable(
  'throttles',
  {
    subject: text().notNull(),
    window: integer().notNull(),
    count: integer().notNull(),
  },
  (table) => [primaryKey({ columns: [table.subject, table.window] })]
)

/** A passkey: what a browser or a security key signs with. Only its public half is here. */
export const passkeys = sqliteTable(
  'passkeys',
  {
    /** The credential's id, base64url. */
    id: text().primaryKey(),
    accountId: text().notNull(),
    publicKey: bytes().notNull(),
    counter: integer().notNull(),
    transports: json<readonly string[]>().notNull(),
    name: text().notNull(),
    createdAt: text().notNull(),
    lastUsedAt: text(),
  },
  (table) => [index('passkeys_account').on(table.accountId, table.createdAt)]
)

/** A sign-in under way elsewhere: at a passkey or an identity provider. Bound to the browser that began it, used once. */
export const ceremonies = sqliteTable(
  'ceremonies',
  {
    id: text().primaryKey(),
    purpose: text().notNull(),
    browserHash: text().notNull(),
    accountId: text(),
    providerId: text(),
    /** What the answer is checked against (challenge, state, nonce, verifier), sealed under the server's secret. */
    sealed: text().notNull(),
    next: text().notNull().default('/'),
    createdAt: text().notNull(),
    expiresAt: text().notNull(),
    usedAt: text(),
  },
  (table) => [index('ceremonies_expires').on(table.expiresAt)]
)

/** Where an office's people sign in besides our codes and passkeys. */
export const providers = sqliteTable(
  'sign_in_providers',
  {
    id: text().primaryKey(),
    tenantId: text().notNull(),
    kind: text().$type<ProviderKind>().notNull(),
    name: json<Text>().notNull(),
    settings: json<ProviderSettings>().notNull(),
    /** The client's secret, sealed under the server's. */
    secret: text(),
    active: integer({ mode: 'boolean' }).notNull().default(true),
    version: integer().notNull().default(1),
    createdAt: text().notNull(),
    updatedAt: text().notNull(),
  },
  (table) => [index('sign_in_providers_tenant').on(table.tenantId, table.createdAt)]
)

/** Who a provider says somebody is. An e-mail address alone is nobody's identity. */
export const identities = sqliteTable(
  'identities',
  {
    issuer: text().notNull(),
    subject: text().notNull(),
    accountId: text().notNull(),
    providerId: text().notNull(),
    createdAt: text().notNull(),
    lastUsedAt: text(),
  },
  (table) => [
    primaryKey({ columns: [table.issuer, table.subject] }),
    index('identities_account').on(table.accountId, table.createdAt),
  ]
)

/** Who acts for whom while they are away, both days included, in the organisation's zone. */
export const deputies = sqliteTable(
  'deputies',
  {
    id: text().primaryKey(),
    tenantId: text().notNull(),
    absentId: text().notNull(),
    deputyId: text().notNull(),
    fromDay: text().notNull(),
    toDay: text().notNull(),
    createdAt: text().notNull(),
    endedAt: text(),
  },
  (table) => [
    index('deputies_deputy').on(table.deputyId, table.toDay),
    index('deputies_tenant').on(table.tenantId, table.toDay),
  ]
)
