import { attachmentPages } from '../attachments/pages.tsx'
import { filesAndNotes } from '../attachments/views.tsx'
import { shelf } from '../agreements/beside.ts'
import { asDraft, guardFaults } from '../agreements/actions.ts'
import { beforeSigned, editable, type State } from '../agreements/agreement.ts'
import { identityFaults, termFaults } from '../agreements/guards.ts'
import { may } from '../agreements/policy.ts'
import { type AgreementRow, getAgreement } from '../agreements/queries.ts'
import { datesOf, factsOf, groupsOf, plannedOf } from '../agreements/record-view.tsx'
import { sayingOf } from '../agreements/story.ts'
import { type AgreementStep, agreementSteps } from '../agreements/steps.ts'
import { chipOf } from '../agreements/views.tsx'
import { kindTitle } from '../contracts/kinds/index.ts'
import { holds, isOffice } from '../kernel/actor.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { sayFault } from '../web/fault-words.ts'
import { show } from '../web/frame.tsx'
import { Notice, RecordPage, type Step } from '../web/kit/index.ts'
import { linkedTo } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { storyOf } from '../web/said-changes.ts'
import { said } from '../web/said-text.tsx'
import { stepPages, type StepRoom, stepsOf } from '../web/step-pages.tsx'
import { advance } from './actions.ts'
import { type ContractView, issued, listContracts } from './queries.ts'
import { Unverified, verificationHref } from './unverified.tsx'
import { Contracts, linkedContracts } from './views.tsx'

const lifecycle: StepRoom<State, AgreementStep, AgreementRow> = {
  base: '/agreements',
  steps: agreementSteps,
  word: 'agreement',
  stateWord: 'agreement.state',
  load: getAgreement,
  seen: (a, c) => ({
    id: a.id,
    version: a.version,
    reference: a.reference,
    state: a.state,
    title: said(c.var.t, a.title),
    facts: factsOf(c, a),
    more: plannedOf(c, a),
  }),
  may: (ctx, step, a) => may(ctx.actor, step, a),
  against: async (ctx, step, a) =>
    guardFaults(ctx, step, a, {}, { issued: step === 'signature' && (await issued(ctx, a.id)) }),
  editHref: (ctx, a) =>
    may(ctx.actor, 'edit', a) && editable.includes(a.state) ? `/agreements/${a.id}/edit` : undefined,
  mendHref: verificationHref,
  anchors: {
    parties: 'g-parties',
    patents: 'g-patents',
    exclusivity: 'f-exclusivity-set',
    territory: 'f-territory-set',
    field: 'f-field-set',
    contractValue: 'f-contractValue-set',
    remuneration: 'f-contractValue-set',
  },
  asked: {
    remark: { label: 'agreement.input.remark' },
    method: {
      label: 'agreement.input.method',
      options: (value) => `agreement.method.${value}` as 'agreement.method.listing',
    },
    postedOn: { label: 'agreement.input.postedOn' },
    evidence: { label: 'agreement.input.evidence' },
    signedOn: { label: 'agreement.input.signedOn' },
  },
  take: advance,
}

/** Issuing is no step of the lifecycle, but what comes next once the agreement is approved. */
function issueStep(c: C, a: AgreementRow, contracts: readonly ContractView[]): Step[] {
  const { t, ctx } = c.var
  const label = t('contract.issue')
  if (!holds(ctx.actor, 'contract.issue')) return []
  if (!may(ctx.actor, 'issue', a)) return [{ label, reason: t('error.step_forbidden') }]
  if (a.state !== 'approved')
    return [{ label, reason: t('contract.only_approved', { state: `@agreement.state.${a.state}` }), otherState: true }]
  const first = contracts.length === 0
  return [{ label: first ? label : t('contract.issue_again'), href: `/agreements/${a.id}/contracts` }]
}

/** What the office should mind at once, and what was said with the last step. */
async function minded(c: C, a: AgreementRow) {
  const { t, ctx } = c.var
  const looks = isOffice(ctx.actor, a.officeId) && beforeSigned.includes(a.state)
  const warnings = looks ? await termFaults(ctx, a.officeId, asDraft(a)) : []
  return (
    <>
      {warnings.map((fault) => (
        <Notice t={t} kind="warning" title={sayFault(fault, t.locale)} />
      ))}
      {looks && <Unverified c={c} a={a} faults={await identityFaults(ctx, a.parties)} />}
      {a.remark !== null && (
        <Notice t={t} kind="info" title={t('agreement.remark')}>
          {a.remark}
        </Notice>
      )}
    </>
  )
}

async function recordPage(c: C) {
  const { t, ctx } = c.var
  const a = await getAgreement(ctx, c.req.param('id')!)
  const office = isOffice(ctx.actor, a.officeId)
  const contracts = await listContracts(ctx, a.id)
  const issuing = issueStep(c, a, contracts)
  const lifecycleSteps = await stepsOf(c, lifecycle, a)
  // Issuing leads until there is something to sign.
  const steps = contracts.length === 0 ? [...issuing, ...lifecycleSteps] : [...lifecycleSteps, ...issuing]
  const linked = [...linkedContracts(t, contracts), ...(await linkedTo(c, 'agreement', a.id))]
  const mayEdit = may(ctx.actor, 'edit', a) && editable.includes(a.state)
  return show(c, {
    title: `${a.reference} ${say(a.title, t.locale).text}`,
    body: (
      <RecordPage
        t={t}
        crumbs={[{ label: t('agreement.many'), href: '/agreements' }]}
        reference={a.reference}
        title={said(t, a.title)}
        state={chipOf(t, a.state)}
        lead={kindTitle(a.kind, t.locale)}
        version={a.version}
        steps={steps}
        notice={await minded(c, a)}
        groups={[
          ...groupsOf(c, a, mayEdit ? `/agreements/${a.id}/edit` : undefined),
          {
            id: 'contracts',
            title: t('contract.many'),
            facts: [],
            more: <Contracts c={c} a={a} contracts={contracts} />,
          },
        ]}
        dates={datesOf(c, a)}
        linked={linked}
        below={await filesAndNotes(c, shelf, a)}
        history={office ? await storyOf(c, a.id, 'agreement', sayingOf(c, a)) : undefined}
      />
    ),
  })
}

/** An agreement's own page and its steps: they tell of its contracts, which agreements/ knows nothing of. */
export const agreementRecordPages = pages('/agreements').get('/:id', 'agreement.read', recordPage)

stepPages(agreementRecordPages, lifecycle)
attachmentPages(agreementRecordPages, shelf)
