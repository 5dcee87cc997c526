import type { AgreementRow } from '../agreements/queries.ts'
import { holds } from '../kernel/actor.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Fault } from '../kernel/errors.ts'
import type { C } from '../web/env.ts'
import { sayFault } from '../web/fault-words.ts'
import { Notice } from '../web/kit/index.ts'

/** Where the enterprise of a finding is verified, for whom may do it. */
export function verificationHref({ actor }: Ctx, { key, path }: Fault, a: AgreementRow): string | undefined {
  const party = path[0] === 'parties' ? a.parties[Number(path[1])] : undefined
  if (key !== 'agreement.party_unverified' || party === undefined || !holds(actor, 'enterprise.verify'))
    return undefined
  return `/organisations/${party.organisationId}/verification`
}

/** Parties whose signature will be refused: said while there is time, each with the way to its verification. */
export const Unverified = ({ c, a, faults }: { c: C; a: AgreementRow; faults: readonly Fault[] }) => (
  <>
    {faults.map((fault) => {
      const { t, ctx } = c.var
      const href = verificationHref(ctx, fault, a)
      return (
        <Notice t={t} kind="warning" title={sayFault(fault, t.locale)}>
          {href !== undefined && <a href={href}>{t('enterprise.verify')}</a>}
        </Notice>
      )
    })}
  </>
)
