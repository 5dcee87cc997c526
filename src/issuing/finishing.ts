import { and, asc, eq, isNull, lt, or } from 'drizzle-orm'
import { getAgreement } from '../agreements/queries.ts'
import { ContractFacts } from '../contracts/facts.ts'
import { kindTitle } from '../contracts/kinds/index.ts'
import { renderContract } from '../contracts/rendering.ts'
import { localesOf, wordingHash } from '../contracts/wording.ts'
import { transaction } from '../db/transaction.ts'
import { keepBytes, storeDocument } from '../documents/actions.ts'
import { record } from '../history/actions.ts'
import { system } from '../kernel/actor.ts'
import type { Ctx } from '../kernel/context.ts'
import { Refusal, refuse } from '../kernel/errors.ts'
import { fill } from '../kernel/messages.ts'
import { enqueue } from '../mail/actions.ts'
import { getTenant } from '../organisations/queries.ts'
import type { FontSource } from '../pdf/fonts.ts'
import { contractIssued } from './mails.ts'
import type { ContractRow } from './queries.ts'
import { contractRenditions as renditions, contracts } from './table.ts'

const minute = 60_000
/** How long one worker may hold a form, in milliseconds. */
const lease = 2 * minute
/** After so many tries a form is given up until somebody asks for it again. */
const enough = 5

type Pending = { readonly contract: ContractRow; readonly rendition: typeof renditions.$inferSelect }

/** Makes what was issued but not yet made, one document after another. Returns how many it took up. */
export async function finishRenditions(ctx: Ctx, fonts: FontSource): Promise<number> {
  for (let taken = 0; ; taken++) {
    const pending = await claim(ctx)
    if (pending === null) return taken
    const own = { ...ctx, actor: system(ctx.actor.name, pending.contract.officeId) }
    await finish(own, pending, fonts).catch((error: unknown) => settle(own, pending, error))
  }
}

/** Takes one form under a lease, so that two workers never hold the same. What was superseded meanwhile stays unmade. */
function claim(ctx: Ctx): Promise<Pending | null> {
  return transaction(ctx, async (ctx) => {
    const [found] = await ctx.db
      .select({ contract: contracts, rendition: renditions })
      .from(renditions)
      .innerJoin(contracts, eq(contracts.id, renditions.contractId))
      .where(
        and(
          isNull(renditions.documentId),
          eq(contracts.state, 'issued'),
          lt(renditions.attempts, enough),
          or(isNull(renditions.leaseUntil), lt(renditions.leaseUntil, ctx.now))
        )
      )
      .orderBy(asc(renditions.createdAt))
      .limit(1)
    if (found === undefined) return null
    const { rendition } = found
    const attempts = rendition.attempts + 1
    // A lease that ran out without a word: its holder died.
    const problem = rendition.problem ?? (rendition.attempts > 0 ? fill(ctx.locale, 'contract.interrupted') : null)
    await ctx.db
      .update(renditions)
      .set({ attempts, problem, leaseUntil: after(ctx.now, lease) })
      .where(at(found))
    return { ...found, rendition: { ...rendition, attempts } }
  })
}

const after = (now: string, wait: number): string => new Date(Date.parse(now) + wait).toISOString()
const at = ({ rendition: { contractId, form } }: Pending) =>
  and(eq(renditions.contractId, contractId), eq(renditions.form, form))

/** The bytes of a stored issue, which on Node are the same whenever they are made. */
export async function renderIssue(contract: ContractRow, form: Pending['rendition']['form'], fonts: FontSource) {
  if (contract.wordingHash !== wordingHash(contract.facts.kind)) {
    throw refuse('conflict', 'contract.wording_changed')
  }
  const facts = ContractFacts.parse(contract.facts)
  return renderContract(facts, form, { draft: false, createdAt: contract.issuedAt }, fonts)
}

/** Outside any transaction the bytes; then, in one, everything that says that they are there. */
async function finish(ctx: Ctx, pending: Pending, fonts: FontSource): Promise<void> {
  const { contract, rendition } = pending
  const { form } = rendition
  const kept = await keepBytes(ctx, await renderIssue(contract, form, fonts))
  const { sha256 } = kept
  await transaction(ctx, async (ctx) => {
    const [open] = await ctx.db
      .select({ form: renditions.form })
      .from(renditions)
      .where(and(at(pending), isNull(renditions.documentId)))
    if (open === undefined) return
    const { officeId, agreementId, reference: number } = contract
    const documentId = await storeDocument(ctx, {
      officeId,
      recordKind: 'contract',
      recordId: contract.id,
      name: fileName(contract, form),
      mediaType: 'application/pdf',
      ...kept,
    })
    await ctx.db.update(renditions).set({ documentId, sha256, leaseUntil: null, problem: null }).where(at(pending))
    const subject = { kind: 'agreement', id: agreementId, officeId }
    const params = { number, form: `@contract.form.${form}`, sha256 }
    const entry = await record(ctx, 'contract.rendered', subject, { params })
    const { title } = await getAgreement(ctx, agreementId)
    await enqueue(ctx, await contractIssued(ctx, entry, contract, title, { form, documentId, sha256 }))
  })
}

/** 专利实施许可合同 CON-2026-0001（中文）.pdf, in the first language of the form. */
function fileName({ facts, reference: number }: ContractRow, form: Pending['rendition']['form']): string {
  const [locale] = localesOf(form)
  const title = kindTitle(facts.kind, locale!)
  return `${fill(locale!, 'contract.file_name', { title, number, form: `@contract.form.${form}` })}.pdf`
}

/** What went wrong, for the office to read; tried again after 1, 2, 4 and 8 minutes. */
async function settle(ctx: Ctx, pending: Pending, error: unknown): Promise<void> {
  const { attempts } = pending.rendition
  const locale = (await getTenant(ctx, pending.contract.officeId))?.locale === 'en' ? 'en' : 'zh-CN'
  const said = error instanceof Refusal ? fill(locale, error.key, error.params) : String(error)
  const leaseUntil = after(ctx.now, 2 ** (attempts - 1) * minute)
  await transaction(ctx, (ctx) =>
    ctx.db
      .update(renditions)
      .set({ problem: said.slice(0, 500), leaseUntil })
      .where(and(at(pending), isNull(renditions.documentId)))
  )
}
