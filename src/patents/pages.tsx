import { attachmentPages } from '../attachments/pages.tsx'
import { filesAndNotes } from '../attachments/views.tsx'
import { visibleAchievements } from '../achievements/queries.ts'
import { linkedAchievement } from '../achievements/views.tsx'
import { holds, isOffice } from '../kernel/actor.ts'
import { decide } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { say } from '../kernel/text.ts'
import { organisationsByIds } from '../organisations/queries.ts'
import type { C } from '../web/env.ts'
import { exported } from '../web/export.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { FormPage, RecordPage } from '../web/kit/index.ts'
import { linkedTo, standBeside } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { storyOf } from '../web/said-changes.ts'
import { said } from '../web/said-text.tsx'
import { stepPages, stepsOf } from '../web/step-pages.tsx'
import { shelf } from './beside.ts'
import { createPatent, editPatent } from './actions.ts'
import { beginning, fieldsFor, sayings } from './choices.ts'
import { PatentFields, patentValues, readPatent, withPatentees } from './form.tsx'
import { lifecycle } from './lifecycle.tsx'
import { inForce, NewPatent, PatentChange } from './patent.ts'
import { may } from './policy.ts'
import { countPatents, getPatent, listPatents, patentOffices, PatentQuery, patentsOfAchievement } from './queries.ts'
import { datesOf, groupsOf } from './record-view.tsx'
import { chipOf, linkedPatent, type Narrowing, PatentList } from './views.tsx'

const unborn = (c: C) => ({
  officeId: c.var.ctx.actor.officeId ?? '',
  holderTenants: [],
  inventorIds: [],
  disclosers: [],
})

async function newPage(c: C, given: FormState) {
  const { t, ctx } = c.var
  const state = withPatentees(given)
  decide(ctx, may, 'create', unborn(c))
  const { f, notice } = await formOn(c, '/patents/new', state)
  return show(
    c,
    {
      title: t('patent.new'),
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          crumbs={[{ label: t('patent.many'), href: '/patents' }]}
          title={t('patent.new')}
          submit={t('patent.new')}
          cancelHref="/patents"
        >
          <PatentFields f={f} {...await fieldsFor(c, state.sent, null)} />
        </FormPage>
      ),
    },
    state.status
  )
}

async function editPage(c: C, state: FormState | null) {
  const { t, ctx } = c.var
  const p = await getPatent(ctx, c.req.param('id')!)
  if (!may(ctx.actor, 'edit', p)) throw refuse('forbidden', 'error.forbidden')
  const current = { recordId: p.id, version: p.version, values: patentValues(p) }
  const now = withPatentees(state ?? opened(sentOf(current.values)))
  const { f, notice } = await formOn(c, `/patents/${p.id}/edit`, now, current)
  return show(
    c,
    {
      title: `${p.reference} · ${t('kit.edit')}`,
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          crumbs={[
            { label: t('patent.many'), href: '/patents' },
            { label: p.reference, href: `/patents/${p.id}` },
          ]}
          title={said(t, p.title)}
          submit={t('record.save')}
          cancelHref={`/patents/${p.id}`}
        >
          <PatentFields f={f} {...await fieldsFor(c, now.sent, p)} />
        </FormPage>
      ),
    },
    now.status
  )
}

async function recordPage(c: C) {
  const { t, ctx } = c.var
  const p = await getPatent(ctx, c.req.param('id')!)
  const own = await visibleAchievements(
    ctx,
    p.achievements.map(({ id }) => id)
  )
  const mayLicense = isOffice(ctx.actor, p.officeId) && holds(ctx.actor, 'agreement.edit') && inForce.includes(p.status)
  return show(c, {
    title: `${p.reference} ${say(p.title, t.locale).text}`,
    body: (
      <RecordPage
        t={t}
        crumbs={[{ label: t('patent.many'), href: '/patents' }]}
        reference={p.reference}
        title={said(t, p.title)}
        state={chipOf(t, p.status)}
        version={p.version}
        steps={await stepsOf(c, lifecycle, p)}
        groups={groupsOf(c, p, may(ctx.actor, 'edit', p) ? `/patents/${p.id}/edit` : undefined)}
        dates={datesOf(c, p)}
        linked={[...own.map((a) => linkedAchievement(t, a)), ...(await linkedTo(c, 'patent', p.id))]}
        linkedActs={mayLicense ? [{ label: t('agreement.new'), href: `/agreements/new?patent=${p.id}` }] : []}
        below={await filesAndNotes(c, shelf, p)}
        history={await storyOf(c, p.id, 'patent', (changes) => sayings(c, p, changes))}
      />
    ),
  })
}

/** The organisation the list was opened for, by name if the reader may know it. */
async function narrowingOf(c: C, query: PatentQuery): Promise<Narrowing> {
  const { ctx, t } = c.var
  const id = query.organisation
  const known = id === undefined ? null : (await organisationsByIds(ctx, unborn(c).officeId, [id])).get(id)
  return {
    offices: await patentOffices(ctx),
    organisation: id === undefined ? null : { id, label: known ? say(known.name, t.locale).text : t('record.other') },
  }
}

export const patentPages = pages('/patents')
  .get('/', 'patent.read', async (c) => {
    const query = parse(PatentQuery, c.req.query())
    const [page, count] = [await listPatents(c.var.ctx, query), await countPatents(c.var.ctx, query)]
    return show(c, {
      title: c.var.t('patent.many'),
      body: (
        <PatentList
          c={c}
          query={query}
          page={page}
          count={count}
          narrowing={await narrowingOf(c, query)}
          mayCreate={may(c.var.ctx.actor, 'create', unborn(c))}
        />
      ),
    })
  })
  .get('/export.csv', 'patent.read', (c) => {
    const { t, ctx } = c.var
    const query = parse(PatentQuery, { ...c.req.query(), limit: 200 })
    return exported(
      c,
      'patents',
      [
        t('record.reference'),
        t('patent.title'),
        t('patent.status'),
        t('patent.kind'),
        t('patent.office_code'),
        t('patent.application_number'),
        t('patent.filing_date'),
        t('patent.expiry_date'),
      ],
      (cursor) => listPatents(ctx, { ...query, cursor }),
      (p) => [
        p.reference,
        say(p.title, t.locale).text,
        t(`patent.status.${p.status}`),
        t(`patent.kind.${p.kind}`),
        p.officeCode,
        p.applicationNumber,
        p.filingDate,
        p.expiryDate,
      ]
    )
  })
  .get('/new', 'patent.edit', async (c) => newPage(c, opened(sentOf(await beginning(c)))))
  .post('/new', 'patent.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { input, faults } = readPatent(sent)
        const whole = parse(NewPatent, { ...input, status: sent.get('status') }, faults)
        const made = await createPatent(c.var.ctx, whole)
        return back(c, `/patents/${made.id}`, 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .get('/:id', 'patent.read', recordPage)
  .get('/:id/edit', 'patent.edit', (c) => editPage(c, null))
  .post('/:id/edit', 'patent.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const id = c.req.param('id')!
        const { input, faults } = readPatent(sent)
        await editPatent(c.var.ctx, id, sent.version, parse(PatentChange, input, faults))
        return back(c, `/patents/${id}`)
      },
      (state) => editPage(c, state)
    )
  )

stepPages(patentPages, lifecycle)
attachmentPages(patentPages, shelf)

standBeside('achievement', async (c, id) =>
  (await patentsOfAchievement(c.var.ctx, id)).map((p) => linkedPatent(c.var.t, p))
)

/** So many of an organisation's patents stand beside it; the rest is a list of its own. */
const beside = 8
standBeside('organisation', async (c, id) => {
  const { ctx, t } = c.var
  const query = { organisation: id, sort: 'newest', limit: beside } as const
  const page = await listPatents(ctx, query)
  const all = page.nextCursor === null ? 0 : await countPatents(ctx, query)
  return [
    ...page.items.map((p) => linkedPatent(t, p)),
    ...(all === 0
      ? []
      : [{ title: t('patent.all_of_organisation', { count: all }), href: `/patents?organisation=${id}` }]),
  ]
})
