import { eq, inArray } from 'drizzle-orm'
import { markFiled } from '../../achievements/actions.ts'
import { insertMany } from '../../db/insert-many.ts'
import { nextReferences } from '../../db/references.ts'
import { recordMany } from '../../history/actions.ts'
import type { WriteCtx } from '../../kernel/context.ts'
import { newId } from '../../kernel/ids.ts'
import { addManyToIndex } from '../../search/actions.ts'
import type { PatentChange, PatentStatus } from '../patent.ts'
import { patentAchievements, patentHolders, patents } from '../table.ts'
import { expiryOf } from '../term.ts'

export type PatentColumns = ReturnType<typeof patentColumns>
/** What is stored of an input; `applicationNumber` in its one form. */
export const patentColumns = (input: PatentChange, applicationNumber: string | null) => ({
  officeCode: input.officeCode,
  kind: input.kind,
  title: input.title,
  applicationNumber,
  patentNumber: input.patentNumber ?? null,
  publicationNumber: input.publicationNumber ?? null,
  inventors: input.inventors,
  ipc: input.ipc,
  filingDate: input.filingDate ?? null,
  publicationDate: input.publicationDate ?? null,
  grantDate: input.grantDate ?? null,
  expiryDate:
    input.expiryDate ??
    (input.filingDate === undefined ? null : expiryOf(input.officeCode, input.kind, input.filingDate)),
})

export const searchable = (row: PatentColumns & { reference: string }) => ({
  title: [row.reference, row.title, row.applicationNumber, row.patentNumber],
  body: [row.publicationNumber, ...row.inventors, ...row.ipc],
})

async function addRelations(
  ctx: WriteCtx,
  list: readonly { readonly patent: { id: string; officeId: string }; readonly input: PatentChange }[]
): Promise<void> {
  const held = list.flatMap(({ patent, input }) =>
    (['applicant', 'patentee'] as const).flatMap((capacity) =>
      input[`${capacity}s`].map((organisationId, position) => ({
        patentId: patent.id,
        officeId: patent.officeId,
        capacity,
        position,
        organisationId,
      }))
    )
  )
  await insertMany(ctx.db, patentHolders, held)
  const linked = list.flatMap(({ patent, input }) =>
    [...new Set(input.achievements)].map((achievementId) => ({
      patentId: patent.id,
      achievementId,
      officeId: patent.officeId,
    }))
  )
  await insertMany(ctx.db, patentAchievements, linked)
}

/** Those to whom it is granted. */
export async function addPatentees(
  ctx: WriteCtx,
  patent: { id: string; officeId: string },
  ids: readonly string[]
): Promise<void> {
  const row = { patentId: patent.id, officeId: patent.officeId, capacity: 'patentee' as const }
  const held = ids.map((organisationId, position) => ({ ...row, position, organisationId }))
  await insertMany(ctx.db, patentHolders, held)
}

/** Puts what an edited patent is linked with in place of what it was. */
export async function replaceRelations(
  ctx: WriteCtx,
  patent: { id: string; officeId: string },
  input: PatentChange
): Promise<void> {
  await ctx.db.delete(patentHolders).where(eq(patentHolders.patentId, patent.id))
  await ctx.db.delete(patentAchievements).where(eq(patentAchievements.patentId, patent.id))
  await addRelations(ctx, [{ patent, input }])
}

/** An achievement counts as filed while a linked patent has an application number. */
export async function tellAchievements(ctx: WriteCtx, touched: readonly string[]): Promise<void> {
  const ids = [...new Set(touched)]
  if (ids.length === 0) return
  const rows = await ctx.db
    .select({ id: patentAchievements.achievementId, number: patents.applicationNumber })
    .from(patentAchievements)
    .innerJoin(patents, eq(patents.id, patentAchievements.patentId))
    .where(inArray(patentAchievements.achievementId, ids))
  const filed = new Set(rows.filter((row) => row.number !== null).map((row) => row.id))
  await markFiled(
    ctx,
    ids.filter((id) => filed.has(id)),
    true
  )
  await markFiled(
    ctx,
    ids.filter((id) => !filed.has(id)),
    false
  )
}

type Origin = { readonly status: PatentStatus; readonly source?: string; readonly sourceReference?: string }

type Added = { readonly input: PatentChange; readonly columns: PatentColumns; readonly origin: Origin }

/** The record itself, without asking: for imports and the demonstration. */
export async function addPatent(
  ctx: WriteCtx,
  officeId: string,
  input: PatentChange,
  columns: PatentColumns,
  origin: Origin
) {
  return (await addPatents(ctx, officeId, [{ input, columns, origin }]))[0]!
}

/** Many records with as few statements as one takes. */
export async function addPatents(ctx: WriteCtx, officeId: string, list: readonly Added[]) {
  if (list.length === 0) return []
  const references = await nextReferences(ctx, officeId, 'PAT', list.length)
  const rows = list.map(({ columns, origin }, i) => ({
    id: newId(ctx.now),
    officeId,
    reference: references[i]!,
    ...columns,
    source: null,
    sourceReference: null,
    ...origin,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }))
  await insertMany(ctx.db, patents, rows)
  await addRelations(
    ctx,
    rows.map((patent, i) => ({ patent, input: list[i]!.input }))
  )
  const numbered = list.filter(({ columns }) => columns.applicationNumber !== null)
  await markFiled(
    ctx,
    numbered.flatMap(({ input }) => input.achievements),
    true
  )
  await addManyToIndex(
    ctx,
    'patent',
    rows.map((record) => ({ record, text: searchable(record) }))
  )
  await recordMany(
    ctx,
    rows.map(({ id, reference, source }) => ({
      event: source === null ? 'patent.created' : 'patent.imported',
      subject: { kind: 'patent', id, officeId },
      payload: { params: { reference, source: source ?? '' } },
    }))
  )
  return rows
}

/** Links achievements to patents that are there already: one application may protect several. */
export async function linkAchievements(
  ctx: WriteCtx,
  officeId: string,
  links: readonly { readonly patentId: string; readonly achievementId: string }[]
): Promise<void> {
  if (links.length === 0) return
  await ctx.db
    .insert(patentAchievements)
    .values(links.map((link) => ({ ...link, officeId })))
    .onConflictDoNothing()
  await tellAchievements(
    ctx,
    links.map(({ achievementId }) => achievementId)
  )
}
