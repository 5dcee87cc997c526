import { attachmentPages } from '../attachments/pages.tsx'
import { filesAndNotes } from '../attachments/views.tsx'
import { decide } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { refuse } from '../kernel/errors.ts'
import { say } from '../kernel/text.ts'
import { organisationChoices } from '../organisations/views.tsx'
import { organisationsByIds, organisationsSince } from '../organisations/queries.ts'
import type { C } from '../web/env.ts'
import { exported } from '../web/export.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { FormPage, RecordPage } from '../web/kit/index.ts'
import { addedTo, linkedTo } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { storyOf } from '../web/said-changes.ts'
import { said } from '../web/said-text.tsx'
import { shelf } from './beside.ts'
import { createPerson, editPerson } from './actions.ts'
import { PersonFields, personValues, readPerson } from './form.tsx'
import { NewPerson } from './person.ts'
import { may } from './policy.ts'
import { countPeople, getPerson, listPeople, personInstead, PersonQuery, type PersonRow } from './queries.ts'
import { type Affiliations, groupsOf, PersonList } from './views.tsx'

const unborn = (c: C) => ({ officeId: c.var.ctx.actor.officeId ?? '' })

const affiliationsOf = (c: C, people: readonly PersonRow[]): Promise<Affiliations> =>
  organisationsByIds(
    c.var.ctx,
    unborn(c).officeId,
    people.flatMap(({ organisationId }) => organisationId ?? [])
  )

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  decide(ctx, may, 'create', unborn(c))
  const { f, notice } = await formOn(c, '/people/new', state)
  return show(
    c,
    {
      title: t('person.new'),
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          crumbs={[{ label: t('person.many'), href: '/people' }]}
          title={t('person.new')}
          submit={t('person.new')}
          cancelHref="/people"
        >
          <PersonFields f={f} organisations={await organisationChoices(c, state.sent.all('organisationId'))} />
        </FormPage>
      ),
    },
    state.status
  )
}

async function editPage(c: C, state: FormState | null) {
  const { t, ctx } = c.var
  const p = await getPerson(ctx, c.req.param('id')!)
  if (!may(ctx.actor, 'edit', p)) throw refuse('forbidden', 'error.forbidden')
  const current = { recordId: p.id, version: p.version, values: personValues(p) }
  const now = state ?? opened(sentOf(current.values))
  const { f, notice } = await formOn(c, `/people/${p.id}/edit`, now, current)
  const chosen = [...now.sent.all('organisationId'), ...(p.organisationId === null ? [] : [p.organisationId])]
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
            { label: t('person.many'), href: '/people' },
            { label: p.reference, href: `/people/${p.id}` },
          ]}
          title={said(t, p.name)}
          submit={t('record.save')}
          cancelHref={`/people/${p.id}`}
        >
          <PersonFields f={f} organisations={await organisationChoices(c, chosen)} />
        </FormPage>
      ),
    },
    now.status
  )
}

async function recordPage(c: C) {
  const { t, ctx } = c.var
  const id = c.req.param('id')!
  const p = await getPerson(ctx, id).catch(async (error: unknown) => {
    const kept = await personInstead(ctx, id)
    if (kept === null) throw error
    return kept
  })
  // Links to an entry that was merged lead on to the one it was merged into.
  if (typeof p === 'string') return c.redirect(`/people/${p}`, 303)
  const added = await addedTo(c, 'person', p.id)
  const history = await storyOf(c, p.id, 'person', async (changes) => {
    const ids = changes
      .filter(({ field }) => field === 'organisationId')
      .flatMap(({ from, to }) => [from, to].filter((id): id is string => typeof id === 'string'))
    const known = await organisationsSince(ctx, p.officeId, ids)
    return (field, value) => {
      const entry = field === 'organisationId' ? known.get(String(value)) : undefined
      return entry && say(entry.name, t.locale).text
    }
  })
  return show(c, {
    title: `${p.reference} ${say(p.name, t.locale).text}`,
    body: (
      <RecordPage
        t={t}
        crumbs={[{ label: t('person.many'), href: '/people' }]}
        reference={p.reference}
        title={said(t, p.name)}
        version={p.version}
        steps={added.steps}
        notice={added.notice}
        groups={groupsOf(
          c,
          p,
          await affiliationsOf(c, [p]),
          may(ctx.actor, 'edit', p) ? `/people/${p.id}/edit` : undefined
        )}
        linked={await linkedTo(c, 'person', p.id)}
        below={await filesAndNotes(c, shelf, p)}
        history={history}
      />
    ),
  })
}

export const personPages = pages('/people')
  .get('/', 'person.read', async (c) => {
    const query = parse(PersonQuery, c.req.query())
    const [page, count] = [await listPeople(c.var.ctx, query), await countPeople(c.var.ctx, query)]
    return show(c, {
      title: c.var.t('person.many'),
      body: (
        <PersonList
          c={c}
          query={query}
          page={page}
          count={count}
          known={await affiliationsOf(c, page.items)}
          mayCreate={may(c.var.ctx.actor, 'create', unborn(c))}
        />
      ),
    })
  })
  .get('/export.csv', 'person.read', (c) => {
    const { t, ctx } = c.var
    const query = parse(PersonQuery, { ...c.req.query(), limit: 200 })
    return exported(
      c,
      'people',
      [
        t('record.reference'),
        t('person.name'),
        t('person.organisation_id'),
        t('person.unit'),
        t('person.orcid'),
        t('list.created'),
      ],
      async (cursor) => {
        const page = await listPeople(ctx, { ...query, cursor })
        const known = await affiliationsOf(c, page.items)
        return { ...page, items: page.items.map((p) => ({ ...p, affiliation: known.get(p.organisationId ?? '') })) }
      },
      ({ reference, name, affiliation, unit, orcid, createdAt }) => [
        reference,
        say(name, t.locale).text,
        affiliation === undefined ? '' : say(affiliation.name, t.locale).text,
        unit,
        orcid,
        officeDay(createdAt, ctx.zone),
      ]
    )
  })
  .get('/new', 'person.edit', (c) => newPage(c, opened(sentOf(new Map()))))
  .post('/new', 'person.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const made = await createPerson(c.var.ctx, parse(NewPerson, readPerson(sent)))
        return back(c, `/people/${made.id}`, 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .get('/:id', 'person.read', recordPage)
  .get('/:id/edit', 'person.edit', (c) => editPage(c, null))
  .post('/:id/edit', 'person.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const id = c.req.param('id')!
        await editPerson(c.var.ctx, id, sent.version, parse(NewPerson, readPerson(sent)))
        return back(c, `/people/${id}`)
      },
      (state) => editPage(c, state)
    )
  )

attachmentPages(personPages, shelf)
