import { and, asc, desc, eq, isNull, max } from 'drizzle-orm'
import { loadDocument } from '../documents/actions.ts'
import { documents, notes } from '../documents/table.ts'
import { type Ctx, decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import type { RecordKind } from './attachment.ts'
import type { Beside, Held } from './beside.ts'
import { visible, visibleNotes } from './policy.ts'

const columns = {
  id: documents.id,
  tenantId: documents.tenantId,
  seriesId: documents.seriesId,
  edition: documents.edition,
  name: documents.name,
  mediaType: documents.mediaType,
  size: documents.size,
  sha256: documents.sha256,
  audience: documents.audience,
  level: documents.level,
  addedBy: documents.addedBy,
  addedByName: documents.addedByName,
  createdAt: documents.createdAt,
  withdrawnAt: documents.withdrawnAt,
}
export type FileRow = Awaited<ReturnType<typeof filesAt>>[number]
export type NoteRow = Awaited<ReturnType<typeof notesAt>>[number]

const at = (kind: RecordKind, { officeId, id }: Held) =>
  and(eq(documents.officeId, officeId), eq(documents.recordId, id), eq(documents.recordKind, kind))

/** The files beside a record that the reader was already allowed to see, as far as they are theirs to see. */
export async function filesAt<R extends Held>(ctx: Ctx, beside: Beside<R>, record: R, id?: string) {
  const one = id === undefined ? undefined : eq(documents.id, id)
  const rows = await ctx.db
    .select(columns)
    .from(documents)
    .where(and(at(beside.kind, record), visible(ctx.actor, beside.edit), one))
    .orderBy(asc(documents.seq))
  return rows.map((row) => ({
    ...row,
    seriesId: row.seriesId ?? row.id,
    own: row.tenantId === ctx.actor.tenantId,
    editing: beside.edit,
  }))
}

export async function listAttachments<R extends Held>(ctx: Ctx, beside: Beside<R>, recordId: string) {
  return filesAt(ctx, beside, await beside.get(ctx, recordId))
}

/** One file; what is not the reader's to see is not there. */
export async function getAttachment<R extends Held>(ctx: Ctx, beside: Beside<R>, recordId: string, id: string) {
  const record = await beside.get(ctx, recordId)
  const [file] = await filesAt(ctx, beside, record, id)
  if (file === undefined) throw refuse('not_found', 'error.not_found')
  return file
}

/** The file's bytes, checked against its hash. */
export async function getContent<R extends Held>(ctx: Ctx, beside: Beside<R>, recordId: string, id: string) {
  const file = await getAttachment(ctx, beside, recordId, id)
  const document = await loadDocument(ctx, file.id)
  if (document === null) throw refuse('not_found', 'error.not_found')
  return document
}

/** How many files an organisation has beside a record, and the newest edition of one of them. */
export const countFiles = (ctx: Ctx, kind: RecordKind, record: Held, tenantId: string) =>
  ctx.db.$count(documents, and(at(kind, record), eq(documents.tenantId, tenantId), isNull(documents.withdrawnAt)))

export async function lastEdition(ctx: Ctx, record: Held, tenantId: string, seriesId: string): Promise<number> {
  const [row] = await ctx.db
    .select({ edition: max(documents.edition) })
    .from(documents)
    .where(
      and(
        eq(documents.officeId, record.officeId),
        eq(documents.recordId, record.id),
        eq(documents.tenantId, tenantId),
        eq(documents.seriesId, seriesId)
      )
    )
  return row?.edition ?? 0
}

const beneath = (kind: RecordKind, record: Held) => and(eq(notes.recordId, record.id), eq(notes.recordKind, kind))

/** The reader's own organisation's notes beside a record that they were already allowed to see, newest first. */
export function notesAt<R extends Held>(ctx: Ctx, beside: Beside<R>, record: R) {
  return ctx.db
    .select()
    .from(notes)
    .where(and(visibleNotes(ctx.actor), beneath(beside.kind, record), isNull(notes.withdrawnAt)))
    .orderBy(desc(notes.seq))
}

export async function listNotes<R extends Held>(ctx: Ctx, beside: Beside<R>, recordId: string) {
  const rows = await notesAt(ctx, beside, await beside.get(ctx, recordId))
  decided(ctx)
  return rows
}

export async function getNote<R extends Held>(ctx: Ctx, beside: Beside<R>, recordId: string, id: string) {
  const record = await beside.get(ctx, recordId)
  const [note] = await ctx.db
    .select()
    .from(notes)
    .where(and(visibleNotes(ctx.actor), beneath(beside.kind, record), eq(notes.id, id)))
  if (note === undefined) throw refuse('not_found', 'error.not_found')
  return note
}

export const countNotes = <R extends Held>(ctx: Ctx, beside: Beside<R>, record: R) =>
  ctx.db.$count(notes, and(visibleNotes(ctx.actor), beneath(beside.kind, record), isNull(notes.withdrawnAt)))
