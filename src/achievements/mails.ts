import type { Ctx } from '../kernel/context.ts'
import type { Locale } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import { addressesOf, addressOf } from '../identity/queries.ts'
import type { Letter, MailEvent } from '../mail/mail.ts'
import type { AchievementRow } from './queries.ts'

type Told = Pick<AchievementRow, 'id' | 'officeId' | 'reference' | 'title' | 'disclosedBy' | 'remark'>

const letter = (ctx: Ctx, cause: string, event: MailEvent, a: Told, to: { email: string; locale: string }): Letter => {
  const locale: Locale = to.locale === 'en' ? 'en' : 'zh-CN'
  return {
    event,
    cause,
    officeId: a.officeId,
    recordId: a.id,
    recipient: to.email,
    locale,
    facts: {
      reference: a.reference,
      title: say(a.title, locale).text,
      actor: ctx.actor.name,
      remark: a.remark ?? '',
      link: `${ctx.publicUrl}/achievements/${a.id}`,
    },
  }
}

/** A new disclosure: the officers and the head of the office. */
export async function submitted(ctx: Ctx, cause: string, a: Told): Promise<Letter[]> {
  const desk = await addressesOf(ctx, a.officeId, ['officer', 'office_head'])
  return desk.map((to) => letter(ctx, cause, 'achievement_submitted', a, to))
}

/** Sent back or approved: whoever filed it. */
export async function toFiler(
  ctx: Ctx,
  cause: string,
  event: 'achievement_returned' | 'achievement_approved',
  a: Told
): Promise<Letter[]> {
  const to = a.disclosedBy === null ? null : await addressOf(ctx, a.disclosedBy)
  return to === null ? [] : [letter(ctx, cause, event, a, to)]
}
