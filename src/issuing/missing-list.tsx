import type { AgreementRow } from '../agreements/queries.ts'
import { agreementSteps } from '../agreements/steps.ts'
import { holds } from '../kernel/actor.ts'
import type { Fault } from '../kernel/errors.ts'
import type { Locale } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { sayFault } from '../web/fault-words.ts'
import { fieldId } from '../web/kit/index.ts'
import { type Source, sourceOf } from './gather.ts'

/** Fields whose place in the record's form has another name, or is a group of fields. */
const anchors: Readonly<Record<string, string>> = {
  name: 'f-name-set',
  title: 'f-title-set',
  address: 'f-address-set',
  contact: 'g-contacts',
  applicants: 'g-applicants',
  patentees: 'g-patentees',
}

type Place = { readonly href: string; readonly label: string; readonly where: string }

/** Where it is put right, and what the link says. A field the reader may not edit is at least shown. */
function placeOf(c: C, a: AgreementRow, source: Source): Place {
  const { t, ctx } = c.var
  const field = String(source.field[0] ?? '')
  if (source.record === 'agreement') {
    // What the agreement itself says changes in negotiation only.
    const reopen =
      holds(ctx.actor, 'agreement.advance') && agreementSteps.reopening.from.some((from) => from === a.state)
    return {
      href: reopen ? `/agreements/${a.id}/reopening` : `/agreements/${a.id}`,
      label: t('contract.mend_agreement'),
      where: '',
    }
  }
  const base = `/${source.record}s/${source.id}`
  const mayEdit = holds(ctx.actor, source.record === 'organisation' ? 'organisation.edit' : 'patent.edit')
  return {
    href: mayEdit ? `${base}/edit#${anchors[field] ?? fieldId(field)}` : base,
    label: t('contract.mend'),
    where: nameOf(a, source, t.locale),
  }
}

function nameOf(a: AgreementRow, { record, id }: Source, locale: Locale): string {
  const found =
    record === 'organisation'
      ? a.parties.find(({ organisationId }) => organisationId === id)?.name
      : a.patents.find((patent) => patent.id === id)?.title
  return found === undefined ? '' : say(found, locale).text
}

/** Everything that stands between an agreement and its contract, each with the way to where it is put right. */
export const MissingList = ({ c, a, faults }: { c: C; a: AgreementRow; faults: readonly Fault[] }) => {
  const { t } = c.var
  return (
    <div class="td-errors" role="alert" aria-labelledby="missing-title">
      <h2 id="missing-title">{t('contract.facts_missing', { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => {
          const { href, label, where } = placeOf(c, a, sourceOf(a, fault.path))
          // Facts are named in Chinese where they have it; the reader's language goes first.
          const params = where === '' ? fault.params : { ...fault.params, name: where, title: where }
          return (
            <li>
              {sayFault({ ...fault, params }, t.locale)}{' '}
              <a href={href}>
                {label}
                {where !== '' && <span class="visually-hidden"> {where}</span>}
              </a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
