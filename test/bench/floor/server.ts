import { serve } from '@hono/node-server'
import { createClient } from '@libsql/client'
import { Hono } from 'hono'
import { fileAchievement } from './filing.ts'
import { sha256Hex } from '../../../src/kernel/ids.ts'
import { listPatents, onePatent } from './patents.ts'

/**
 * What the same answers cost at the least: Hono and @libsql/client with hand-written SQL, the key looked up with one
 * query, the same rows written with the same durability (WAL, synchronous FULL), no input checked and nobody asked
 * whether they may. A page is the product's own HTML, ready made.
 */
const [file = '', page = '', cookie = ''] = process.argv.slice(2)
const client = createClient({ url: `file:${file}` })
const html = await fetch(page, { headers: { cookie } }).then((answer) => answer.text())

export type Key = { readonly publicId: string; readonly name: string; readonly officeId: string }
const app = new Hono<{ Variables: { key: Key } }>()

app.get('/patents', (c) => c.html(html))

const keyOf =
  'select k.secret_hash, k.expires_at, k.revoked_at, k.name, k.tenant_id, t.zone, t.locale from api_keys k join tenants t on t.id = k.tenant_id where k.public_id = ?'
app.use('/api/*', async (c, next) => {
  const [, publicId = '', secret = ''] = /^Bearer td_(\w{12})_(\S{43})$/.exec(c.req.header('authorization') ?? '') ?? []
  const [key] = (await client.execute({ sql: keyOf, args: [publicId] })).rows
  if (key === undefined || key['secret_hash'] !== sha256Hex(secret) || key['revoked_at'] !== null)
    return c.body('', 401)
  if ((key['expires_at'] as string) < new Date().toISOString()) return c.body('', 401)
  c.set('key', { publicId, name: key['name'] as string, officeId: key['tenant_id'] as string })
  return next()
})
app.get('/api/patents', async (c) =>
  c.json(await listPatents(client, c.var.key.officeId, Number(c.req.query('limit'))))
)
app.get('/api/patents/:id', async (c) => {
  const { json, version } = await onePatent(client, c.var.key.officeId, c.req.param('id'))
  return c.body(json, 200, { 'content-type': 'application/json', etag: `"${version}"` })
})
app.post('/api/achievements', async (c) => c.json(await fileAchievement(client, c.var.key, await c.req.json()), 201))

serve({ fetch: app.fetch, hostname: '127.0.0.1', port: 0 }, ({ port }) => {
  process.send!({ url: `http://127.0.0.1:${port}` })
})
process.once('disconnect', () => process.exit())
