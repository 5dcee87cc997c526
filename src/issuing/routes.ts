import { z } from 'zod'
import { Agreement } from '../agreements/agreement.ts'
import { agreementSteps } from '../agreements/steps.ts'
import { contractForms } from '../contracts/form.ts'
import { Id } from '../kernel/ids.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import type { C } from '../web/env.ts'
import { api, body, json, route } from '../web/registry.ts'
import { stepRoutes } from '../web/steps.ts'
import { etag } from '../web/versions.ts'
import { advance, issueContract, previewContract, verify } from './actions.ts'
import { Contract, NewContract, Verification, VerifyQuery } from './contract.ts'
import { getContract, getContractDocument, listContracts } from './queries.ts'

const WithId = z.object({ id: Id })
const WithForm = WithId.extend({ form: z.enum(contractForms) })
const tags = ['contracts']
const pdf = (description: string) => ({
  description,
  content: { 'application/pdf': { schema: z.string().meta({ format: 'binary' }) } },
})

const issue = route({
  method: 'post',
  path: '/{id}/contracts',
  tags,
  permission: 'contract.issue',
  request: { params: WithId, headers: IdempotencyKey, body: body(NewContract) },
  responses: { 201: json(Contract, 'Issued; its PDF is made at once, after the answer') },
})
const list = route({
  method: 'get',
  path: '/{id}/contracts',
  tags,
  permission: 'contract.read',
  request: { params: WithId },
  responses: { 200: json(z.array(Contract), 'Every issue, newest first') },
})
const preview = route({
  method: 'post',
  path: '/{id}/contract_previews',
  tags,
  permission: 'contract.preview',
  request: { params: WithId, body: body(NewContract) },
  responses: { 200: pdf('A draft with watermark and without number; nothing is kept') },
})
const read = route({
  method: 'get',
  path: '/{id}',
  tags,
  permission: 'contract.read',
  request: { params: WithId },
  responses: { 200: json(Contract, 'The issue') },
})
const document = route({
  method: 'get',
  path: '/{id}/documents/{form}',
  tags,
  permission: 'contract.read',
  request: { params: WithForm },
  responses: { 200: pdf('The issued PDF') },
})
const check = route({
  method: 'get',
  path: '/',
  tags,
  permission: 'public',
  request: { query: VerifyQuery },
  responses: { 200: json(Verification, 'Whether it was issued, when, and whether it still stands') },
})

/** A PDF as an answer; `name` makes it one to save. */
export function sendPdf(c: C, bytes: Uint8Array, name?: string): Response {
  // RFC 5987: encodeURIComponent leaves some characters that are none of its attr-char.
  const encoded = encodeURIComponent(name ?? '').replace(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16)}`)
  return c.body(bytes as Uint8Array<ArrayBuffer>, 200, {
    'content-type': 'application/pdf',
    'content-length': String(bytes.length),
    'content-disposition': name === undefined ? 'inline' : `attachment; filename*=UTF-8''${encoded}`,
    'x-content-type-options': 'nosniff',
  })
}

/** What hangs on an agreement: its contracts, and its steps, which ask whether one was issued. */
export const agreementContractRoutes = api()
  .openapi(issue, (c) =>
    created(c, Contract, '/api/contracts', (ctx) =>
      issueContract(ctx, c.req.valid('param').id, c.req.valid('json').locale, c.var.deps.fonts)
    )
  )
  .openapi(list, async (c) =>
    c.json(z.array(Contract).parse(await listContracts(c.var.ctx, c.req.valid('param').id)), 200)
  )
  .openapi(preview, async (c) => {
    const { id } = c.req.valid('param')
    return sendPdf(c, await previewContract(c.var.ctx, id, c.req.valid('json').locale, c.var.deps.fonts))
  })
agreementContractRoutes.route('/', stepRoutes(agreementSteps, Agreement, 'agreements', advance))

export const contractRoutes = api()
  .openapi(read, async (c) => {
    const contract = await getContract(c.var.ctx, c.req.valid('param').id)
    c.header('etag', etag(contract.version))
    return c.json(Contract.parse(contract), 200)
  })
  .openapi(document, async (c) => {
    const { id, form } = c.req.valid('param')
    const { bytes, name } = await getContractDocument(c.var.ctx, id, form)
    return sendPdf(c, bytes, name)
  })

export const verifyRoutes = api().openapi(check, async (c) =>
  c.json(Verification.parse(await verify(c.var.ctx, c.var.address, c.req.valid('query'))), 200)
)
