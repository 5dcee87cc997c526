import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from 'drizzle-orm/sqlite-core'
import { json } from '../db/columns.ts'
import type { Role } from '../kernel/permissions.ts'

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
    accountId: text().notNull(),
    membershipId: text(),
    createdAt: text().notNull(),
    seenAt: text().notNull(),
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
