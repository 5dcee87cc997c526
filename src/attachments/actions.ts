import { and, eq } from 'drizzle-orm'
import { transaction } from '../db/transaction.ts'
import { keepBytes, storeDocument } from '../documents/actions.ts'
import { documents, notes } from '../documents/table.ts'
import { changesBetween, type HistoryEvent, record } from '../history/actions.ts'
import { type Ctx, decide, type WriteCtx } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { type Access, most, type NewAttachment, type NewNote } from './attachment.ts'
import { type Beside, type Held, judged } from './beside.ts'
import { inspect, refusal, type Upload } from './inspect.ts'
import { may, mayAdd, mayNote } from './policy.ts'
import { countFiles, countNotes, type FileRow, getAttachment, getNote, lastEdition, type NoteRow } from './queries.ts'

/** Whose file or note it will be: only who speaks for an organisation gets this far. */
const tenantOf = (ctx: Ctx): string => ctx.actor.tenantId!

/** The story of a file or note is its own organisation's: another party of the record must not learn of it there. */
const tell = (ctx: WriteCtx, event: HistoryEvent, file: FileRow, name = file.name, access?: Access) =>
  record(
    ctx,
    event,
    { kind: 'attachment', id: file.seriesId, officeId: file.tenantId },
    { params: { name, edition: file.edition }, ...(access && { changes: changesBetween<Access>(file, access) }) }
  )

/**
 * Adds a file beside a record, or a newer version of one. It is looked at and put away before the transaction, so that
 * nothing slow happens inside; rights are asked before that, and again with what then stands there.
 */
export async function addAttachment<R extends Held>(
  ctx: Ctx,
  beside: Beside<R>,
  recordId: string,
  upload: () => Promise<Upload>,
  input: NewAttachment
): Promise<FileRow> {
  await allowed(ctx, beside, recordId, input)
  const { bytes, ...facts } = await inspect(await upload())
  const found = (await ctx.files.scan?.(bytes)) ?? null
  if (found !== null) throw refusal('invalid', 'attachment.infected', { name: found.slice(0, 100) })
  const kept = await keepBytes(ctx, bytes)
  return transaction(ctx, async (ctx) => {
    const { held, before } = await allowed(ctx, beside, recordId, input)
    const tenantId = tenantOf(ctx)
    if ((await countFiles(ctx, beside.kind, held, tenantId)) >= most)
      throw refuse('conflict', 'attachment.too_many', { most })
    const seriesId = before?.seriesId ?? null
    const id = await storeDocument(ctx, {
      ...kept,
      ...facts,
      officeId: held.officeId,
      recordKind: beside.kind,
      recordId,
      beside: {
        tenantId,
        audience: input.audience ?? before?.audience ?? 'own',
        level: input.level ?? before?.level ?? 'internal',
        seriesId,
        edition: seriesId === null ? 1 : (await lastEdition(ctx, held, tenantId, seriesId)) + 1,
      },
    })
    const made = await getAttachment(ctx, beside, recordId, id)
    await tell(ctx, seriesId === null ? 'attachment.added' : 'attachment.edition_added', made)
    return made
  })
}

async function allowed<R extends Held>(ctx: Ctx, beside: Beside<R>, recordId: string, { replaces }: NewAttachment) {
  const held = await beside.get(ctx, recordId)
  decide(ctx, mayAdd, 'add', judged(beside, ctx.actor, held))
  const before = replaces === undefined ? null : await getAttachment(ctx, beside, recordId, replaces)
  if (before !== null) decide(ctx, may, 'change', before)
  return { held, before }
}

/** Says anew who sees a file: all its versions alike. */
export function changeAccess<R extends Held>(
  ctx: Ctx,
  beside: Beside<R>,
  recordId: string,
  id: string,
  access: Access
): Promise<FileRow> {
  return transaction(ctx, async (ctx) => {
    const file = await getAttachment(ctx, beside, recordId, id)
    decide(ctx, may, 'change', file)
    const { audience, level } = access
    if (file.audience === audience && file.level === level) return file
    await ctx.db
      .update(documents)
      .set({ audience, level })
      .where(
        and(
          eq(documents.tenantId, tenantOf(ctx)),
          eq(documents.recordId, recordId),
          eq(documents.seriesId, file.seriesId)
        )
      )
    await tell(ctx, 'attachment.access_changed', file, file.name, access)
    return { ...file, audience, level }
  })
}

/** Takes a file back: nobody but its own organisation sees it from now on. Nothing is deleted. */
export function withdrawAttachment<R extends Held>(
  ctx: Ctx,
  beside: Beside<R>,
  recordId: string,
  id: string
): Promise<FileRow> {
  return transaction(ctx, async (ctx) => {
    const file = await getAttachment(ctx, beside, recordId, id)
    if (file.withdrawnAt !== null && may(ctx.actor, 'change', { ...file, withdrawnAt: null }))
      throw refuse('wrong_state', 'attachment.withdrawn_already')
    decide(ctx, may, 'change', file)
    await ctx.db
      .update(documents)
      .set({ withdrawnAt: ctx.now })
      .where(and(eq(documents.tenantId, tenantOf(ctx)), eq(documents.id, id)))
    await tell(ctx, 'attachment.withdrawn', file)
    return { ...file, withdrawnAt: ctx.now }
  })
}

export function addNote<R extends Held>(
  ctx: Ctx,
  beside: Beside<R>,
  recordId: string,
  { text }: NewNote
): Promise<NoteRow> {
  return transaction(ctx, async (ctx) => {
    const held = await beside.get(ctx, recordId)
    decide(ctx, mayAdd, 'add', judged(beside, ctx.actor, held))
    if ((await countNotes(ctx, beside, held)) >= most) throw refuse('conflict', 'note.too_many', { most })
    const { accountId, name } = ctx.actor
    const id = newId(ctx.now)
    const [note] = await ctx.db
      .insert(notes)
      .values({
        id,
        tenantId: tenantOf(ctx),
        recordKind: beside.kind,
        recordId,
        text,
        authorId: accountId,
        authorName: name,
        createdAt: ctx.now,
      })
      .returning()
    await record(ctx, 'note.added', { kind: 'note', id, officeId: tenantOf(ctx) })
    return note!
  })
}

export function withdrawNote<R extends Held>(
  ctx: Ctx,
  beside: Beside<R>,
  recordId: string,
  id: string
): Promise<NoteRow> {
  return transaction(ctx, async (ctx) => {
    const note = await getNote(ctx, beside, recordId, id)
    if (note.withdrawnAt !== null && mayNote(ctx.actor, 'withdraw', { ...note, withdrawnAt: null }))
      throw refuse('wrong_state', 'note.withdrawn_already')
    decide(ctx, mayNote, 'withdraw', note)
    await ctx.db
      .update(notes)
      .set({ withdrawnAt: ctx.now })
      .where(and(eq(notes.tenantId, tenantOf(ctx)), eq(notes.id, id)))
    await record(ctx, 'note.withdrawn', { kind: 'note', id, officeId: note.tenantId })
    return { ...note, withdrawnAt: ctx.now }
  })
}
