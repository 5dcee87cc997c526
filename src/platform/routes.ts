import { z } from 'zod'
import { Id } from '../kernel/ids.ts'
import { Text } from '../kernel/text.ts'
import { orNull } from '../kernel/zod.ts'
import { created, IdempotencyKey } from '../web/creating.ts'
import { api, body, json, route } from '../web/registry.ts'
import { openGovernment } from './actions.ts'
import { NewGovernment } from './platform.ts'
import { deadLetters, lastRuns, listTenants, numbersOfOffices, thisYear } from './queries.ts'

const Tenant = z
  .object({
    id: Id,
    kind: z.enum(['office', 'enterprise', 'government']),
    name: Text,
    state: z.enum(['invited', 'active', 'suspended']),
    members: z.int(),
    verifiedAt: orNull(z.string()),
    verifiedBy: orNull(z.string()),
  })
  .meta({ id: 'Tenant' })
const Run = z
  .object({ job: z.string(), startedAt: z.string(), finishedAt: orNull(z.string()), problem: orNull(z.string()) })
  .meta({ id: 'JobRun' })
const Letter = z
  .object({
    id: z.string(),
    event: z.string(),
    recipient: z.string(),
    problem: orNull(z.string()),
    createdAt: z.string(),
  })
  .meta({ id: 'DeadLetter' })
const Numbers = z
  .object({
    id: Id,
    name: Text,
    disclosed: z.int(),
    published: z.int(),
    patents: z.int(),
    licences: z.int(),
    transfers: z.int(),
    value: z.int().meta({ description: 'contract value of the year in minor units of the yuan' }),
  })
  .meta({ id: 'OfficeNumbers' })
const listOf = <S extends z.ZodType>(item: S) => z.object({ items: z.array(item) })
const tags = ['platform']

const tenants = route({
  method: 'get',
  path: '/platform/organisations',
  tags,
  permission: 'platform.manage',
  responses: { 200: json(listOf(Tenant), 'Every organisation that signs in') },
})
const runs = route({
  method: 'get',
  path: '/platform/jobs',
  tags,
  permission: 'platform.manage',
  responses: { 200: json(listOf(Run), 'The last run of every job') },
})
const letters = route({
  method: 'get',
  path: '/platform/dead_letters',
  tags,
  permission: 'platform.manage',
  responses: { 200: json(listOf(Letter), 'Letters that will not leave any more') },
})
const government = route({
  method: 'post',
  path: '/platform/government',
  tags,
  permission: 'platform.manage',
  request: { headers: IdempotencyKey, body: body(NewGovernment) },
  responses: { 201: json(z.object({ id: Id }), 'Opened; its first viewer is invited by mail') },
})
const numbers = route({
  method: 'get',
  path: '/numbers',
  tags,
  permission: 'numbers.read',
  request: {
    query: z.object({
      year: z
        .string()
        .regex(/^(19|20)\d\d$/)
        .optional(),
    }),
  },
  responses: { 200: json(listOf(Numbers), 'Numbers of a year by office: no names, titles or files') },
})

export const platformRoutes = api()
  .openapi(tenants, async (c) => c.json({ items: z.array(Tenant).parse(await listTenants(c.var.ctx)) }, 200))
  .openapi(runs, async (c) => c.json({ items: z.array(Run).parse(await lastRuns(c.var.ctx)) }, 200))
  .openapi(letters, async (c) => c.json({ items: z.array(Letter).parse(await deadLetters(c.var.ctx)) }, 200))
  .openapi(government, (c) =>
    created(c, z.object({ id: Id }), null, (ctx) => openGovernment(ctx, c.var.deps.config, c.req.valid('json')))
  )
  .openapi(numbers, async (c) => {
    const { ctx } = c.var
    const found = await numbersOfOffices(ctx, c.req.valid('query').year ?? thisYear(ctx))
    return c.json({ items: z.array(Numbers).parse(found) }, 200)
  })
