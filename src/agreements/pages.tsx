import { kindTitle } from '../contracts/kinds/index.ts'
import { decide } from '../kernel/context.ts'
import { officeDay } from '../kernel/dates.ts'
import type { Fault } from '../kernel/errors.ts'
import { refuse } from '../kernel/errors.ts'
import { sayAmount } from '../kernel/money.ts'
import { say } from '../kernel/text.ts'
import { getPatent } from '../patents/queries.ts'
import type { C } from '../web/env.ts'
import { exported } from '../web/export.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { applyRoundTrip, FormPage } from '../web/kit/index.ts'
import { standBeside } from '../web/linked.ts'
import { pages } from '../web/registry.ts'
import { said } from '../web/said-text.tsx'
import { createAgreement, editAgreement } from './actions.ts'
import { AgreementChange, editable, NewAgreement } from './agreement.ts'
import { agreementValues, kindOf, readAgreement, startValues } from './form-input.ts'
import { AgreementFields, bookOf } from './form.tsx'
import { may, unborn } from './policy.ts'
import {
  AgreementQuery,
  agreementsOfOrganisation,
  agreementsOfPatent,
  countAgreements,
  getAgreement,
  listAgreements,
  otherParties,
  ownOrganisation,
} from './queries.ts'
import { AgreementList, linkedAgreement } from './views.tsx'

/** A fault about two figures together stands beside the first of them. */
const beside = (faults: readonly Fault[]): Fault[] =>
  faults.map((found) =>
    found.path.join('.') === 'remuneration.minimum' ? { ...found, path: [...found.path, 'amount'] } : found
  )
const placed = (state: FormState): FormState => ({ ...state, faults: beside(state.faults) })

/** What the address asks for: `?patent=` is licensed by its patentees, else the office's own organisation grants. */
async function start(c: C): Promise<FormState> {
  const { ctx } = c.var
  const patentId = c.req.query('patent')
  const patent = patentId === undefined ? null : await getPatent(ctx, patentId)
  const holders = patent?.patentees.map(({ organisationId }) => organisationId) ?? []
  const own = await ownOrganisation(ctx)
  const givers = holders.length > 0 ? holders : own === null ? [] : [own]
  return opened(sentOf(startValues(givers, patent === null ? [] : [patent.id])))
}

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  decide(ctx, may, 'create', unborn(ctx.actor))
  const kind = kindOf(state.sent.get('kind'))
  const { f, notice } = await formOn(c, '/agreements/new', placed(state))
  const values = applyRoundTrip(state.sent.values)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={[{ label: t('agreement.many'), href: '/agreements' }]}
      title={t('agreement.new')}
      lead={t('agreement.new_lead')}
      submit={t('agreement.save_draft')}
      cancelHref="/agreements"
    >
      <AgreementFields f={f} kind={kind} book={await bookOf(c)} values={values} fresh />
    </FormPage>
  )
  return show(c, { title: t('agreement.new'), form: f.id, body }, state.status)
}

async function editPage(c: C, state: FormState | null) {
  const { t, ctx } = c.var
  const a = await getAgreement(ctx, c.req.param('id')!)
  decide(ctx, may, 'edit', a)
  if (!editable.includes(a.state))
    throw refuse('wrong_state', 'agreement.not_editable', { state: `@agreement.state.${a.state}` })
  const current = { recordId: a.id, version: a.version, values: agreementValues(a) }
  const now = state ?? opened(sentOf(current.values))
  const { f, notice } = await formOn(c, `/agreements/${a.id}/edit`, placed(now), current)
  const values = applyRoundTrip(now.sent.values)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      crumbs={[{ label: a.reference, href: `/agreements/${a.id}` }]}
      title={said(t, a.title)}
      submit={t('record.save')}
      cancelHref={`/agreements/${a.id}`}
    >
      <AgreementFields f={f} kind={a.kind} book={await bookOf(c)} values={values} fresh={false} />
    </FormPage>
  )
  return show(c, { title: `${a.reference} · ${t('kit.edit')}`, form: f.id, body }, now.status)
}

/** Lists and forms. A record's own page and its steps also tell of its contracts, so they stand in contracts/. */
export const agreementPages = pages('/agreements')
  .get('/', 'agreement.read', async (c) => {
    const { ctx, t } = c.var
    const query = parse(AgreementQuery, c.req.query())
    const [page, count] = [await listAgreements(ctx, query), await countAgreements(ctx, query)]
    const others = await otherParties(
      ctx,
      page.items.map(({ id }) => id)
    )
    const mayCreate = may(ctx.actor, 'create', unborn(ctx.actor))
    return show(c, {
      title: t('agreement.many'),
      body: <AgreementList c={c} query={query} page={page} others={others} count={count} mayCreate={mayCreate} />,
    })
  })
  .get('/export.csv', 'agreement.read', exportList)
  .get('/new', 'agreement.edit', async (c) => newPage(c, await start(c)))
  .post('/new', 'agreement.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const kind = kindOf(sent.get('kind'))
        const { input, faults } = readAgreement(sent, kind)
        const made = await createAgreement(c.var.ctx, parse(NewAgreement, { kind, ...input }, faults))
        return back(c, `/agreements/${made.id}`, 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .get('/:id/edit', 'agreement.edit', (c) => editPage(c, null))
  .post('/:id/edit', 'agreement.edit', (c) =>
    tryForm(
      c,
      async (sent) => {
        const id = c.req.param('id')!
        const { kind } = await getAgreement(c.var.ctx, id)
        const { input, faults } = readAgreement(sent, kind)
        await editAgreement(c.var.ctx, id, sent.version, parse(AgreementChange, input, faults))
        return back(c, `/agreements/${id}`)
      },
      (state) => editPage(c, state)
    )
  )

function exportList(c: C) {
  const { t, ctx } = c.var
  const query = parse(AgreementQuery, { ...c.req.query(), limit: 200 })
  const head = [
    t('record.reference'),
    t('agreement.title'),
    t('agreement.other_party'),
    t('agreement.kind'),
    t('record.state'),
    t('agreement.exclusivity'),
    t('agreement.term_start'),
    t('agreement.term_end'),
    t('agreement.contract_value'),
    t('agreement.currency'),
    t('list.created'),
  ]
  const list = async (cursor: string | undefined) => {
    const page = await listAgreements(ctx, { ...query, cursor })
    const others = await otherParties(
      ctx,
      page.items.map(({ id }) => id)
    )
    return { ...page, items: page.items.map((a) => ({ ...a, others: others.get(a.id) ?? [] })) }
  }
  return exported(c, 'agreements', head, list, (a) => [
    a.reference,
    say(a.title, t.locale).text,
    a.others.map((name) => say(name, t.locale).text).join(t.locale === 'en' ? '; ' : '；'),
    kindTitle(a.kind, t.locale),
    t(`agreement.state.${a.state}`),
    a.exclusivity === null ? '' : t(`agreement.exclusivity.${a.exclusivity}`),
    a.termStart,
    a.termEnd,
    a.contractValue === null ? null : sayAmount(a.contractValue).replaceAll(',', ''),
    a.contractValue === null ? null : a.contractValue.currency,
    officeDay(a.createdAt, ctx.zone),
  ])
}

standBeside('patent', async (c, id) =>
  (await agreementsOfPatent(c.var.ctx, id)).map((a) => linkedAgreement(c.var.t, a))
)
standBeside('organisation', async (c, id) =>
  (await agreementsOfOrganisation(c.var.ctx, id)).map((a) => linkedAgreement(c.var.t, a))
)
