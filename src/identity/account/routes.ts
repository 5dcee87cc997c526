import { z } from 'zod'
import { Id } from '../../kernel/ids.ts'
import { api, json, route } from '../../web/registry.ts'
import { markBrowser, network, ownSession, site } from '../browser.ts'
import { askForPasskey, askToSignIn, askWithPasskey } from '../passkeys/actions.ts'
import { Ceremony } from '../passkeys/passkey.ts'
import { Session } from './account.ts'
import { endOwnSession } from './actions.ts'
import { ownSessions } from './queries.ts'

const sessions = route({
  method: 'get',
  path: '/sessions',
  tags: ['account'],
  permission: 'account.manage',
  responses: { 200: json(z.object({ items: z.array(Session) }), 'Where the own account is signed in') },
})
const end = route({
  method: 'post',
  path: '/sessions/{id}/end',
  tags: ['account'],
  permission: 'account.manage',
  request: { params: z.object({ id: Id }) },
  responses: { 200: json(z.object({ id: Id }), 'Ended') },
})
const newPasskey = route({
  method: 'post',
  path: '/passkeys/ceremonies',
  tags: ['account'],
  permission: 'account.secure',
  responses: { 200: json(Ceremony, 'What a browser needs to make a passkey') },
})
const proof = route({
  method: 'post',
  path: '/proof/passkey',
  tags: ['account'],
  permission: 'account.manage',
  responses: { 200: json(Ceremony, 'What a browser needs to prove by passkey that it is you') },
})

export const accountRoutes = api()
  .openapi(sessions, async (c) => {
    const items = await ownSessions(c.var.ctx, c.var.sessionHash)
    return c.json({ items: z.array(Session).parse(items) }, 200)
  })
  .openapi(end, async (c) => {
    const { id } = c.req.valid('param')
    await endOwnSession(c.var.ctx, id)
    return c.json({ id }, 200)
  })
  .openapi(newPasskey, async (c) => c.json(await askForPasskey(c.var.ctx, site(c), ownSession(c)), 200))
  .openapi(proof, async (c) => c.json(await askWithPasskey(c.var.ctx, site(c), ownSession(c), 'passkey_proof'), 200))

const signIn = route({
  method: 'post',
  path: '/passkey',
  tags: ['account'],
  permission: 'public',
  responses: { 200: json(Ceremony, 'What a browser needs to sign in by passkey; the answer goes to /sign-in/passkey') },
})

export const signInRoutes = api().openapi(signIn, async (c) => {
  return c.json(await askToSignIn(c.var.ctx, site(c), markBrowser(c), network(c)), 200)
})
