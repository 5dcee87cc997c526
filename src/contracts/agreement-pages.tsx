import { advanceAgreement, guardFaults } from '../agreements/actions.ts'
import { editable, type State } from '../agreements/agreement.ts'
import { may } from '../agreements/policy.ts'
import { type AgreementRow, getAgreement } from '../agreements/queries.ts'
import { datesOf, factsOf, groupsOf } from '../agreements/record-view.tsx'
import { sayingOf } from '../agreements/story.ts'
import { type AgreementStep, agreementSteps } from '../agreements/steps.ts'
import { chipOf, said } from '../agreements/views.tsx'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { show } from '../web/frame.tsx'
import { Notice, RecordPage } from '../web/kit/index.ts'
import { linkedTo } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { storyOf } from '../web/said-changes.ts'
import { stepPages, type StepRoom, stepsOf } from '../web/step-pages.tsx'

const issuedFacts = async (_ctx: unknown, _id: string) => ({ issued: false })

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
  }),
  may: (ctx, step, a) => may(ctx.actor, step, a),
  against: async (ctx, step, a) => guardFaults(ctx, step, a, {}, await issuedFacts(ctx, a.id)),
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
  take: async (ctx, id, version, step, input) =>
    advanceAgreement(ctx, id, version, step, input, await issuedFacts(ctx, id)),
}

async function recordPage(c: C) {
  const { t, ctx } = c.var
  const a = await getAgreement(ctx, c.req.param('id')!)
  const office = ctx.actor.officeId === a.officeId
  const [steps, linked] = [await stepsOf(c, lifecycle, a), await linkedTo(c, 'agreement', a.id)]
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
        lead={t(`agreement.kind.${a.kind}`)}
        version={a.version}
        steps={steps}
        notice={
          office && a.remark !== null ? (
            <Notice t={t} kind="info" title={t('agreement.remark')}>
              {a.remark}
            </Notice>
          ) : undefined
        }
        groups={groupsOf(c, a, mayEdit ? `/agreements/${a.id}/edit` : undefined)}
        dates={datesOf(c, a)}
        linked={linked}
        history={office ? await storyOf(c, a.id, 'agreement', sayingOf(c, a)) : undefined}
      />
    ),
  })
}

/** An agreement's own page and its steps: they tell of its contracts, which agreements/ knows nothing of. */
export const agreementRecordPages = pages('/agreements').get('/:id', 'agreement.read', recordPage)

stepPages(agreementRecordPages, lifecycle)
