import { z } from 'zod'
import { CalendarDate } from '../../kernel/dates.ts'
import { Id } from '../../kernel/ids.ts'
import { prose } from '../../kernel/text.ts'
import { orNull } from '../../kernel/zod.ts'
import { recommendations } from '../achievement.ts'

/** Asks a reviewer of the office for an opinion until a day. */
export const NewReview = z.strictObject({ reviewerId: Id, dueOn: CalendarDate }).meta({ id: 'NewReview' })
export type NewReview = z.infer<typeof NewReview>

/**
 * What a reviewer says. Each states first whether there is a conflict of interest (lifecycle (a), policy); with one,
 * there is no opinion.
 */
export const Opinion = z
  .discriminatedUnion('conflict', [
    z.strictObject({ conflict: z.literal(true) }),
    z.strictObject({
      conflict: z.literal(false),
      recommendation: z.enum(recommendations),
      opinion: prose(10_000),
    }),
  ])
  .meta({ id: 'Opinion' })
export type Opinion = z.infer<typeof Opinion>

/** A review as the office sees it; who made the achievement gets the opinion without its author. */
export const Review = z
  .object({
    id: Id,
    reviewer: orNull(z.string()),
    dueOn: z.string(),
    conflict: orNull(z.boolean()),
    recommendation: orNull(z.enum(recommendations)),
    opinion: orNull(z.string()),
    answeredAt: orNull(z.string()),
  })
  .meta({ id: 'Review' })
