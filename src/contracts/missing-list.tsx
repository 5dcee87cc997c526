import type { AgreementRow } from '../agreements/queries.ts'
import { type Actor, holds } from '../kernel/actor.ts'
import type { Fault } from '../kernel/errors.ts'
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

/** Where it is put right, and what the link says. A field the reader may not edit is at least shown. */
function placeOf(c: C, a: AgreementRow, source: Source): { href: string; label: string } {
  const { t, ctx } = c.var
  const field = String(source.field[0] ?? '')
  const anchor = anchors[field] ?? fieldId(field)
  if (source.record === 'agreement') {
    // What the agreement itself says changes in negotiation only.
    const reopen = holds(ctx.actor, 'agreement.advance')
    return { href: `/agreements/${a.id}${reopen ? '/reopening' : ''}`, label: t('contract.mend_agreement') }
  }
  const base = `/${source.record}s/${source.id}`
  return { href: mayEdit(ctx.actor, source.record) ? `${base}/edit#${anchor}` : base, label: nameOf(c, a, source) }
}

const mayEdit = (actor: Actor, record: 'organisation' | 'patent'): boolean =>
  holds(actor, record === 'organisation' ? 'organisation.edit' : 'patent.edit')

function nameOf(c: C, a: AgreementRow, { record, id }: Source): string {
  const { locale } = c.var.t
  const party = a.parties.find(({ organisationId }) => organisationId === id)
  const patent = a.patents.find((one) => one.id === id)
  if (record === 'organisation' && party !== undefined) return say(party.name, locale).text
  return patent === undefined ? '' : `${patent.reference} ${say(patent.title, locale).text}`
}

/** Everything that stands between an agreement and its contract, each with the way to where it is put right. */
export const MissingList = ({ c, a, faults }: { c: C; a: AgreementRow; faults: readonly Fault[] }) => {
  const { t } = c.var
  return (
    <div class="td-errors" role="alert" aria-labelledby="missing-title">
      <h2 id="missing-title">{t('contract.facts_missing', { count: faults.length })}</h2>
      <ul>
        {faults.map((fault) => {
          const { href, label } = placeOf(c, a, sourceOf(a, fault.path))
          return (
            <li>
              {sayFault(fault, t.locale)} <a href={href}>{t('contract.mend', { where: label })}</a>
            </li>
          )
        })}
      </ul>
    </div>
  )
}
