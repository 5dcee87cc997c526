import { and, asc, eq, inArray } from 'drizzle-orm'
import type { State as AchievementState } from '../achievements/achievement.ts'
import { achievements } from '../achievements/table.ts'
import type { State as AgreementState } from '../agreements/agreement.ts'
import { agreements } from '../agreements/table.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import type { Text } from '../kernel/text.ts'

/** Until it is decided on, a disclosure is in the hands of who filed it. */
const undecided: AchievementState[] = [
  'draft',
  'submitted',
  'formal_check',
  'returned',
  'evaluation',
  'evaluated',
  'objection',
]
/** Until it is done with, an agreement is in the hands of who drafted it. */
const running: AgreementState[] = [
  'draft',
  'internal_review',
  'negotiation',
  'price_determination',
  'public_notice',
  'objection_handling',
  'price_fixed',
  'approved',
  'signed',
  'effective',
  'in_performance',
  'breached',
  'dispute',
]

export type OpenRecord = {
  readonly kind: 'achievement' | 'agreement'
  readonly id: string
  readonly reference: string
  readonly title: Text
}

/** What an account has in hand in an office and nobody else would take up. */
export async function openWork(ctx: Ctx, officeId: string, accountId: string): Promise<OpenRecord[]> {
  decided(ctx)
  const disclosed = await ctx.db
    .select({ id: achievements.id, reference: achievements.reference, title: achievements.title })
    .from(achievements)
    .where(
      and(
        eq(achievements.officeId, officeId),
        eq(achievements.disclosedBy, accountId),
        inArray(achievements.state, undecided)
      )
    )
    .orderBy(asc(achievements.seq))
  const drafted = await ctx.db
    .select({ id: agreements.id, reference: agreements.reference, title: agreements.title })
    .from(agreements)
    .where(
      and(eq(agreements.officeId, officeId), eq(agreements.createdBy, accountId), inArray(agreements.state, running))
    )
    .orderBy(asc(agreements.seq))
  return [
    ...disclosed.map((row) => ({ ...row, kind: 'achievement' as const })),
    ...drafted.map((row) => ({ ...row, kind: 'agreement' as const })),
  ]
}
