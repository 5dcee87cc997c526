import { eq } from 'drizzle-orm'
import { afterAll, beforeAll, expect, it } from 'vitest'
import { z } from 'zod'
import { createApp } from '../../src/app.ts'
import { decided } from '../../src/kernel/context.ts'
import { refuse } from '../../src/kernel/errors.ts'
import { outbox } from '../../src/mail/table.ts'
import { patents } from '../../src/patents/table.ts'
import { csv, csvHeaders } from '../../src/web/csv.ts'
import { api, honoOf, json, pageRegistry, pages, route } from '../../src/web/registry.ts'
import { type Doc, operationsOf } from '../support/doc.ts'
import { asker, type Surface, surfaceOf, targetsOf } from './asking.ts'
import { candidates } from './owned.ts'
import { probe, unlisted } from './probe.ts'
import { twoSides } from './sides.ts'
import { listen } from './trace.ts'

const ends: (() => Promise<void>)[] = []
let world: Awaited<ReturnType<typeof twoSides>>
beforeAll(async () => {
  world = await twoSides((end) => void ends.push(end))
})
afterAll(async () => {
  for (const end of ends) await end()
})

async function findings(surface: Surface, own = world.a, foreign = world.b) {
  const listener = listen(own.desk.client)
  const result = await probe(surface, listener, own, foreign)
  listener.stop()
  return result
}

/** An application with holes in it, and the lists that know all of them but one. */
async function withLeaks(): Promise<Surface> {
  const before = pageRegistry.length
  const WithId = z.object({ id: z.string() })
  const Title = z.object({ title: z.unknown() })
  const reading = route({
    method: 'get',
    path: '/leaks/{id}/title',
    permission: 'patent.read',
    request: { params: WithId },
    responses: { 200: json(Title, 'Anybody’s') },
  })
  const listing = route({
    method: 'get',
    path: '/leaks',
    permission: 'patent.read',
    responses: { 200: json(z.array(Title), 'Everybody’s') },
  })
  const room = api()
    .openapi(reading, async (c) => {
      const { ctx } = c.var
      decided(ctx)
      const row = await ctx.db
        .select()
        .from(patents)
        .where(eq(patents.id, c.req.valid('param').id))
        .get()
      if (row === undefined) throw refuse('not_found', 'error.not_found')
      return c.json({ title: row.title }, 200)
    })
    .openapi(listing, async (c) => {
      decided(c.var.ctx)
      return c.json(await c.var.ctx.db.select({ title: patents.title }).from(patents), 200)
    })
  const drawn = pages('/leaks')
    .get('/:id/guarded', 'patent.read', async (c) => {
      const { ctx } = c.var
      const row = await ctx.db
        .select()
        .from(patents)
        .where(eq(patents.id, c.req.param('id')!))
        .get()
      if (row === undefined) throw refuse('not_found', 'error.not_found')
      if (row.officeId !== ctx.actor.officeId) throw refuse('forbidden', 'error.forbidden')
      decided(ctx)
      return c.text('own')
    })
    .get('/:id/slow', 'patent.read', async (c) => {
      const { ctx } = c.var
      const row = await ctx.db
        .select()
        .from(patents)
        .where(eq(patents.id, c.req.param('id')!))
        .get()
      if (row !== undefined) await ctx.db.select({ id: patents.id }).from(patents).limit(1)
      throw refuse('not_found', 'error.not_found')
    })
    .get('/export.csv', 'patent.read', async (c) => {
      decided(c.var.ctx)
      const rows = await c.var.ctx.db.select({ title: patents.title }).from(patents)
      return c.body(
        csv(
          ['title'],
          rows.map(({ title }) => [title.zh ?? ''])
        ),
        200,
        csvHeaders('leaks')
      )
    })
    .get('/count', 'patent.read', async (c) => {
      decided(c.var.ctx)
      const rows = await c.var.ctx.db.select({ title: patents.title }).from(patents)
      return c.text(String(rows.filter(({ title }) => title.zh?.includes(c.req.query('q') ?? '')).length))
    })
    .get('/undecided', 'patent.read', (c) => c.text('nobody asked'))
    .get('/links', 'patent.read', async (c) => {
      decided(c.var.ctx)
      return c.html(
        `<a href="/leaks/filtered?patent=${world.a.records.patent.id}">of it</a>
         <form method="post" action="/leaks/chosen"><input type="hidden" name="patent" value="${world.a.records.patent.id}"></form>`
      )
    })
    .get('/filtered', 'patent.read', async (c) => {
      decided(c.var.ctx)
      const row = await c.var.ctx.db
        .select()
        .from(patents)
        .where(eq(patents.id, c.req.query('patent') ?? ''))
        .get()
      return c.text(row === undefined ? 'none' : 'one')
    })
    .post('/chosen', 'patent.edit', async (c) => {
      decided(c.var.ctx)
      const { patent } = await c.req.parseBody()
      const row = await c.var.ctx.db
        .select()
        .from(patents)
        .where(eq(patents.id, typeof patent === 'string' ? patent : ''))
        .get()
      return c.text(row === undefined ? 'none' : 'one', row === undefined ? 404 : 200)
    })
  const app = createApp(world.a.desk.deps)
  app.route('/api', honoOf(room))
  app.route('/', drawn.app)
  app.get('/forgotten', (c) => c.text('something of somebody'))
  const doc = honoOf(room).getOpenAPI31Document({ openapi: '3.1.0', info: { title: '', version: '' } })
  return {
    app,
    doc: doc as unknown as Doc,
    operations: operationsOf(doc as unknown as Doc),
    // What is planted here is taken off again: other files walk the same list.
    pages: pageRegistry.splice(before),
  }
}

it('finds what is planted: an unscoped read, list, export, count, filter and form, a 403, more work, no decision', async () => {
  const surface = await withLeaks()
  const { found } = await findings(surface)
  const said = new Set(found.map(({ what, at }) => `${what} ${at}`))
  expect([...said].filter((one) => !one.endsWith('?q=')).toSorted()).toEqual([
    'body GET /leaks/filtered?patent=',
    'fault GET /leaks/undecided',
    'status GET /api/leaks/{id}/title',
    'status GET /leaks/{id}/guarded',
    'status POST /leaks/chosen (form)',
    'text GET /api/leaks',
    'text GET /api/leaks/{id}/title',
    'text GET /leaks/export.csv',
    'work GET /leaks/{id}/slow',
  ])
  expect([...said]).toContain('body GET /leaks/count?q=')
  const whole = await surfaceOf(world.a.desk)
  const together = {
    ...surface,
    operations: [...whole.operations, ...surface.operations],
    pages: [...whole.pages, ...surface.pages],
  }
  expect(unlisted(together)).toEqual(['GET /forgotten'])
})

it.each(['a', 'b'] as const)(
  'V8.2.2, V8.4.1 tells side %s nothing of the other, in whatever answer, by whatever id, at whatever cost',
  async (side) => {
    const [own, foreign] = side === 'a' ? [world.a, world.b] : [world.b, world.a]
    const { found, asked } = await findings(await surfaceOf(own.desk), own, foreign)
    expect(found).toEqual([])
    expect(asked).toBeGreaterThan(2_000)
  }
)

it('V8.4.1 writes to nobody of one side what is the other’s', async () => {
  const { a, b, administrator } = world
  const letters = await a.desk.db.select().from(outbox)
  expect(letters.length).toBeGreaterThanOrEqual(2)
  const of = (canary: string) =>
    letters.filter(({ recipient, facts }) => `${recipient}${JSON.stringify(facts)}`.includes(canary))
  expect(of(a.canary).length).toBeGreaterThan(0)
  for (const letter of of(a.canary)) expect(JSON.stringify(letter)).not.toContain(b.canary)
  expect(of(administrator.email)).toEqual([])
})

it('V8.2.1 shows the platform’s administrator names of organisations and addresses of letters, and nothing of a record', async () => {
  const { a, b, administrator } = world
  const surface = await surfaceOf(a.desk)
  const listener = listen(a.desk.client)
  const ask = asker(surface.app, listener)
  let seen = 0
  for (const { method, path, access } of targetsOf(surface)) {
    if (method !== 'GET' || access === 'public') continue
    for (const { owned, canary } of [a, b]) {
      const at = path.replaceAll(/\/([\w-]+)\/\{\w+\}/g, (_, word: string) => `/${word}/${candidates(word, owned)[0]}`)
      const answer = await ask(administrator, 'GET', at)
      if (answer.status !== 200) continue
      seen += 1
      // The government body of a side carries its word in its name; everything else with it is a record's.
      expect([path, answer.body.replaceAll(`科技厅 ${canary}`, '').includes(canary)]).toEqual([path, false])
    }
  }
  listener.stop()
  expect(seen).toBeGreaterThan(10)
})
