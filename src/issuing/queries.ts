import { and, desc, eq, gte, inArray, isNotNull, lt } from 'drizzle-orm'
import { getAgreement } from '../agreements/queries.ts'
import { sameFacts } from '../contracts/facts.ts'
import type { ContractForm } from '../contracts/form.ts'
import { loadDocument } from '../documents/actions.ts'
import { documents } from '../documents/table.ts'
import { history } from '../history/table.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import type { Verification, VerifyQuery } from './contract.ts'
import { gatherFacts } from './gather.ts'
import { visible } from './policy.ts'
import { contractRenditions as renditions, contracts } from './table.ts'

export type ContractRow = typeof contracts.$inferSelect
export type ContractView = Awaited<ReturnType<typeof getContract>>

/** The issues of an agreement, newest first, each with its language forms. */
export async function listContracts(ctx: Ctx, agreementId: string) {
  const { officeId } = await getAgreement(ctx, agreementId)
  const rows = await ctx.db
    .select()
    .from(contracts)
    .where(and(ofAgreement(officeId, agreementId), visible(ctx.actor)))
    .orderBy(desc(contracts.seq))
  return withForms(ctx, rows)
}

/** By the office first, as its index is laid out. */
const ofAgreement = (officeId: string, agreementId: string) =>
  and(eq(contracts.officeId, officeId), eq(contracts.agreementId, agreementId))

/** Nobody but the office and the parties it was issued to knows that it is there. */
export async function getContract(ctx: Ctx, id: string) {
  decided(ctx)
  const rows = await ctx.db
    .select()
    .from(contracts)
    .where(and(eq(contracts.id, id), visible(ctx.actor)))
  const [contract] = await withForms(ctx, rows)
  if (contract === undefined) throw refuse('not_found', 'error.not_found')
  return contract
}

async function withForms(ctx: Ctx, rows: readonly ContractRow[]) {
  if (rows.length === 0) return []
  const ids = rows.map(({ id }) => id)
  const [made, current] = await Promise.all([
    ctx.db
      .select({
        contractId: renditions.contractId,
        form: renditions.form,
        sha256: renditions.sha256,
        documentId: renditions.documentId,
        attempts: renditions.attempts,
        problem: renditions.problem,
        size: documents.size,
        name: documents.name,
      })
      .from(renditions)
      .leftJoin(documents, eq(documents.id, renditions.documentId))
      .where(inArray(renditions.contractId, ids))
      .orderBy(renditions.createdAt),
    currentContract(ctx, rows[0]!.officeId, rows[0]!.agreementId),
  ])
  return rows.map((row) => {
    const forms = made.filter(({ contractId }) => contractId === row.id)
    // What went wrong inside is the office's to know.
    const office = ctx.actor.officeId === row.officeId
    return {
      ...row,
      renditions: forms.map((form) => ({ ...form, problem: office ? form.problem : null })),
      supersededBy: row.state === 'superseded' ? (current?.reference ?? null) : null,
      // Grows with all that can happen to an issue: a form asked for, tried, made; another issue in its place.
      version:
        1 +
        forms.reduce((sum, { attempts, sha256 }) => sum + 1 + attempts + (sha256 === null ? 0 : 1), 0) +
        (row.state === 'superseded' ? 1 : 0),
    }
  })
}

/** One form's PDF. 409 while it is being made. */
export async function getContractDocument(ctx: Ctx, id: string, form: ContractForm) {
  const contract = await getContract(ctx, id)
  const rendition = contract.renditions.find((made) => made.form === form)
  if (rendition === undefined) throw refuse('not_found', 'error.not_found')
  if (rendition.documentId === null) throw refuse('conflict', 'contract.not_ready')
  const document = await loadDocument(ctx, rendition.documentId)
  if (document === null) throw new Error(`document ${rendition.documentId} is missing`)
  return document
}

/** The issue of an agreement that none has taken the place of. Only for an agreement the reader was allowed to see. */
export async function currentContract(ctx: Ctx, officeId: string, agreementId: string): Promise<ContractRow | null> {
  const [row] = await ctx.db
    .select()
    .from(contracts)
    .where(and(ofAgreement(officeId, agreementId), eq(contracts.state, 'issued')))
    .orderBy(desc(contracts.seq))
    .limit(1)
  return row ?? null
}

/**
 * Whether there is a contract to sign: issued, made, and of what was approved last. What the address book has changed
 * since then does not unmake the paper that lies on the table.
 */
export async function issued(ctx: Ctx, agreementId: string): Promise<boolean> {
  const agreement = await getAgreement(ctx, agreementId)
  const contract = await currentContract(ctx, agreement.officeId, agreementId)
  if (contract === null) return false
  const made = await ctx.db.$count(
    renditions,
    and(eq(renditions.contractId, contract.id), isNotNull(renditions.sha256))
  )
  if (made === 0) return false
  const [approved] = await ctx.db
    .select({ at: history.at })
    .from(history)
    .where(and(eq(history.recordId, agreementId), eq(history.event, 'agreement.approval')))
    .orderBy(desc(history.seq))
    .limit(1)
  if (approved !== undefined && contract.issuedAt >= approved.at) return true
  return sameFacts(contract.facts, await gatherFacts(ctx, agreement))
}

/** Answers anybody who holds a document, or its QR code: was it issued here, when, and does it still stand. */
export async function findIssue(ctx: Ctx, query: VerifyQuery): Promise<Verification> {
  decided(ctx)
  const found = await lookUp(ctx, query)
  if (found === null) return { issued: false, issuedAt: null, state: null }
  const { issuedAt, state } = found
  return { issued: true, issuedAt, state }
}

async function lookUp(ctx: Ctx, { sha256, id, number, prefix }: VerifyQuery): Promise<ContractRow | null> {
  if (sha256 === undefined && id !== undefined) {
    const [row] = await ctx.db.select().from(contracts).where(eq(contracts.verifyId, id))
    return row ?? null
  }
  const [row] = await ctx.db
    .select({ contract: contracts })
    .from(renditions)
    .innerJoin(contracts, eq(contracts.id, renditions.contractId))
    .where(
      sha256 === undefined
        ? // Numbers are each office's own, so the hash leads; `g` comes after the last hexadecimal digit.
          and(eq(contracts.reference, number!), gte(renditions.sha256, prefix!), lt(renditions.sha256, `${prefix}g`))
        : eq(renditions.sha256, sha256)
    )
    .limit(1)
  return row?.contract ?? null
}
