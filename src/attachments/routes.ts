import { z } from 'zod'
import { Id, sha256Hex } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import type { C } from '../web/env.ts'
import { parse } from '../web/issues.ts'
import { api, body, json, route } from '../web/registry.ts'
import { addAttachment, addNote, changeAccess, withdrawAttachment, withdrawNote } from './actions.ts'
import { Access, Attachment, NewAttachment, NewNote, Note } from './attachment.ts'
import type { Beside, Held } from './beside.ts'
import { getAttachment, getContent, listAttachments, listNotes } from './queries.ts'
import { sendFile, shown } from './sending.ts'
import { saidWith, uploadOf } from './upload.ts'

const WithId = z.object({ id: Id })
const WithFile = WithId.extend({ documentId: Id })
const WithNote = WithId.extend({ noteId: Id })
const Inline = z.object({
  inline: z.stringbool().default(false).meta({ description: 'to be shown in place of being saved: PDF and images' }),
})
const binary = { type: 'string', format: 'binary' } as const
/** As plain OpenAPI: a form is read by hand, for no schema of ours takes a file. */
const upload = {
  content: {
    'multipart/form-data': {
      schema: {
        type: 'object' as const,
        required: ['file'],
        properties: {
          file: binary,
          audience: { type: 'string' as const, enum: ['own', 'parties'] },
          level: { type: 'string' as const, enum: ['open', 'internal', 'restricted'] },
          replaces: { type: 'string' as const, format: 'uuid' },
        },
      },
    },
  },
}

/** Files and notes beside a room's records as JSON; the room mounts them with one line. */
export function attachmentRoutes<R extends Held>(beside: Beside<R>) {
  const { room, read: permission } = beside
  const tags = [room]
  const files = '/{id}/attachments'
  const list = route({
    method: 'get',
    path: files,
    tags,
    permission,
    request: { params: WithId },
    responses: { 200: json(z.array(Attachment), 'The files you see, oldest first; versions share their seriesId') },
  })
  const add = route({
    method: 'post',
    path: files,
    tags,
    permission,
    request: { params: WithId, headers: IdempotencyKey, body: upload },
    responses: { 201: json(Attachment, 'Added') },
  })
  const read = route({
    method: 'get',
    path: `${files}/{documentId}`,
    tags,
    permission,
    request: { params: WithFile },
    responses: { 200: json(Attachment, 'About the file') },
  })
  const content = route({
    method: 'get',
    path: `${files}/{documentId}/content`,
    tags,
    permission,
    request: { params: WithFile, query: Inline },
    responses: {
      200: {
        description: 'The file itself',
        content: Object.fromEntries([...shown, 'application/octet-stream'].map((type) => [type, { schema: binary }])),
      },
    },
  })
  const access = route({
    method: 'post',
    path: `${files}/{documentId}/access`,
    tags,
    permission,
    request: { params: WithFile, body: body(Access) },
    responses: { 200: json(Attachment, 'Seen by whom you say, all its versions') },
  })
  const withdraw = route({
    method: 'post',
    path: `${files}/{documentId}/withdrawal`,
    tags,
    permission,
    request: { params: WithFile },
    responses: { 200: json(Attachment, 'Withdrawn; not deleted') },
  })
  const notes = route({
    method: 'get',
    path: '/{id}/notes',
    tags,
    permission,
    request: { params: WithId },
    responses: { 200: json(z.array(Note), "Your organisation's notes, newest first") },
  })
  const write = route({
    method: 'post',
    path: '/{id}/notes',
    tags,
    permission,
    request: { params: WithId, headers: IdempotencyKey, body: body(NewNote) },
    responses: { 201: json(Note, 'Noted; only your organisation ever sees it') },
  })
  const unwrite = route({
    method: 'post',
    path: '/{id}/notes/{noteId}/withdrawal',
    tags,
    permission,
    request: { params: WithNote },
    responses: { 200: json(Note, 'Withdrawn') },
  })

  return api()
    .openapi(list, async (c) =>
      c.json(z.array(Attachment).parse(await listAttachments(c.var.ctx, beside, c.req.valid('param').id)), 200)
    )
    .openapi(add, async (c) => {
      const { id } = c.req.valid('param')
      const input = parse(NewAttachment, await saidWith(c))
      const sent = c.req.header('idempotency-key') === undefined ? undefined : await fingerprint(c, input)
      return created(
        c,
        Attachment,
        `/api/${room}/${id}/attachments`,
        (ctx) => addAttachment(ctx, beside, id, uploadOf(c), input),
        sent
      )
    })
    .openapi(read, async (c) => {
      const { id, documentId } = c.req.valid('param')
      return c.json(Attachment.parse(await getAttachment(c.var.ctx, beside, id, documentId)), 200)
    })
    .openapi(content, async (c) => {
      const { id, documentId } = c.req.valid('param')
      return sendFile(c, await getContent(c.var.ctx, beside, id, documentId), c.req.valid('query').inline)
    })
    .openapi(access, async (c) => {
      const { id, documentId } = c.req.valid('param')
      return c.json(Attachment.parse(await changeAccess(c.var.ctx, beside, id, documentId, c.req.valid('json'))), 200)
    })
    .openapi(withdraw, async (c) => {
      const { id, documentId } = c.req.valid('param')
      return c.json(Attachment.parse(await withdrawAttachment(c.var.ctx, beside, id, documentId)), 200)
    })
    .openapi(notes, async (c) =>
      c.json(z.array(Note).parse(await listNotes(c.var.ctx, beside, c.req.valid('param').id)), 200)
    )
    .openapi(write, (c) => {
      const { id } = c.req.valid('param')
      return created(c, Note, `/api/${room}/${id}/notes`, (ctx) => addNote(ctx, beside, id, c.req.valid('json')))
    })
    .openapi(unwrite, async (c) => {
      const { id, noteId } = c.req.valid('param')
      return c.json(Note.parse(await withdrawNote(c.var.ctx, beside, id, noteId)), 200)
    })
}

/** What makes two uploads the same; the border between a form's parts is drawn anew each time. */
async function fingerprint(c: C, input: NewAttachment): Promise<string> {
  const { name, type, bytes } = await uploadOf(c)()
  return JSON.stringify([input, name, type, sha256Hex(bytes)])
}
