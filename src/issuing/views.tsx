import type { Child } from 'hono/jsx'
import { may } from '../agreements/policy.ts'
import type { AgreementRow } from '../agreements/queries.ts'
import { contractForms } from '../contracts/form.ts'
import { sayMoment } from '../kernel/dates.ts'
import type { Words } from '../kernel/messages.ts'
import type { C } from '../web/env.ts'
import { Documents, Icon, type LinkedRecord, Notice, type State, StateChip } from '../web/kit/index.ts'
import type { ContractView } from './queries.ts'

type Rendition = ContractView['renditions'][number]

export const contractChip = (t: Words, { state }: Pick<ContractView, 'state'>): State => ({
  label: t(`contract.state.${state}`),
  tone: state === 'issued' ? 'done' : 'ended',
})

/** Its PDF is on the way: neither made nor given up. */
const onTheWay = (contract: ContractView) => (made: Rendition) =>
  made.sha256 === null && made.problem === null && contract.state === 'issued'
export const anyOnTheWay = (contracts: readonly ContractView[]): boolean =>
  contracts.some((contract) => contract.renditions.some(onTheWay(contract)))

/** The contracts of an agreement as lines beside it. */
export const linkedContracts = (t: Words, contracts: readonly ContractView[]): LinkedRecord[] =>
  contracts.map((contract) => ({
    reference: contract.reference,
    title: t('contract.one'),
    href: `#contract-${contract.reference}`,
    state: contractChip(t, contract),
  }))

type Props = { c: C; a: AgreementRow; contracts: readonly ContractView[] }

/** What was issued, what can be read as a draft, what can be issued further. */
export const Contracts = ({ c, a, contracts }: Props) => {
  const { t, ctx } = c.var
  const mayIssue = may(ctx.actor, 'issue', a) && a.state === 'approved'
  return (
    <>
      {contracts.length === 0 && <p class="td-quiet">{t('contract.none')}</p>}
      {contracts.map((contract) => (
        <Issue c={c} contract={contract} mayIssue={mayIssue} />
      ))}
      {anyOnTheWay(contracts) && <Watch c={c} a={a} />}
      {may(ctx.actor, 'preview', a) && <Previews t={t} a={a} />}
    </>
  )
}

const Issue = ({ c, contract, mayIssue }: { c: C; contract: ContractView; mayIssue: boolean }) => {
  const { t, ctx } = c.var
  const { reference, state, renditions } = contract
  const made = renditions.filter(({ sha256 }) => sha256 !== null)
  const missing = contractForms.filter((form) => !renditions.some((rendition) => rendition.form === form))
  const issueHref = (form: string) => `/agreements/${contract.agreementId}/contracts?form=${form}`
  return (
    <section class="td-issue" id={`contract-${reference}`} aria-labelledby={`title-${reference}`}>
      <h3 id={`title-${reference}`}>
        {reference} <StateChip {...contractChip(t, contract)} />
      </h3>
      <p class="td-quiet">
        {t('contract.issued_at')} <time datetime={contract.issuedAt}>{sayMoment(contract.issuedAt, ctx.zone)}</time>
        {contract.supersededBy !== null && ` · ${t('contract.superseded_by', { number: contract.supersededBy })}`}
      </p>
      {made.length > 0 && <Documents t={t} documents={made.map((rendition) => lineOf(t, contract, rendition))} />}
      {renditions.filter(onTheWay(contract)).map(({ form }) => (
        <p role="status">
          <Icon name="clock" class="td-icon-small" /> {t(`contract.form.${form}`)}
          {t.locale === 'en' ? ': ' : '：'}
          {t('contract.pending')}
        </p>
      ))}
      {renditions
        .filter(({ sha256, problem }) => sha256 === null && problem !== null)
        .map(({ form, problem }) => (
          <Notice t={t} kind="warning" title={t(`contract.form.${form}`)}>
            <p>{t('contract.failed', { problem: problem! })}</p>
            {mayIssue && state === 'issued' && <a href={issueHref(form)}>{t('contract.try_again')}</a>}
          </Notice>
        ))}
      {mayIssue && state === 'issued' && missing.length > 0 && (
        <p class="td-print-no">
          {t('contract.further_form')}
          {t.locale === 'en' ? ': ' : '：'}
          {missing.map((form, i) => (
            <>
              {i > 0 && ' · '}
              <a href={issueHref(form)}>{t(`contract.form.${form}`)}</a>
            </>
          ))}
        </p>
      )}
    </section>
  )
}

function lineOf(t: Words, contract: ContractView, { form, size, sha256 }: Rendition) {
  const kilobytes = size === null ? '' : ` · ${Math.max(1, Math.round(size / 1024))} KB`
  return {
    name: t('contract.download_form', { form: `@contract.form.${form}` }),
    href: `/contracts/${contract.id}/${form}.pdf`,
    note: `PDF${kilobytes}`,
    sha256: sha256 ?? undefined,
  }
}

/** Asks again until nothing is on the way any more: what then comes back asks no further. */
const Watch = ({ c, a }: { c: C; a: AgreementRow }) => (
  <div
    hx-get={`/agreements/${a.id}`}
    hx-trigger="every 2s"
    hx-target="closest .td-record"
    hx-select=".td-record"
    hx-swap="outerHTML"
  >
    <noscript>
      <a href={`/agreements/${a.id}#contracts`}>{c.var.t('contract.look_again')}</a>
    </noscript>
  </div>
)

/** A draft in each language form, in a tab of its own; one form each, so that one click does not lock the others. */
const Previews = ({ t, a }: { t: Words; a: AgreementRow }) => (
  <div class="td-previews td-print-no">
    <span>{t('contract.preview_as')}</span>
    {contractForms.map((form): Child => (
      <form method="post" action={`/agreements/${a.id}/preview`} target="_blank" class="td-inline">
        <button class="btn btn-sm" type="submit" name="locale" value={form}>
          <Icon name="file" class="td-icon-small" />
          {t(`contract.form.${form}`)}
        </button>
      </form>
    ))}
  </div>
)
