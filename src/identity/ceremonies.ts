import { and, eq, gt, isNull, lt } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import type { Ctx, WriteCtx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { seal, unseal } from '../kernel/secrets.ts'
import { ceremonies } from './table.ts'

export type Purpose = 'passkey_new' | 'passkey_sign_in' | 'passkey_proof'
const minutes = 5
const minutesFrom = (now: string, minutes: number): string => new Date(Date.parse(now) + minutes * 60_000).toISOString()

type Begun = { readonly purpose: Purpose; readonly browserHash: string; readonly accountId: string | null }

/** Begins what ends with a browser's signed answer: the challenge is kept sealed. Returns the ceremony's id. */
export async function beginCeremony(ctx: Ctx, secret: string, begun: Begun, challenge: string): Promise<string> {
  const id = newId(ctx.now)
  const sealed = await seal(secret, challenge)
  await transaction(ctx, (ctx) => insert(ctx, id, begun, sealed))
  return id
}

const insert = (ctx: WriteCtx, id: string, begun: Begun, sealed: string) =>
  ctx.db
    .insert(ceremonies)
    .values({ id, ...begun, sealed, createdAt: ctx.now, expiresAt: minutesFrom(ctx.now, minutes) })

/**
 * The challenge of a ceremony, once: it is used up whether the answer then holds or not. Refuses when it is unknown,
 * over, of another browser, of another purpose or somebody else's.
 */
export async function endCeremony(ctx: Ctx, secret: string, id: string, begun: Begun): Promise<string> {
  const { purpose, browserHash, accountId } = begun
  const [row] = await transaction(ctx, (ctx) =>
    ctx.db
      .update(ceremonies)
      .set({ usedAt: ctx.now })
      .where(
        and(
          eq(ceremonies.id, id),
          eq(ceremonies.purpose, purpose),
          eq(ceremonies.browserHash, browserHash),
          accountId === null ? isNull(ceremonies.accountId) : eq(ceremonies.accountId, accountId),
          isNull(ceremonies.usedAt),
          gt(ceremonies.expiresAt, ctx.now)
        )
      )
      .returning({ sealed: ceremonies.sealed })
  )
  if (row === undefined) throw refuse('invalid', 'passkey.over')
  return unseal(secret, row.sealed)
}

/** Forgets ceremonies that are over (a job). */
export async function forgetCeremonies(ctx: Ctx): Promise<void> {
  await transaction(ctx, (ctx) => ctx.db.delete(ceremonies).where(lt(ceremonies.expiresAt, ctx.now)))
}
