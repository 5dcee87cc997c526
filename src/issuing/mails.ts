import { partyAddresses } from '../agreements/queries.ts'
import type { ContractForm } from '../contracts/form.ts'
import { addressesOf } from '../identity/queries.ts'
import type { Ctx } from '../kernel/context.ts'
import { fill, type Locale } from '../kernel/messages.ts'
import { say, type Text } from '../kernel/text.ts'
import type { Letter } from '../mail/mail.ts'
import { organisationsSince } from '../organisations/queries.ts'
import type { ContractRow } from './queries.ts'

type Made = { readonly form: ContractForm; readonly documentId: string; readonly sha256: string }

/** A PDF is made: the office's deciders and everybody of the parties who signs in get it, with what verifies it. */
export async function contractIssued(
  ctx: Ctx,
  cause: string,
  { facts, officeId, agreementId }: ContractRow,
  title: Text,
  { form, documentId, sha256 }: Made
): Promise<Letter[]> {
  const ids = facts.parties.flatMap(({ organisationId }) => organisationId ?? [])
  const entries = await organisationsSince(ctx, officeId, ids)
  const partyTenants = [...entries.values()].flatMap(({ tenantId }) => tenantId ?? [])
  const [office, parties] = await Promise.all([
    addressesOf(ctx, officeId, ['officer', 'office_head', 'legal']),
    partyAddresses(ctx, { officeId, partyTenants }),
  ])
  return [...office, ...parties].map((to): Letter => {
    const locale: Locale = to.locale === 'en' ? 'en' : 'zh-CN'
    return {
      event: 'contract_issued',
      cause,
      officeId,
      recordId: agreementId,
      recipient: to.email,
      locale,
      facts: {
        number: facts.number ?? '',
        title: say(title, locale).text,
        form: fill(locale, `contract.form.${form}`),
        sha256,
        link: facts.verifyUrl ?? '',
      },
      attachments: [documentId],
    }
  })
}
