import { and, eq } from 'drizzle-orm'
import { advanceAgreement } from '../agreements/actions.ts'
import { may } from '../agreements/policy.ts'
import { type AgreementRow, getAgreement } from '../agreements/queries.ts'
import type { AgreementStep } from '../agreements/steps.ts'
import { type ContractFacts, sameFacts } from '../contracts/facts.ts'
import type { ContractForm } from '../contracts/form.ts'
import { languageFaults } from '../contracts/languages.ts'
import { missingFaults } from '../contracts/missing.ts'
import { characterFaults, fontsForFacts, renderContract } from '../contracts/rendering.ts'
import { wordingHash } from '../contracts/wording.ts'
import { nextReference } from '../db/references.ts'
import { transaction } from '../db/transaction.ts'
import { record, type HistoryEvent } from '../history/actions.ts'
import { networkOf, throttle } from '../identity/throttle.ts'
import { type Ctx, decide, type WriteCtx } from '../kernel/context.ts'
import { refuse, refuseFaults } from '../kernel/errors.ts'
import { newId, randomToken } from '../kernel/ids.ts'
import type { FontSource } from '../pdf/fonts.ts'
import type { Verification, VerifyQuery } from './contract.ts'
import { gatherFacts, placed } from './gather.ts'
import { type ContractRow, type ContractView, currentContract, findIssue, getContract, issued } from './queries.ts'
import { contractRenditions as renditions, contracts } from './table.ts'

/** Where anybody can check an issue: what its QR code and its letters say. */
export const verifyPath = (verifyId: string): string => `/verify/${verifyId}`

/** What the contract would look like now: a draft with gaps, watermark and no number; nothing is kept. */
export async function previewContract(
  ctx: Ctx,
  agreementId: string,
  form: ContractForm,
  fonts: FontSource
): Promise<Uint8Array> {
  const agreement = await getAgreement(ctx, agreementId)
  decide(ctx, may, 'preview', agreement)
  const facts = await gatherFacts(ctx, agreement)
  refuseFaults(characterFaults(facts, await fontsForFacts(facts, fonts)).map(placed))
  return renderContract(facts, form, { draft: true, createdAt: ctx.now }, fonts)
}

/** What still stands between an agreement and its contract in any form, at the places where it is put right. */
export async function issueFaults(ctx: Ctx, agreement: AgreementRow, fonts: FontSource) {
  const facts = await gatherFacts(ctx, agreement)
  return faultsOf(facts, await fontsForFacts(facts, fonts))
}

/** What a form cannot say in its language yet. */
export const formFaults = (facts: ContractFacts, form: ContractForm) => languageFaults(facts, form).map(placed)

const faultsOf = (facts: ContractFacts, fonts: Awaited<ReturnType<typeof fontsForFacts>>) =>
  [...missingFaults(facts), ...characterFaults(facts, fonts)].map(placed)

function decideIssue(ctx: Ctx, agreement: AgreementRow): void {
  decide(ctx, may, 'issue', agreement)
  const state = `@agreement.state.${agreement.state}`
  if (agreement.state !== 'approved') throw refuse('wrong_state', 'contract.only_approved', { state })
}

/**
 * Issues the contract of an approved agreement: number and facts are frozen here, the PDF is made after the commit.
 * Asked for again, an unchanged agreement keeps its number and gets the further form; a changed one gets a new issue,
 * which takes the place of the one before.
 */
export async function issueContract(
  ctx: Ctx,
  agreementId: string,
  form: ContractForm,
  fonts: FontSource
): Promise<ContractView> {
  const seen = await getAgreement(ctx, agreementId)
  decideIssue(ctx, seen)
  const set = await fontsForFacts(await gatherFacts(ctx, seen), fonts)
  const hash = wordingHash(seen.kind)
  return transaction(ctx, async (ctx) => {
    const agreement = await getAgreement(ctx, agreementId)
    decideIssue(ctx, agreement)
    const facts = await gatherFacts(ctx, agreement)
    refuseFaults([...faultsOf(facts, set), ...formFaults(facts, form)], 'contract.facts_missing')
    const current = await currentContract(ctx, agreement.officeId, agreementId)
    const same = current !== null && current.wordingHash === hash && sameFacts(current.facts, facts)
    const contract = same ? current : await issueAnew(ctx, agreement, facts, hash, current)
    await askFor(ctx, contract, form, same)
    ctx.afterCommit.add('documents')
    return getContract(ctx, contract.id)
  })
}

async function issueAnew(
  ctx: WriteCtx,
  agreement: AgreementRow,
  facts: ContractFacts,
  hash: string,
  before: ContractRow | null
): Promise<ContractRow> {
  const { officeId, id: agreementId } = agreement
  const number = await nextReference(ctx, officeId, 'CON')
  const verifyId = randomToken(16)
  const [contract] = await ctx.db
    .insert(contracts)
    .values({
      id: newId(ctx.now),
      officeId,
      agreementId,
      reference: number,
      verifyId,
      facts: { ...facts, number, verifyUrl: `${ctx.publicUrl}${verifyPath(verifyId)}` },
      wordingHash: hash,
      state: 'issued',
      issuedAt: ctx.now,
      issuedBy: ctx.actor.accountId,
    })
    .returning()
  await tell(ctx, 'contract.issued', contract!, { number })
  if (before !== null) {
    await ctx.db.update(contracts).set({ state: 'superseded' }).where(eq(contracts.id, before.id))
    await tell(ctx, 'contract.superseded', contract!, { number: before.reference, by: number })
  }
  return contract!
}

/** A form to be made. One that was given up is tried anew; one that is made or on its way stays as it is. */
async function askFor(ctx: WriteCtx, contract: ContractRow, form: ContractForm, further: boolean): Promise<void> {
  const { id: contractId, officeId, reference } = contract
  const added = await ctx.db
    .insert(renditions)
    .values({ contractId, form, officeId, createdAt: ctx.now })
    .onConflictDoNothing()
    .returning({ form: renditions.form })
  if (added.length > 0 && further)
    await tell(ctx, 'contract.form_added', contract, { number: reference, form: `@contract.form.${form}` })
  if (added.length > 0) return
  const [row] = await ctx.db
    .select()
    .from(renditions)
    .where(and(eq(renditions.contractId, contractId), eq(renditions.form, form)))
  if (row === undefined || row.documentId !== null) return
  const held = row.problem === null && row.leaseUntil !== null && row.leaseUntil >= ctx.now
  if (!held)
    await ctx.db
      .update(renditions)
      .set({ attempts: 0, leaseUntil: null, problem: null })
      .where(and(eq(renditions.contractId, contractId), eq(renditions.form, form)))
}

// The agreement's page tells the story of its contracts too.
const tell = (
  ctx: WriteCtx,
  event: HistoryEvent,
  { agreementId, officeId }: ContractRow,
  params: Record<string, string>
) => record(ctx, event, { kind: 'agreement', id: agreementId, officeId }, { params })

/** A step of the agreement, with what its contracts say about it: nothing is signed that was not issued. */
export function advance(
  ctx: Ctx,
  id: string,
  version: number,
  step: AgreementStep,
  input: Record<string, unknown>
): Promise<AgreementRow> {
  return transaction(ctx, async (ctx) =>
    advanceAgreement(ctx, id, version, step, input, { issued: step === 'signature' && (await issued(ctx, id)) })
  )
}

/** Answers a verification from the network `address`; who asks too often waits, so that nothing can be tried out. */
export async function verify(ctx: Ctx, address: string, query: VerifyQuery): Promise<Verification> {
  await transaction(ctx, (ctx) => throttle(ctx, `verify:${networkOf(address)}`, 60, 15))
  return findIssue(ctx, query)
}
