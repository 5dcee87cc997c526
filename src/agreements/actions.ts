import { and, eq } from 'drizzle-orm'
import { nextReference } from '../db/references.ts'
import { transaction } from '../db/transaction.ts'
import { changesBetween, record } from '../history/actions.ts'
import { officeDay } from '../kernel/dates.ts'
import { type Ctx, decide, type WriteCtx } from '../kernel/context.ts'
import { fault, refuse, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { next, sameVersion } from '../kernel/lifecycle.ts'
import { enqueue } from '../mail/actions.ts'
import { addToIndex, updateIndex } from '../search/actions.ts'
import {
  type AgreementChange,
  type AgreementKind,
  draftFaults,
  editable,
  type NewAgreement,
  reviewFaults,
} from './agreement.ts'
import { identityFaults, noticeEnds, registerFaults, rightFaults } from './guards.ts'
import { changed } from './mails.ts'
import { may, unborn } from './policy.ts'
import { type AgreementRow, getAgreement } from './queries.ts'
import { type AgreementStep, agreementSteps } from './steps.ts'
import { agreementParties, agreementPatents, agreements } from './table.ts'

const columnsOf = (input: AgreementChange) => ({
  title: input.title,
  exclusivity: input.exclusivity ?? null,
  territory: input.territory ?? null,
  field: input.field ?? null,
  termStart: input.termStart ?? null,
  termEnd: input.termEnd ?? null,
  contractValue: input.contractValue?.amount ?? null,
  currency: input.currency,
  remuneration: input.remuneration ?? null,
  terms: input.terms,
})

/** A stored agreement as the input it could have been made from: what rules and forms work on. */
export function asDraft(row: AgreementRow): AgreementChange & { kind: AgreementKind } {
  const given = <T>(value: T | null): T | undefined => value ?? undefined
  return {
    kind: row.kind,
    title: row.title,
    parties: row.parties.map(({ role, organisationId }) => ({ role, organisationId })),
    patents: row.patents.map(({ id }) => id),
    exclusivity: given(row.exclusivity),
    territory: given(row.territory),
    field: given(row.field),
    termStart: given(row.termStart),
    termEnd: given(row.termEnd),
    currency: row.currency,
    contractValue: given(row.contractValue),
    remuneration: given(row.remuneration),
    terms: row.terms,
  }
}

async function writeRelations(
  ctx: WriteCtx,
  agreement: { id: string; officeId: string },
  input: AgreementChange
): Promise<void> {
  const own = { agreementId: agreement.id, officeId: agreement.officeId }
  await ctx.db.delete(agreementParties).where(eq(agreementParties.agreementId, agreement.id))
  await ctx.db.delete(agreementPatents).where(eq(agreementPatents.agreementId, agreement.id))
  if (input.parties.length > 0)
    await ctx.db
      .insert(agreementParties)
      .values(input.parties.map((party, position) => ({ ...own, position, ...party })))
  if (input.patents.length > 0)
    await ctx.db
      .insert(agreementPatents)
      .values(input.patents.map((patentId, position) => ({ ...own, position, patentId })))
}

const searchable = (reference: string, row: AgreementRow) => ({
  title: [reference, row.title],
  body: [
    ...row.parties.map((party) => party.name),
    ...row.patents.flatMap((patent) => [patent.title, patent.applicationNumber]),
  ],
})

export function createAgreement(ctx: Ctx, input: NewAgreement): Promise<AgreementRow> {
  const officeId = ctx.actor.officeId ?? ''
  decide(ctx, may, 'create', unborn(ctx.actor))
  return transaction(ctx, async (ctx) => {
    refuseFaults([...draftFaults(input), ...(await registerFaults(ctx, officeId, input))])
    const reference = await nextReference(ctx, officeId, 'AGR')
    const row = {
      id: newId(ctx.now),
      officeId,
      reference,
      kind: input.kind,
      state: 'draft' as const,
      ...columnsOf(input),
      createdBy: ctx.actor.accountId,
      createdAt: ctx.now,
      updatedAt: ctx.now,
    }
    await ctx.db.insert(agreements).values(row)
    await writeRelations(ctx, row, input)
    const made = await getAgreement(ctx, row.id)
    await addToIndex(ctx, 'agreement', row, searchable(reference, made))
    await record(ctx, 'agreement.created', { kind: 'agreement', id: row.id, officeId }, { params: { reference } })
    return made
  })
}

/** Changes a draft, or what negotiation moved; a changed price or party later needs a new notice, so it is sent back first. */
export function editAgreement(ctx: Ctx, id: string, version: number, input: AgreementChange): Promise<AgreementRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getAgreement(ctx, id)
    decide(ctx, may, 'edit', before)
    sameVersion(before, version)
    if (!editable.includes(before.state))
      throw refuse('wrong_state', 'agreement.not_editable', { state: `@agreement.state.${before.state}` })
    const draft = { ...input, kind: before.kind }
    refuseFaults([...draftFaults(draft), ...(await registerFaults(ctx, before.officeId, draft))])
    const changes = changesBetween(asDraft(before), input)
    if (changes.length === 0) return before
    await ctx.db
      .update(agreements)
      .set({ ...columnsOf(input), version: version + 1, updatedAt: ctx.now })
      .where(and(eq(agreements.id, id), eq(agreements.version, version)))
    await writeRelations(ctx, before, input)
    const after = await getAgreement(ctx, id)
    await updateIndex(ctx, before, searchable(before.reference, after))
    await record(ctx, 'agreement.edited', { kind: 'agreement', id, officeId: before.officeId }, { changes })
    return after
  })
}

/** What stands against a step although the state allows it (lifecycle (c)). */
export async function guardFaults(
  ctx: Ctx,
  step: AgreementStep,
  a: AgreementRow,
  input: Record<string, unknown>,
  facts: { issued: boolean }
) {
  const today = officeDay(ctx.now, ctx.zone)
  const draft = asDraft(a)
  if (step === 'review') return [...reviewFaults(draft), ...(await rightFaults(ctx, a.officeId, a.id, draft))]
  if (step === 'approval') return rightFaults(ctx, a.officeId, a.id, draft)
  if (step === 'notice_end' && a.noticePostedOn !== null && today < noticeEnds(a.noticePostedOn)) {
    return [
      fault(['postedOn'], a.noticePostedOn, 'agreement.notice_too_short', {
        posted: a.noticePostedOn,
        earliest: noticeEnds(a.noticePostedOn),
      }),
    ]
  }
  if (step === 'notice' && a.pricingMethod !== 'agreement')
    return [fault(['method'], a.pricingMethod, 'agreement.notice_not_needed')]
  if (step === 'price' && a.pricingMethod === 'agreement')
    return [fault(['method'], a.pricingMethod, 'agreement.notice_needed')]
  if (step === 'signature') {
    const signedOn = input['signedOn'] as string | undefined
    return [
      ...(facts.issued ? [] : [fault(['contracts'], null, 'agreement.contract_needed')]),
      ...(await identityFaults(ctx, a.parties)),
      ...(signedOn !== undefined && signedOn > today
        ? [fault(['signedOn'], signedOn, 'agreement.signed_in_future', { today })]
        : []),
    ]
  }
  return []
}

/** Takes one step: state, history and letters in one transaction. `facts` is what later rooms know of the agreement. */
export function advanceAgreement(
  ctx: Ctx,
  id: string,
  version: number,
  step: AgreementStep,
  input: Record<string, unknown>,
  facts: { issued: boolean }
): Promise<AgreementRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getAgreement(ctx, id)
    decide(ctx, may, step, before, 'error.step_forbidden')
    sameVersion(before, version)
    const state = next(agreementSteps[step], before.state, null, 'agreement.wrong_state', 'agreement.state')
    refuseFaults(await guardFaults(ctx, step, before, input, facts), 'agreement.step_incomplete')
    const { remark, evidence, method, postedOn, signedOn } = input as Record<string, string | undefined>
    const said = [remark, evidence].filter((text) => text !== undefined).join(' ')
    await ctx.db
      .update(agreements)
      .set({
        state,
        remark: said === '' ? null : said,
        ...(method !== undefined && { pricingMethod: method as never }),
        ...(postedOn !== undefined && { noticePostedOn: postedOn }),
        ...(signedOn !== undefined && { signedOn }),
        version: version + 1,
        updatedAt: ctx.now,
      })
      .where(and(eq(agreements.id, id), eq(agreements.version, version)))
    const entry = await record(
      ctx,
      `agreement.${step}`,
      { kind: 'agreement', id, officeId: before.officeId },
      { params: { remark: said } }
    )
    const after = await getAgreement(ctx, id)
    await enqueue(ctx, await changed(ctx, entry, after, before.state))
    return after
  })
}
