import { may } from '../agreements/policy.ts'
import { type AgreementRow, getAgreement } from '../agreements/queries.ts'
import { identityFaults } from '../agreements/guards.ts'
import { factsOf, plannedOf } from '../agreements/record-view.tsx'
import { decide } from '../kernel/context.ts'
import { type Fault, Refusal, refuse } from '../kernel/errors.ts'
import type { Words } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { readForm, sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { DecisionPage, FormBody, Heading, Notice, RadioField } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { said } from '../web/said-text.tsx'
import { formFaults, issueContract, issueFaults, previewContract } from './actions.ts'
import { NewContract } from './contract.ts'
import { type ContractForm, contractForms } from '../contracts/form.ts'
import { MissingList } from './missing-list.tsx'
import { type ContractFacts, sameFacts } from '../contracts/facts.ts'
import { Unverified } from './unverified.tsx'
import { gatherFacts } from './gather.ts'
import { getContractDocument, listContracts } from './queries.ts'
import { sendPdf } from './routes.ts'
import { wordingHash } from '../contracts/wording.ts'

const crumbs = (a: AgreementRow) => [{ label: a.reference, href: `/agreements/${a.id}` }]

/** What is fixed by issuing, who gets it, and in which form. While something is missing nothing can be issued. */
async function issuePage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const a = await getAgreement(ctx, c.req.param('id')!)
  decide(ctx, may, 'issue', a)
  if (a.state !== 'approved')
    throw refuse('wrong_state', 'contract.only_approved', { state: `@agreement.state.${a.state}` })
  const missing = await issueFaults(ctx, a, c.var.deps.fonts)
  const facts = await gatherFacts(ctx, a)
  const current = await currentOf(c, a, facts)
  // A form that was given up may be asked for again.
  const made = current?.same
    ? current.renditions.filter(({ sha256, problem }) => sha256 !== null || problem === null)
    : []
  const left = contractForms.filter((form) => !made.some((rendition) => rendition.form === form))
  const unsaid = state.faults.filter(({ path }) => path[0] !== 'locale')
  const { f, notice } = await formOn(c, `/agreements/${a.id}/contracts`, {
    ...state,
    sent: state.sent.has('locale') ? state.sent : sentOf(valuesOf({ locale: left[0] })),
    faults: state.faults.filter(({ path }) => path[0] === 'locale'),
    refusal: null,
  })
  const body = (
    <DecisionPage
      t={t}
      crumbs={crumbs(a)}
      title={t('contract.issue')}
      lead={said(t, a.title)}
      asked={ctx.actor.name}
      facts={factsOf(c, a)}
      more={plannedOf(c, a)}
      consequences={consequencesOf(c, a, current)}
    >
      <Unverified c={c} a={a} faults={await identityFaults(ctx, a.parties)} />
      {missing.length > 0 ? (
        <MissingList c={c} a={a} faults={missing} />
      ) : left.length === 0 ? (
        <Notice t={t} kind="info" title={t('contract.all_forms_made')} />
      ) : (
        <FormBody
          f={f}
          notice={unsaid.length > 0 ? <MissingList c={c} a={a} faults={unsaid} /> : notice}
          submit={t(current?.same ? 'contract.add_form' : 'contract.issue')}
          cancelHref={`/agreements/${a.id}`}
          keep={false}
        >
          <RadioField
            f={f}
            name="locale"
            label={t('contract.form')}
            options={left.map((form) => ({
              value: form,
              label: t(`contract.form.${form}`),
              help: noteOf(t, form, formFaults(facts, form).length),
            }))}
            required
          />
        </FormBody>
      )}
    </DecisionPage>
  )
  return show(c, { title: `${t('contract.issue')} · ${a.reference}`, form: f.id, body }, state.status)
}

/** What a form is for, and how many texts it still lacks in its language. */
const noteOf = (t: Words, form: ContractForm, missing: number): string =>
  [t(`contract.form_note.${form}`), ...(missing === 0 ? [] : [t('contract.texts_missing', { count: missing })])].join(
    t.locale === 'en' ? '. ' : '。'
  )

/** The issue that stands, and whether it says what would be said today: then it keeps its number. */
async function currentOf(c: C, a: AgreementRow, facts: ContractFacts) {
  const { ctx } = c.var
  const current = (await listContracts(ctx, a.id)).find(({ state }) => state === 'issued')
  if (current === undefined) return null
  const same = current.wordingHash === wordingHash(a.kind) && sameFacts(current.facts, facts)
  return { ...current, same }
}

function consequencesOf(c: C, a: AgreementRow, current: Awaited<ReturnType<typeof currentOf>>): string[] {
  const { t } = c.var
  const names = (signIn: boolean) =>
    a.parties
      .filter(({ tenantId }) => (tenantId !== null) === signIn)
      .map(({ name }) => say(name, t.locale).text)
      .join(t.locale === 'en' ? ', ' : '、')
  const fixed =
    current === null
      ? t('contract.becomes_fixed')
      : t(current.same ? 'contract.keeps_number' : 'contract.takes_place', { number: current.reference })
  return [
    fixed,
    t('contract.sent_to', { names: names(true) }),
    ...(names(false) === '' ? [] : [t('contract.sent_by_hand', { names: names(false) })]),
    t('contract.can_be_verified'),
  ]
}

/** Why a draft cannot be drawn: characters that no font has, by the field that holds them. */
async function refusedPreview(c: C, a: AgreementRow, faults: readonly Fault[]) {
  const { t } = c.var
  const body = (
    <section class="td-decision">
      <Heading t={t} title={t('contract.preview')} crumbs={crumbs(a)} lead={said(t, a.title)} />
      <MissingList c={c} a={a} faults={faults} />
    </section>
  )
  return show(c, { title: `${t('contract.preview')} · ${a.reference}`, body }, 422)
}

/** What hangs on an agreement: reading its contract as a draft, and issuing it. */
export const agreementContractPages = pages('/agreements')
  .get('/:id/contracts', 'contract.issue', (c) => {
    const asked = contractForms.find((form) => form === c.req.query('form'))
    return issuePage(c, opened(sentOf(valuesOf({ locale: asked }))))
  })
  .post('/:id/contracts', 'contract.issue', (c) =>
    tryForm(
      c,
      async (sent) => {
        const id = c.req.param('id')!
        const { locale } = parse(NewContract, { locale: sent.get('locale') })
        await issueContract(c.var.ctx, id, locale, c.var.deps.fonts)
        return back(c, `/agreements/${id}`, 'issued')
      },
      (state) => issuePage(c, state)
    )
  )
  .post('/:id/preview', 'contract.preview', async (c) => {
    const id = c.req.param('id')!
    const { locale } = parse(NewContract, { locale: (await readForm(c)).get('locale') })
    try {
      return sendPdf(c, await previewContract(c.var.ctx, id, locale, c.var.deps.fonts))
    } catch (error) {
      if (!(error instanceof Refusal) || error.faults.length === 0) throw error
      return refusedPreview(c, await getAgreement(c.var.ctx, id), error.faults)
    }
  })

/** The issued PDFs, for the office and for the parties. */
export const contractPages = pages('/contracts').get('/:id/:file{[A-Za-z-]+\\.pdf}', 'contract.read', async (c) => {
  const form = contractForms.find((known) => `${known}.pdf` === c.req.param('file'))
  if (form === undefined) throw refuse('not_found', 'error.not_found')
  const { bytes, name } = await getContractDocument(c.var.ctx, c.req.param('id')!, form)
  return sendPdf(c, bytes, name)
})
