import { attachmentRoutes } from '../attachments/routes.ts'
import { z } from 'zod'
import { historyOf } from '../history/queries.ts'
import { isOffice } from '../kernel/actor.ts'
import { refuse } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { page } from '../web/list.ts'
import { api, body, json, route } from '../web/registry.ts'
import { HistoryList, historyOut } from '../web/history.ts'
import { seen, seenAs } from '../web/seen.ts'
import { etag, IfMatch, version } from '../web/versions.ts'
import { shelf } from './beside.ts'
import { Agreement, AgreementChange, AgreementItem, NewAgreement } from './agreement.ts'
import { createAgreement, editAgreement } from './actions.ts'
import { AgreementQuery, getAgreement, listAgreements } from './queries.ts'
const withholdable = ['contractValue', 'remuneration', 'terms', 'remark'] as const
const WithId = z.object({ id: Id })
const tags = ['agreements']
const list = route({
  method: 'get',
  path: '/',
  tags,
  permission: 'agreement.read',
  request: { query: AgreementQuery.strict() },
  responses: { 200: json(page(AgreementItem, 'AgreementPage'), 'One page of the agreements') },
})
const read = route({
  method: 'get',
  path: '/{id}',
  tags,
  permission: 'agreement.read',
  request: { params: WithId },
  responses: { 200: json(seenAs(Agreement, withholdable), 'The agreement') },
})
const create = route({
  method: 'post',
  path: '/',
  tags,
  permission: 'agreement.edit',
  request: { headers: IdempotencyKey, body: body(NewAgreement) },
  responses: { 201: json(Agreement, 'Drafted') },
})
const edit = route({
  method: 'put',
  path: '/{id}',
  tags,
  permission: 'agreement.edit',
  request: { params: WithId, headers: IfMatch, body: body(AgreementChange) },
  responses: { 200: json(Agreement, 'Changed') },
})
const story = route({
  method: 'get',
  path: '/{id}/history',
  tags,
  permission: 'agreement.read',
  request: { params: WithId },
  responses: { 200: json(HistoryList, 'Every change, oldest first') },
})
const Items = z.array(AgreementItem)
export const agreementRoutes = api()
  .openapi(list, async (c) => {
    const { items, nextCursor } = await listAgreements(c.var.ctx, c.req.valid('query'))
    return c.json({ items: Items.parse(items), nextCursor }, 200)
  })
  .openapi(read, async (c) => {
    const agreement = await getAgreement(c.var.ctx, c.req.valid('param').id)
    c.header('etag', etag(agreement.version))
    return c.json(seen(Agreement, agreement), 200)
  })
  .openapi(create, (c) => created(c, Agreement, '/api/agreements', (ctx) => createAgreement(ctx, c.req.valid('json'))))
  .openapi(edit, async (c) => {
    const changed = await editAgreement(c.var.ctx, c.req.valid('param').id, version(c), c.req.valid('json'))
    c.header('etag', etag(changed.version))
    return c.json(Agreement.parse(changed), 200)
  })
  .openapi(story, async (c) => {
    const { id, officeId } = await getAgreement(c.var.ctx, c.req.valid('param').id)
    // Remarks and earlier drafts are the office's own; the other party knows its letters.
    if (!isOffice(c.var.ctx.actor, officeId)) throw refuse('forbidden', 'error.forbidden')
    return c.json(historyOut(c.var.t, await historyOf(c.var.ctx, id)), 200)
  })

agreementRoutes.route('/', attachmentRoutes(shelf))
