import { deleteCookie, setCookie } from 'hono/cookie'
import { transaction } from '../db/transaction.ts'
import { Email } from '../kernel/email.ts'
import { fault, refuse, refuseFaults } from '../kernel/errors.ts'
import { Id } from '../kernel/ids.ts'
import { isMessageKey } from '../kernel/messages.ts'
import { line } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { opened, rememberLocale, tryForm, valuesOf } from '../web/form-page.tsx'
import { readForm, sentOf } from '../web/forms.ts'
import { parse } from '../web/issues.ts'
import { safeNext } from '../web/next.ts'
import { pages } from '../web/registry.ts'
import { administratorLink, enterAs, setLanguage, signIn } from './actions.ts'
import { askedCookie, browserHash, markBrowser, network, site } from './browser.ts'
import { askForCode, consumeCode, consumeLink, openLink } from './codes.ts'
import { checkPasskey } from './passkeys/actions.ts'
import { answeredIn } from './passkeys/passkey.ts'
import { invitationText } from './queries.ts'
import { browserName } from './browser-name.ts'
import { endSession, type Entrance, sessionCookie, type SignInMethod, switchMembership } from './session.ts'
import { codePage, linkPage, signInPage } from './views.tsx'
import { withProviders } from './provider-views.tsx'
import { z } from 'zod'

export const entrance = (c: C, method: SignInMethod): Entrance => ({
  method,
  browser: browserName(c.req.header('user-agent')),
})

/** Begins the session: the cookie is new at every sign-in. */
export function enter(c: C, token: string, next: string | undefined): Response {
  setCookie(c, sessionCookie, token, { prefix: 'host', path: '/', secure: true, httpOnly: true, sameSite: 'Lax' })
  deleteCookie(c, askedCookie, { prefix: 'host', path: '/', secure: true })
  return c.redirect(safeNext(next), 303)
}

/** What a link invites to, for its page; null when it only signs in. */
const invitationOf = (c: C, { invitationId }: { invitationId: string | null }) =>
  invitationId === null || invitationId === administratorLink ? null : invitationText(c.var.ctx, invitationId)

const CodeForm = z.object({ id: Id, code: z.string().min(1).max(40) })
const Introduction = z.object({ name: line(100), email: Email })

export const identityPages = pages('')
  .get('/sign-in', 'public', (c) => signInPage(c, opened(sentOf(new Map([['next', [c.req.query('next') ?? '']]])))))
  .post('/sign-in', 'public', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { email } = parse(z.object({ email: Email }), { email: sent.get('email') })
        const asked = { email, browserHash: markBrowser(c), network: network(c) }
        const id = await askForCode(c.var.ctx, site(c), asked)
        return codePage(
          c,
          opened(
            sentOf(
              new Map([
                ['id', [id]],
                ['email', [email]],
                ['next', [sent.get('next') ?? '']],
              ])
            )
          )
        )
      },
      (state) => signInPage(c, state)
    )
  )
  .post('/sign-in/code', 'public', (c) =>
    tryForm(
      c,
      async (sent) => {
        const typed = parse(CodeForm, { id: sent.get('id'), code: sent.get('code') })
        const browser = browserHash(c)
        const code = await consumeCode(c.var.ctx, site(c), {
          ...typed,
          browserHash: browser ?? '',
          network: network(c),
        }).catch((error: unknown) => {
          const { key, params } = error as { key?: string; params?: Record<string, string | number> }
          if (key === 'sign_in.code_wrong' && isMessageKey(key))
            refuseFaults([fault(['code'], undefined, key, { left: params?.['left'] ?? 0 })])
          throw error
        })
        return enter(c, await transaction(c.var.ctx, (ctx) => signIn(ctx, code, entrance(c, 'code'))), sent.get('next'))
      },
      (state) => codePage(c, state)
    )
  )
  .post('/sign-in/passkey', 'public', (c) =>
    tryForm(
      c,
      async (sent) => {
        const answered = { ...answeredIn(sent, 'passkey'), browserHash: browserHash(c) ?? '' }
        const account = await checkPasskey(c.var.ctx, site(c), answered, 'passkey_sign_in')
        const token = await transaction(c.var.ctx, (ctx) => enterAs(ctx, account, entrance(c, 'passkey')))
        return enter(c, token, sent.get('next'))
      },
      (state) => signInPage(c, state)
    )
  )
  .get('/sign-in/link', 'public', async (c) => {
    const token = c.req.query('token') ?? ''
    const code = await openLink(c.var.ctx, site(c), token, browserHash(c))
    const first = code.invitationId === administratorLink ? '1' : ''
    const also = await withProviders(c, token, code.invitationId)
    const state = opened(sentOf(valuesOf({ token, email: code.email, first })))
    return linkPage(c, state, await invitationOf(c, code), also)
  })
  .post('/sign-in/link', 'public', (c) =>
    tryForm(
      c,
      async (sent) => {
        const token = sent.get('token') ?? ''
        const browser = browserHash(c)
        const first = sent.has('name')
          ? parse(Introduction, { name: sent.get('name'), email: sent.get('email') })
          : undefined
        return enter(
          c,
          await transaction(c.var.ctx, async (ctx) =>
            signIn(ctx, await consumeLink(ctx, site(c), token, browser), entrance(c, 'link'), first)
          ),
          '/'
        )
      },
      async (state) => {
        const token = state.sent.get('token') ?? ''
        const code = await openLink(c.var.ctx, site(c), token, browserHash(c)).catch(() => null)
        if (code === null) return linkPage(c, state, null)
        return linkPage(c, state, await invitationOf(c, code), await withProviders(c, token, code.invitationId))
      }
    )
  )
  .post('/sign-out', 'public', async (c) => {
    if (c.var.sessionHash !== null) await endSession(c.var.ctx, c.var.sessionHash)
    deleteCookie(c, sessionCookie, { prefix: 'host', path: '/', secure: true })
    return c.redirect('/sign-in', 303)
  })
  .post('/session/membership', 'account.manage', async (c) => {
    const sent = await readForm(c)
    const hash = c.var.sessionHash
    const mine =
      hash !== null &&
      (await transaction(c.var.ctx, (ctx) => switchMembership(ctx, hash, sent.get('membership') ?? '')))
    if (!mine) throw refuse('not_found', 'error.not_found')
    return c.redirect('/', 303)
  })
  .post('/language', 'public', async (c) => {
    const sent = await readForm(c)
    const language = sent.get('_language')
    if (language === 'en' || language === 'zh-CN') {
      rememberLocale(c, language)
      await setLanguage(c.var.ctx, language)
    }
    const to = safeNext(sent.get('_return'))
    // 307 sends the whole form on to its own page, which draws it again with what was typed.
    return c.redirect(to, [...sent.values.keys()].some((name) => !name.startsWith('_')) ? 307 : 303)
  })
