import { holds } from '../kernel/actor.ts'
import { officeDay, sayDate } from '../kernel/dates.ts'
import { organisationsSince } from '../organisations/queries.ts'
import type { C } from '../web/env.ts'
import { sayFault } from '../web/fault-words.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { type Sent, sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import {
  DecisionPage,
  FormBody,
  formOf,
  Heading,
  LinkedRecords,
  Notice,
  Section,
  SelectField,
} from '../web/kit/index.ts'
import { addToPage } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { said } from '../web/said-text.tsx'
import { mergeRecords, undoMerge } from './actions.ts'
import { choosable, type MergeInput, type MergeKind, OrganisationMerge, PersonMerge } from './merging.ts'
import {
  against,
  againstUndoing,
  getMergeable,
  lastMerge,
  likelyDoubles,
  type Mergeable,
  namedIn,
  otherEntries,
} from './queries.ts'
import { Comparison, consequencesOf, proposed, titled } from './views.tsx'

const rooms = { organisation: '/organisations', person: '/people' } as const
const addressOf = (kind: MergeKind, id: string): string => `${rooms[kind]}/${id}`
const withOther = (kind: MergeKind, id: string, otherId: string): string =>
  `${addressOf(kind, id)}/merge?with=${otherId}`

const crumbsOf = (c: C, kind: MergeKind, kept: Mergeable) => [
  { label: c.var.t(`${kind}.many`), href: rooms[kind] },
  { label: kept.reference, href: addressOf(kind, kept.id) },
]

/** Which entry is the double: the likely ones first, else any. */
async function choosePage(c: C, kind: MergeKind, kept: Mergeable, status: FormState['status']) {
  const { t, ctx } = c.var
  const [likely, others] = [await likelyDoubles(ctx, kind, kept), await otherEntries(ctx, kind, kept)]
  const f = formOf(t, `${addressOf(kind, kept.id)}/merge`, new Map())
  const body = (
    <section class="td-form-page">
      <Heading
        t={t}
        title={t('merge.step')}
        lead={t('merge.choose_lead', { reference: titled(c, kept) })}
        crumbs={crumbsOf(c, kind, kept)}
      />
      <Section title={t('merge.likely')}>
        {likely.length === 0 ? (
          <p class="td-quiet">{t('merge.likely_none')}</p>
        ) : (
          <LinkedRecords
            records={likely.map(({ id, reference, name }) => ({
              reference,
              title: said(t, name),
              href: withOther(kind, kept.id, id),
            }))}
          />
        )}
      </Section>
      <Section title={t('merge.all')}>
        <form class="td-form" method="get" action={f.action}>
          <SelectField
            f={f}
            name="with"
            label={t('merge.other')}
            required
            options={others.map((other) => ({ value: other.id, label: titled(c, other) }))}
          />
          <div class="td-buttons">
            <button class="btn btn-primary" type="submit">
              {t('merge.compare')}
            </button>
            <a class="td-cancel" href={addressOf(kind, kept.id)}>
              {t('kit.cancel')}
            </a>
          </div>
        </form>
      </Section>
    </section>
  )
  return show(c, { title: t('merge.step'), body }, status)
}

const affiliationsOf = (c: C, pair: readonly Mergeable[]) =>
  organisationsSince(
    c.var.ctx,
    pair[0]!.officeId,
    pair.flatMap((one) => ('organisationId' in one && one.organisationId !== null ? [one.organisationId] : []))
  )

/** Both entries side by side, what happens, and the choice of values; or why they cannot be merged. */
async function comparePage(c: C, kind: MergeKind, kept: Mergeable, otherId: string, state: FormState | null) {
  const { t, ctx } = c.var
  const dropped = await getMergeable(ctx, kind, otherId)
  const pair = { kind, kept, dropped }
  const faults = await against(ctx, kind, kept, dropped)
  const now = state ?? opened(sentOf(new Map(proposed(pair))))
  const current = { recordId: kept.id, version: kept.version, values: now.sent.values }
  // What stands against it is said above in place of the form.
  const { f, notice } = await formOn(c, withOther(kind, kept.id, dropped.id), { ...now, faults: [] }, current)
  const title = t('merge.title', { kept: kept.reference, dropped: dropped.reference })
  const facts = ([kept, dropped] as const).map((one, i) => ({
    label: t(i === 0 ? 'merge.kept' : 'merge.dropped', { reference: one.reference }),
    value: <a href={addressOf(kind, one.id)}>{said(t, one.name)}</a>,
  }))
  const swap = {
    label: t('merge.other_way'),
    value: <a href={withOther(kind, dropped.id, kept.id)}>{t('merge.swap', { reference: dropped.reference })}</a>,
  }
  const body = (
    <DecisionPage
      t={t}
      crumbs={crumbsOf(c, kind, kept)}
      title={title}
      asked={ctx.actor.name}
      facts={kept.id === dropped.id ? facts : [...facts, swap]}
      consequences={faults.length > 0 ? [t('merge.apart')] : consequencesOf(c, pair, await namedIn(ctx, kind, dropped))}
    >
      {faults.length > 0 ? (
        <>
          {faults.map((fault) => (
            <Notice t={t} kind="warning" title={sayFault(fault, t.locale)} />
          ))}
        </>
      ) : (
        <FormBody
          f={f}
          notice={notice}
          submit={t('merge.submit')}
          cancelHref={addressOf(kind, kept.id)}
          keep={false}
          harm
        >
          <Comparison c={c} f={f} pair={pair} known={await affiliationsOf(c, [kept, dropped])} />
        </FormBody>
      )}
    </DecisionPage>
  )
  return show(c, { title, form: f.id, body }, now.status)
}

async function mergePage(c: C, kind: MergeKind, state: FormState | null) {
  const kept = await getMergeable(c.var.ctx, kind, c.req.param('id')!)
  const otherId = c.req.query('with') ?? ''
  return otherId === '' ? choosePage(c, kind, kept, state?.status ?? 200) : comparePage(c, kind, kept, otherId, state)
}

function inputOf(kind: MergeKind, otherId: string | undefined, sent: Sent): MergeInput {
  const take = Object.fromEntries(choosable[kind].map((field) => [field, sent.get(`take.${field}`)]))
  return parse(kind === 'organisation' ? OrganisationMerge : PersonMerge, { otherId, take })
}

function mergePagesOf(kind: MergeKind) {
  return pages(rooms[kind])
    .get('/:id/merge', 'record.merge', (c) => mergePage(c, kind, null))
    .post('/:id/merge', 'record.merge', (c) =>
      tryForm(
        c,
        async (sent) => {
          const id = c.req.param('id')!
          await mergeRecords(c.var.ctx, kind, id, sent.version, inputOf(kind, c.req.query('with'), sent))
          return back(c, addressOf(kind, id), 'merged')
        },
        (state) => mergePage(c, kind, state)
      )
    )
}

const undoPages = pages('/merges').post('/:id/undo', 'record.merge', async (c) => {
  const { kind, keptId } = await undoMerge(c.var.ctx, c.req.param('id')!)
  return back(c, addressOf(kind, keptId), 'unmerged')
})

export const mergePages = [mergePagesOf('organisation'), mergePagesOf('person'), undoPages]

/** On the kept entry's page: the last merging, for as long as it can be undone. */
async function undoNotice(c: C, kind: MergeKind, id: string) {
  const { t, ctx } = c.var
  const kept = await getMergeable(ctx, kind, id)
  const merge = await lastMerge(ctx, kept)
  if (merge === null || (await againstUndoing(ctx, merge, kept)) !== null) return null
  const date = sayDate(officeDay(merge.createdAt, ctx.zone), t.locale)
  const reference = String(merge.before.dropped['reference'])
  return (
    <Notice t={t} kind="info" title={t('merge.notice', { reference, date })}>
      <form method="post" action={`/merges/${merge.id}/undo`} class="td-print-no">
        <button class="btn btn-sm" type="submit">
          {t('merge.undo')}
        </button>
      </form>
    </Notice>
  )
}

for (const kind of ['organisation', 'person'] as const)
  addToPage(kind, async (c, id) => {
    if (!holds(c.var.ctx.actor, 'record.merge')) return { steps: [], notice: null }
    const step = { label: c.var.t('merge.step'), href: `${addressOf(kind, id)}/merge`, quiet: true as const }
    return { steps: [step], notice: await undoNotice(c, kind, id) }
  })
