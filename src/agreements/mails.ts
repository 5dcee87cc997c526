import { addressesOf } from '../identity/queries.ts'
import { type Ctx } from '../kernel/context.ts'
import { fill, type Locale } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import type { Letter } from '../mail/mail.ts'
import { sharedStates } from './policy.ts'
import { type AgreementRow, partyAddresses } from './queries.ts'

/** A change of state: the office's deciders, and the other parties once the agreement is on the table between them. */
export async function changed(ctx: Ctx, cause: string, agreement: AgreementRow): Promise<Letter[]> {
  const office = await addressesOf(ctx, agreement.officeId, ['officer', 'office_head', 'legal'])
  const others = sharedStates.includes(agreement.state) ? await partyAddresses(ctx, agreement) : []
  return [...office, ...others].map((to): Letter => {
    const locale: Locale = to.locale === 'en' ? 'en' : 'zh-CN'
    return {
      event: 'agreement_changed',
      cause,
      officeId: agreement.officeId,
      recordId: agreement.id,
      recipient: to.email,
      locale,
      facts: {
        reference: agreement.reference,
        title: say(agreement.title, locale).text,
        state: fill(locale, `agreement.state.${agreement.state}`),
        actor: ctx.actor.name,
        link: `${ctx.publicUrl}/agreements/${agreement.id}`,
      },
    }
  })
}
