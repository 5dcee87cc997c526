import { attachmentPages } from '../attachments/pages.tsx'
import { filesAndNotes } from '../attachments/views.tsx'
import { holds } from '../kernel/actor.ts'
import { decide } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { refuse } from '../kernel/errors.ts'
import { say } from '../kernel/text.ts'
import { personOptions } from '../people/queries.ts'
import type { C } from '../web/env.ts'
import { exported } from '../web/export.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { FormPage, Notice, RadioField, RecordPage } from '../web/kit/index.ts'
import { linkedTo, standBeside } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { storyOf } from '../web/said-changes.ts'
import { said } from '../web/said-text.tsx'
import { stepPages, type StepRoom, stepsOf } from '../web/step-pages.tsx'
import { shelf } from './beside.ts'
import { AchievementChange, NewAchievement, settledFrom, type State } from './achievement.ts'
import { advanceAchievement, createAchievement, editAchievement, guardFaults } from './actions.ts'
import { DisclosureFields, disclosureValues, readDisclosure } from './form.tsx'
import { may, unborn } from './policy.ts'
import {
  AchievementQuery,
  type AchievementRow,
  achievementsOfPerson,
  countAchievements,
  getAchievement,
  listAchievements,
} from './queries.ts'
import { type AchievementStep, achievementSteps } from './steps.ts'
import { AchievementList, chipOf, groupsOf, linkedAchievement } from './views.tsx'

const lifecycle: StepRoom<State, AchievementStep, AchievementRow> = {
  base: '/achievements',
  steps: achievementSteps,
  word: 'achievement',
  stateWord: 'achievement.state',
  load: getAchievement,
  seen: (a, c) => {
    const groups = groupsOf(c, a, undefined)
    return {
      id: a.id,
      version: a.version,
      reference: a.reference,
      state: a.state,
      title: said(c.var.t, a.title),
      facts: groups.flatMap((group) => group.facts),
      more: groups.map((group) => group.more),
    }
  },
  may: (ctx, step, a) => may(ctx.actor, step, a),
  against: (_, step, a) => guardFaults(step, a),
  editHref: (ctx, a) => (may(ctx.actor, 'edit', a) ? `/achievements/${a.id}/edit` : undefined),
  anchors: {
    abstract: 'f-abstract-set',
    contributors: 'g-contributors',
    earlierDisclosure: 'f-earlierDisclosure-answer-set',
  },
  asked: {
    remark: { label: 'achievement.input.remark' },
    serviceBasis: {
      label: 'achievement.service_basis',
      options: (value) => `achievement.basis.${value}` as 'achievement.basis.task',
    },
    stateFunded: { label: 'achievement.state_funded' },
    screenedForSecrecy: { label: 'achievement.input.screenedForSecrecy' },
    route: {
      label: 'achievement.route',
      options: (value) => `achievement.route.${value}` as 'achievement.route.patent',
    },
    trl: { label: 'achievement.trl' },
  },
  take: advanceAchievement,
}

async function peopleFor(c: C) {
  const { ctx, t } = c.var
  return (await personOptions(ctx)).map(({ id, name, unit }) => ({
    value: id,
    label: [say(name, t.locale).text, unit].filter(Boolean).join(' · '),
  }))
}

/** The first question stands alone: who answers "yes" has typed nothing yet (practice.md). */
async function secrecyPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  decide(ctx, may, 'create', unborn(ctx.actor))
  const { f, notice } = await formOn(c, '/achievements/new', state)
  const options = (['false', 'true'] as const).map((value) => ({
    value,
    label: t(value === 'true' ? 'kit.yes' : 'kit.no'),
  }))
  return show(
    c,
    {
      title: t('achievement.new'),
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          title={t('achievement.new')}
          submit={t('achievement.go_on')}
          cancelHref="/achievements"
          keep={false}
        >
          <RadioField
            f={f}
            name="stateSecret"
            label={t('achievement.state_secret_question')}
            help={t('achievement.state_secret_help')}
            options={options}
            required
          />
        </FormPage>
      ),
    },
    state.status
  )
}

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  decide(ctx, may, 'create', unborn(ctx.actor))
  const { f, notice } = await formOn(c, '/achievements/new/disclosure', state)
  return show(
    c,
    {
      title: t('achievement.new'),
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          title={t('achievement.new')}
          lead={t('achievement.new_lead')}
          submit={t('achievement.save_draft')}
          cancelHref="/achievements"
        >
          <DisclosureFields f={f} people={await peopleFor(c)} />
        </FormPage>
      ),
    },
    state.status
  )
}

async function editPage(c: C, state: FormState | null) {
  const { t, ctx } = c.var
  const a = await getAchievement(ctx, c.req.param('id')!)
  if (!may(ctx.actor, 'edit', a)) throw refuse('forbidden', 'error.forbidden')
  const current = { recordId: a.id, version: a.version, values: disclosureValues(a) }
  const { f, notice } = await formOn(c, `/achievements/${a.id}/edit`, state ?? opened(sentOf(current.values)), current)
  return show(
    c,
    {
      title: `${a.reference} · ${t('kit.edit')}`,
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={
            <>
              {notice}
              {a.state === 'draft' && <Remark c={c} a={a} />}
              {settledFrom.includes(a.state) && a.source === null && (
                <Notice t={t} kind="info" title={t('achievement.settled_notice')} />
              )}
            </>
          }
          crumbs={[{ label: a.reference, href: `/achievements/${a.id}` }]}
          title={said(t, a.title)}
          submit={t('record.save')}
          cancelHref={`/achievements/${a.id}`}
        >
          <DisclosureFields f={f} people={await peopleFor(c)} />
        </FormPage>
      ),
    },
    state?.status ?? 200
  )
}

/** What was said with the last step: most of all, why a disclosure came back. */
const Remark = ({ c, a }: { c: C; a: AchievementRow }) =>
  a.remark === null ? null : (
    <Notice t={c.var.t} kind="info" title={c.var.t('achievement.remark')}>
      {a.remark}
    </Notice>
  )

/** The next record that an achievement leads to; patents/ asks again whether the reader may. */
function linkedActs(c: C, a: AchievementRow) {
  const { actor } = c.var.ctx
  const over = a.state === 'rejected' || a.state === 'closed'
  const asked = a.reviewerIds.includes(actor.membershipId ?? '')
  const reviewed = !['draft', 'submitted', 'formal_check', 'returned'].includes(a.state)
  return [
    ...(asked ? [{ label: c.var.t('review.own'), href: `/achievements/${a.id}/review` }] : []),
    ...(reviewed && !asked ? [{ label: c.var.t('review.many'), href: `/achievements/${a.id}/reviews` }] : []),
    ...(over || !holds(actor, 'patent.edit')
      ? []
      : [{ label: c.var.t('achievement.record_patent'), href: `/patents/new?achievement=${a.id}` }]),
  ]
}

async function recordPage(c: C) {
  const { t, ctx } = c.var
  const a = await getAchievement(ctx, c.req.param('id')!)
  const [steps, history, linked] = [
    await stepsOf(c, lifecycle, a),
    a.withheld.includes('remark') ? undefined : await storyOf(c, a.id, 'achievement', undefined, a.withheld),
    await linkedTo(c, 'achievement', a.id),
  ]
  const editHref = may(ctx.actor, 'edit', a) ? `/achievements/${a.id}/edit` : undefined
  return show(c, {
    title: `${a.reference} ${say(a.title, t.locale).text}`,
    body: (
      <RecordPage
        t={t}
        crumbs={[{ label: t('achievement.many'), href: '/achievements' }]}
        reference={a.reference}
        title={said(t, a.title)}
        state={chipOf(t, a.state)}
        version={a.version}
        steps={steps}
        notice={<Remark c={c} a={a} />}
        groups={groupsOf(c, a, editHref)}
        dates={[
          ...(a.submittedAt === null
            ? []
            : [{ label: t('achievement.submitted_at'), date: officeDay(a.submittedAt, ctx.zone) }]),
          ...(a.publishedAt === null
            ? []
            : [{ label: t('achievement.published_at'), date: officeDay(a.publishedAt, ctx.zone) }]),
        ]}
        linked={linked}
        linkedActs={linkedActs(c, a)}
        below={await filesAndNotes(c, shelf, a)}
        history={history}
      />
    ),
  })
}

export const achievementPages = pages('/achievements')
  .get('/', 'achievement.read', async (c) => {
    const query = parse(AchievementQuery, c.req.query())
    const [page, count] = [await listAchievements(c.var.ctx, query), await countAchievements(c.var.ctx, query)]
    const mayCreate = may(c.var.ctx.actor, 'create', unborn(c.var.ctx.actor))
    return show(c, {
      title: c.var.t('achievement.many'),
      body: <AchievementList c={c} query={query} page={page} count={count} mayCreate={mayCreate} />,
    })
  })
  .get('/export.csv', 'achievement.read', (c) => {
    const { t, ctx } = c.var
    const query = parse(AchievementQuery, { ...c.req.query(), limit: 200 })
    const head = [
      t('record.reference'),
      t('achievement.title'),
      t('record.state'),
      t('achievement.field'),
      t('achievement.trl_short'),
      t('list.created'),
    ]
    return exported(
      c,
      'achievements',
      head,
      (cursor) => listAchievements(ctx, { ...query, cursor }),
      (a) => [
        a.reference,
        say(a.title, t.locale).text,
        t(`achievement.state.${a.state}`),
        a.field === null ? '' : t(`achievement.field.${a.field}`),
        a.trl,
        officeDay(a.createdAt, ctx.zone),
      ]
    )
  })
  .get('/new', 'achievement.create', (c) => secrecyPage(c, opened(sentOf(new Map()))))
  .post('/new', 'achievement.create', (c) =>
    tryForm(
      c,
      async (sent) => {
        decide(c.var.ctx, may, 'create', unborn(c.var.ctx.actor))
        const { stateSecret } = parse(NewAchievement.pick({ stateSecret: true }), {
          stateSecret:
            sent.get('stateSecret') === 'true' ? true : sent.get('stateSecret') === 'false' ? false : undefined,
        })
        if (stateSecret) throw refuse('invalid', 'achievement.state_secret')
        return c.redirect('/achievements/new/disclosure', 303)
      },
      (state) => secrecyPage(c, state)
    )
  )
  .get('/new/disclosure', 'achievement.create', (c) => {
    const { name } = c.var.ctx.actor
    const values = valuesOf({
      confidentiality: 'internal',
      'contributors.0._row': '1',
      'contributors.0.name': name,
      'contributors.0.role': 'completion',
      'contributors.0.personId': c.var.ctx.actor.personId,
    })
    return newPage(c, opened(sentOf(values)))
  })
  .post('/new/disclosure', 'achievement.create', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { input, faults } = readDisclosure(sent)
        const made = await createAchievement(c.var.ctx, parse(NewAchievement, { stateSecret: false, ...input }, faults))
        return back(c, `/achievements/${made.id}`, 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .get('/:id', 'achievement.read', recordPage)
  .get('/:id/edit', 'achievement.edit', (c) => editPage(c, null))
  .post('/:id/edit', 'achievement.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { input, faults } = readDisclosure(sent)
        const id = c.req.param('id')!
        await editAchievement(c.var.ctx, id, sent.version, parse(AchievementChange, input, faults))
        return back(c, `/achievements/${id}`)
      },
      (state) => editPage(c, state)
    )
  )

stepPages(achievementPages, lifecycle)
attachmentPages(achievementPages, shelf)

standBeside('person', async (c, id) =>
  (await achievementsOfPerson(c.var.ctx, id)).map((a) => linkedAchievement(c.var.t, a))
)
