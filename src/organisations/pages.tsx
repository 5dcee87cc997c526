import { attachmentPages } from '../attachments/pages.tsx'
import { filesAndNotes } from '../attachments/views.tsx'
import { holds } from '../kernel/actor.ts'
import { decide } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import { refuse } from '../kernel/errors.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { exported } from '../web/export.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { sentOf, textPair } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { FormPage, RecordPage, type Step } from '../web/kit/index.ts'
import { addedTo, linkedTo } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { type Says, storyOf } from '../web/said-changes.ts'
import { said } from '../web/said-text.tsx'
import { shelf } from './beside.ts'
import { createOrganisation, editOrganisation } from './actions.ts'
import { sayCountry } from './country.ts'
import { type Doubles, OrganisationFields, organisationValues, readOrganisation } from './form.tsx'
import { type Contact, nameKeys, NewOrganisation } from './organisation.ts'
import { may } from './policy.ts'
import {
  countOrganisations,
  findDoubles,
  getOrganisation,
  listOrganisations,
  organisationInstead,
  OrganisationQuery,
  type OrganisationRow,
} from './queries.ts'
import { readUscc } from './uscc.ts'
import { groupsOf, OrganisationList } from './views.tsx'

const unborn = (c: C) => ({ officeId: c.var.ctx.actor.officeId ?? '' })

/** The entries because of which a form came back, to be looked at beside the fields. */
async function doublesOf(c: C, { sent, faults }: FormState, except?: string): Promise<Doubles> {
  const sameCode = faults.some(({ key }) => key === 'organisation.same_uscc')
  const sameName = faults.some(({ key }) => key === 'organisation.same_name')
  const confirm = sameName || sent.get('evenIfDouble') === 'true'
  if (!sameCode && !sameName) return { sameCode: [], sameName: [], confirm }
  const uscc = readUscc(sent.get('uscc') ?? '')
  const found = await findDoubles(c.var.ctx, unborn(c).officeId, {
    uscc: uscc.ok ? uscc.value : null,
    keys: nameKeys(textPair(sent, 'name') ?? {}),
    ...(except !== undefined && { except }),
  })
  return {
    sameCode: sameCode && found.sameCode !== null ? [found.sameCode] : [],
    sameName: sameName ? found.sameName : [],
    confirm,
  }
}

/** The name that is there already is said beside its field; above the form it need not be said again. */
const besideName = (state: FormState): FormState =>
  state.refusal?.key === 'organisation.same_name' ? { ...state, refusal: null } : state

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  decide(ctx, may, 'create', unborn(c))
  const { f, notice } = await formOn(c, '/organisations/new', besideName(state))
  return show(
    c,
    {
      title: t('organisation.new'),
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          crumbs={[{ label: t('organisation.many'), href: '/organisations' }]}
          title={t('organisation.new')}
          submit={t('organisation.new')}
          cancelHref="/organisations"
        >
          <OrganisationFields f={f} doubles={await doublesOf(c, state)} />
        </FormPage>
      ),
    },
    state.status
  )
}

async function editPage(c: C, state: FormState | null) {
  const { t, ctx } = c.var
  const o = await getOrganisation(ctx, c.req.param('id')!)
  if (!may(ctx.actor, 'edit', o)) throw refuse('forbidden', 'error.forbidden')
  const current = { recordId: o.id, version: o.version, values: organisationValues(o) }
  const now = state ?? opened(sentOf(current.values))
  const { f, notice } = await formOn(c, `/organisations/${o.id}/edit`, besideName(now), current)
  return show(
    c,
    {
      title: `${o.reference} · ${t('kit.edit')}`,
      form: f.id,
      body: (
        <FormPage
          f={f}
          notice={notice}
          crumbs={[
            { label: t('organisation.many'), href: '/organisations' },
            { label: o.reference, href: `/organisations/${o.id}` },
          ]}
          title={said(t, o.name)}
          submit={t('record.save')}
          cancelHref={`/organisations/${o.id}`}
        >
          <OrganisationFields f={f} doubles={await doublesOf(c, now, o.id)} />
        </FormPage>
      ),
    },
    now.status
  )
}

/** The way to sign-in for an enterprise's people, or what has to be known of it first (offices/ asks the same). */
function invitation(c: C, o: OrganisationRow): Step[] {
  const { t, ctx } = c.var
  if (!holds(ctx.actor, 'enterprise.invite') || !['enterprise', 'investor', 'intermediary'].includes(o.kind)) return []
  const label = t('organisation.invite')
  const verified = (o.country !== 'CN' || o.uscc !== null) && o.legalRepresentative !== null
  if (!verified) return [{ label, reason: t('member.enterprise_unverified') }]
  const verify = { label: t('enterprise.verify'), href: `/organisations/${o.id}/verification` }
  return [{ label, href: `/members/enterprise?organisation=${o.id}` }, ...(o.tenantId === null ? [] : [verify])]
}

async function recordPage(c: C) {
  const { t, ctx } = c.var
  const id = c.req.param('id')!
  const o = await getOrganisation(ctx, id).catch(async (error: unknown) => {
    const kept = await organisationInstead(ctx, id)
    if (kept === null) throw error
    return kept
  })
  // Links to an entry that was merged lead on to the one it was merged into.
  if (typeof o === 'string') return c.redirect(`/organisations/${o}`, 303)
  const added = await addedTo(c, 'organisation', o.id)
  const says: Says = (field, value) => {
    if (field === 'country' && typeof value === 'string') return sayCountry(value, t.locale)
    if (field !== 'contacts' || typeof value !== 'object' || value === null) return undefined
    const { name, duty, phone, email } = value as Contact
    return [name, duty, phone, email].filter(Boolean).join(' ')
  }
  return show(c, {
    title: `${o.reference} ${say(o.name, t.locale).text}`,
    body: (
      <RecordPage
        t={t}
        crumbs={[{ label: t('organisation.many'), href: '/organisations' }]}
        reference={o.reference}
        title={said(t, o.name)}
        version={o.version}
        steps={[...invitation(c, o), ...added.steps]}
        notice={added.notice}
        groups={groupsOf(c, o, may(ctx.actor, 'edit', o) ? `/organisations/${o.id}/edit` : undefined)}
        linked={await linkedTo(c, 'organisation', o.id)}
        below={await filesAndNotes(c, shelf, o)}
        history={await storyOf(c, o.id, 'organisation', () => says)}
      />
    ),
  })
}

export const organisationPages = pages('/organisations')
  .get('/', 'organisation.read', async (c) => {
    const query = parse(OrganisationQuery, c.req.query())
    const [page, count] = [await listOrganisations(c.var.ctx, query), await countOrganisations(c.var.ctx, query)]
    const mayCreate = may(c.var.ctx.actor, 'create', unborn(c))
    return show(c, {
      title: c.var.t('organisation.many'),
      body: <OrganisationList c={c} query={query} page={page} count={count} mayCreate={mayCreate} />,
    })
  })
  .get('/export.csv', 'organisation.read', (c) => {
    const { t, ctx } = c.var
    const query = parse(OrganisationQuery, { ...c.req.query(), limit: 200 })
    return exported(
      c,
      'organisations',
      [
        t('record.reference'),
        t('organisation.name'),
        t('organisation.kind'),
        t('organisation.uscc'),
        t('organisation.country'),
        t('list.created'),
      ],
      (cursor) => listOrganisations(ctx, { ...query, cursor }),
      (o) => [
        o.reference,
        say(o.name, t.locale).text,
        t(`organisation.kind.${o.kind}`),
        o.uscc,
        sayCountry(o.country, t.locale),
        officeDay(o.createdAt, ctx.zone),
      ]
    )
  })
  .get('/new', 'organisation.edit', (c) => newPage(c, opened(sentOf(valuesOf({ country: 'CN' })))))
  .post('/new', 'organisation.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const input = parse(NewOrganisation, readOrganisation(sent))
        const made = await createOrganisation(c.var.ctx, input, sent.get('evenIfDouble') === 'true')
        return back(c, `/organisations/${made.id}`, 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .get('/:id', 'organisation.read', recordPage)
  .get('/:id/edit', 'organisation.edit', (c) => editPage(c, null))
  .post('/:id/edit', 'organisation.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const id = c.req.param('id')!
        const input = parse(NewOrganisation, readOrganisation(sent))
        await editOrganisation(c.var.ctx, id, sent.version, input, sent.get('evenIfDouble') === 'true')
        return back(c, `/organisations/${id}`)
      },
      (state) => editPage(c, state)
    )
  )

attachmentPages(organisationPages, shelf)
