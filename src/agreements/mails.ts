import { addressesOf } from '../identity/queries.ts'
import { type Ctx } from '../kernel/context.ts'
import { fill, type Locale } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import type { Letter } from '../mail/mail.ts'
import type { State } from './agreement.ts'
import { sharedStates } from './policy.ts'
import { type AgreementRow, partyAddresses } from './queries.ts'

/** What concerns the other side; how the office finds and posts its price is its own. */
const concerning: readonly State[] = sharedStates.filter(
  (state) => !['price_determination', 'public_notice', 'objection_handling', 'price_fixed'].includes(state)
)

/**
 * A change of state: the office's deciders, and the other parties once the agreement is on the table between them.
 * `before`: what is called off before it got there was never theirs.
 */
export async function changed(ctx: Ctx, cause: string, agreement: AgreementRow, before: State): Promise<Letter[]> {
  const office = await addressesOf(ctx, agreement.officeId, ['officer', 'office_head', 'legal'])
  const over = agreement.state === 'cancelled'
  const told = over ? sharedStates.includes(before) : concerning.includes(agreement.state)
  const others = told ? await partyAddresses(ctx, agreement) : []
  return [...office, ...others].map((to): Letter => {
    // A cancelled agreement is the office's again: its page is not there for the other side.
    const path = over && others.includes(to) ? '/agreements' : `/agreements/${agreement.id}`
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
        link: `${ctx.publicUrl}${path}`,
      },
    }
  })
}
