import { sql } from 'drizzle-orm'
import { Hono } from 'hono'
import { decided } from '../kernel/context.ts'
import type { Env } from '../web/env.ts'

/** For whoever watches over the process: it runs (`healthz`); it can serve (`readyz`). */
export const healthRoutes = new Hono<Env>()
  .get('/healthz', (c) => {
    decided(c.var.ctx)
    return c.json({ status: 'ok' })
  })
  .get('/readyz', async (c) => {
    decided(c.var.ctx)
    const problem = await c.var.deps.notReady().catch(() => 'database' as const)
    if (problem !== null) return c.json({ status: 'unavailable', problem }, 503)
    await c.var.ctx.db.get(sql`select 1`)
    return c.json({ status: 'ok' })
  })
