import { and, eq } from 'drizzle-orm'
import { type Ctx, decided } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import { accounts, passkeys } from '../table.ts'

/** The account of the person who asks; programs have none. */
export function ownAccountId(ctx: Ctx): string {
  const { kind, accountId } = ctx.actor
  if (kind !== 'person' || accountId === null) throw refuse('forbidden', 'account.person_only')
  return accountId
}

/** The reader's own passkeys, oldest first. */
export async function ownPasskeys(ctx: Ctx) {
  const accountId = ownAccountId(ctx)
  decided(ctx)
  return ctx.db.select().from(passkeys).where(eq(passkeys.accountId, accountId)).orderBy(passkeys.createdAt)
}

/** One of the reader's own; others' are simply not there. */
export async function ownPasskey(ctx: Ctx, id: string) {
  const accountId = ownAccountId(ctx)
  const [row] = await ctx.db
    .select()
    .from(passkeys)
    .where(and(eq(passkeys.id, id), eq(passkeys.accountId, accountId)))
  if (row === undefined) throw refuse('not_found', 'error.not_found')
  decided(ctx)
  return row
}

/** Whose passkey it is, whoever asks: its signature has yet to be checked. */
export async function passkeyAt(ctx: Ctx, id: string) {
  const [row] = await ctx.db
    .select({ passkey: passkeys, account: { id: accounts.id, name: accounts.name } })
    .from(passkeys)
    .innerJoin(accounts, eq(accounts.id, passkeys.accountId))
    .where(eq(passkeys.id, id))
  return row ?? null
}
