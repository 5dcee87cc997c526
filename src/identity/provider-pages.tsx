import { transaction } from '../db/transaction.ts'
import { sayMoment } from '../kernel/dates.ts'
import { decided, type WriteCtx } from '../kernel/context.ts'
import { Refusal, refuse } from '../kernel/errors.ts'
import { Id, sha256Hex } from '../kernel/ids.ts'
import { say } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { back } from '../web/form-page.tsx'
import { readForm } from '../web/forms.ts'
import { publicPage, show } from '../web/frame.tsx'
import { Heading, Notice, RecordPage } from '../web/kit/index.ts'
import { safeNext } from '../web/next.ts'
import { outside } from '../web/outside.ts'
import { proofAddress, proofIsOld } from '../web/proof.ts'
import { pages } from '../web/registry.ts'
import { enterAs, signIn } from './actions.ts'
import { browserHash, markBrowser, network, ownSession, site } from './browser.ts'
import { consumeLink } from './codes.ts'
import { enter, entrance } from './pages.tsx'
import { sayProvider } from './provider-views.tsx'
import {
  comeBack,
  confirmLink,
  type Errand,
  goTo,
  identityKey,
  link,
  noteVisit,
  offeredLink,
  offerLink,
  type Returned,
  unlink,
  used,
  type World,
} from './providers/actions.ts'
import { accountOf, linkableProviders, openProvider, ownIdentities, sessionAccount } from './providers/queries.ts'

const world = (c: C): World => ({ site: site(c), ask: outside(c.var.deps), log: c.var.deps.log })

/** Why nothing came of it, as the address of the page that says so names it. */
const reasons = ['over', 'refused', 'unreachable', 'unknown', 'linked_elsewhere', 'required', 'invitation'] as const
type Reason = (typeof reasons)[number]
const statuses = {
  over: 422,
  refused: 422,
  unreachable: 503,
  unknown: 403,
  linked_elsewhere: 409,
  required: 409,
  invitation: 422,
} as const

/** To a page of its own, so that neither a code nor a ticket stays in the browser's address. */
const unsuccessful = (c: C, providerId: string, reason: Reason): Response =>
  c.redirect(`/sign-in/with/${providerId}/unsuccessful?reason=${reason}`, 303)

function reasonOf(error: unknown): Reason {
  if (!(error instanceof Refusal)) throw error
  const named = /^provider\.(\w+)$/.exec(error.key)?.[1]
  const found = reasons.find((reason) => reason === named)
  if (found !== undefined) return found
  if (error.key === 'sign_in.code_over' || error.key === 'sign_in.other_browser') return 'invitation'
  throw error
}

/**
 * A sign-in or a linking is begun on our own pages. One that another site begins could lead through a provider of the
 * other's choice and leave the reader in an account that is not theirs.
 */
const fromElsewhere = (c: C): boolean => c.req.header('sec-fetch-site') === 'cross-site'

async function goAway(c: C, errand: Errand, invitation?: string): Promise<Response> {
  const providerId = Id.safeParse(c.req.param('id')).data
  if (providerId === undefined) throw refuse('not_found', 'error.not_found')
  decided(c.var.ctx)
  const next = safeNext(c.req.query('next') ?? (errand === 'provider_link' ? '/account/identities' : '/'))
  const going = { providerId, errand, browserHash: markBrowser(c), network: network(c), next, invitation }
  try {
    return c.redirect((await goTo(c.var.ctx, world(c), going)).href, 302)
  } catch (error) {
    return unsuccessful(c, providerId, reasonOf(error))
  }
}

/**
 * The one GET that signs somebody in: a provider sends its people back by a redirect, which is a GET and carries
 * nothing of ours. It is no link that anybody could lay out: it needs the state that this browser, by its cookie,
 * began ten minutes ago at the most, and it works once. What it links waits for a button all the same.
 */
async function returnPage(c: C): Promise<Response> {
  const providerId = c.req.param('id')!
  decided(c.var.ctx)
  const mark = browserHash(c) ?? ''
  // As the world reaches this page, whatever a proxy before it made of the address.
  const returned = new URL(c.req.path + new URL(c.req.url).search, c.var.deps.config.publicUrl)
  try {
    const come = await comeBack(c.var.ctx, world(c), { providerId, returned, browserHash: mark })
    if (come.errand === 'provider_link') {
      const id = await offerLink(c.var.ctx, site(c), mark, come)
      return c.redirect(`/account/identities/new/${id}`, 303)
    }
    const token = await transaction(c.var.ctx, (ctx) => entered(c, ctx, come, mark))
    return enter(c, token, come.errand === 'provider_invitation' ? '/' : come.next)
  } catch (error) {
    return unsuccessful(c, providerId, reasonOf(error))
  }
}

/** Begins the session of who came back. Returns the cookie's value. */
async function entered(c: C, ctx: WriteCtx, come: Returned, mark: string): Promise<string> {
  const { claim, provider, invitation } = come
  const how = { ...entrance(c, provider.kind), providerId: provider.id }
  if (come.errand === 'provider_invitation') {
    const code = await consumeLink(ctx, site(c), invitation ?? '', mark)
    const token = await signIn(ctx, code, how)
    const account = await sessionAccount(ctx, sha256Hex(token))
    await link(ctx, account, claim, provider)
    await noteVisit(ctx, sha256Hex(token), account.id, provider.id)
    return token
  }
  const account = await accountOf(ctx, claim)
  if (account === null) throw refuse('forbidden', 'provider.unknown')
  const token = await enterAs(ctx, account, how)
  await used(ctx, claim)
  await noteVisit(ctx, sha256Hex(token), account.id, provider.id)
  return token
}

async function unsuccessfulPage(c: C) {
  const { t, ctx } = c.var
  const { provider } = await openProvider(ctx, c.req.param('id')!)
  const reason = reasons.find((one) => one === c.req.query('reason')) ?? 'refused'
  const name = say(provider.name, t.locale).text
  const unknown = reason === 'unknown'
  const title = t(unknown ? 'provider.unknown_title' : 'provider.unsuccessful', { provider: name })
  const text =
    reason === 'required'
      ? t('provider.required_elsewhere')
      : reason === 'invitation'
        ? t('sign_in.code_over')
        : t(`provider.${reason}`)
  const body = (
    <>
      <Heading t={t} title={title} lead={text} />
      {unknown && (
        <ol>
          <li>{t('provider.unknown_first')}</li>
          <li>{t('provider.unknown_then')}</li>
        </ol>
      )}
      <p class="td-buttons">
        {c.var.viewer === null ? (
          <a class="btn btn-primary" href={unknown ? '/sign-in?next=/account/identities' : '/sign-in'}>
            {t(unknown ? 'provider.by_code' : 'provider.back')}
          </a>
        ) : (
          <a class="btn btn-primary" href="/account/identities">
            {t('provider.own')}
          </a>
        )}
      </p>
    </>
  )
  c.status(statuses[reason])
  return publicPage(c, { title, body })
}

/** The reader's identities elsewhere, and what they can link. */
async function identitiesPage(c: C) {
  const { t, ctx } = c.var
  const [own, linkable] = [await ownIdentities(ctx), await linkableProviders(ctx, ctx.actor.accountId ?? '')]
  const open = linkable.filter(({ linked }) => linked === 0)
  const needed = linkable.filter(({ required }) => required === 1)
  const body = (
    <RecordPage
      t={t}
      crumbs={[{ label: t('kit.account'), href: '/account' }]}
      title={t('provider.own')}
      lead={t('provider.own_lead')}
      version={0}
      notice={
        ctx.actor.tenantId === null && needed.length > 0 ? (
          <Notice t={t} kind="warning" title={t('provider.link_first')}>
            {needed.map((one) => sayProvider(c, one)).join(t.locale === 'en' ? ', ' : '、')}
          </Notice>
        ) : null
      }
      groups={[
        ...(own.length > 0 || open.length === 0
          ? [{ id: 'linked', title: t('provider.linked'), facts: [], more: <Linked c={c} own={own} /> }]
          : []),
        ...(open.length > 0
          ? [{ id: 'open', title: t('provider.linkable'), facts: [], more: <Open c={c} open={open} /> }]
          : []),
      ]}
    />
  )
  return show(c, { title: t('provider.own'), body })
}

const Linked = ({ c, own }: { c: C; own: Awaited<ReturnType<typeof ownIdentities>> }) => {
  const { t, ctx } = c.var
  if (own.length === 0) return <p class="td-quiet">{t('provider.none_linked')}</p>
  return (
    <ul class="td-identities">
      {own.map((one) => (
        <li>
          <span>
            <strong>{sayProvider(c, { name: one.provider, organisation: one.organisation })}</strong>
            <span class="td-quiet td-break">{one.subject}</span>
            <span class="td-quiet">
              {t('provider.last_used', { when: sayMoment(one.lastUsedAt ?? one.createdAt, ctx.zone, t.locale) })}
            </span>
          </span>
          <details class="td-menu td-menu-end td-confirm">
            <summary class="btn btn-sm td-btn-harm">{t('provider.unlink')}</summary>
            <div class="td-panel">
              <p>{t('provider.unlink_confirm')}</p>
              <form method="post" action="/account/identities/unlinking" class="td-inline">
                <input type="hidden" name="identity" value={identityKey(one)} />
                <button class="btn td-btn-harm-full" type="submit">
                  {t('provider.unlink')}
                </button>
              </form>
            </div>
          </details>
        </li>
      ))}
    </ul>
  )
}

const Open = ({ c, open }: { c: C; open: Awaited<ReturnType<typeof linkableProviders>> }) => (
  <ul class="td-identities">
    {open.map((one) => (
      <li>
        <span>
          <strong>{sayProvider(c, one)}</strong>
          {one.required === 1 && <span class="td-quiet">{c.var.t('provider.is_required')}</span>}
        </span>
        <a class="btn btn-sm" href={`/account/identities/link/${one.id}`}>
          {c.var.t('provider.link')}
        </a>
      </li>
    ))}
  </ul>
)

async function confirmPage(c: C) {
  const { t } = c.var
  const id = c.req.param('id')!
  const { provider, organisation, claim } = await offeredLink(c.var.ctx, site(c), id, browserHash(c) ?? '')
  const name = say(provider.name, t.locale).text
  const body = (
    <section class="td-form-page">
      <Heading
        t={t}
        title={t('provider.confirm_title')}
        crumbs={[{ label: t('provider.own'), href: '/account/identities' }]}
        lead={t('provider.confirm_lead', { provider: name })}
      />
      <dl class="td-facts">
        <div class="td-fact td-fact-wide">
          <dt>{t('provider.single')}</dt>
          <dd>{sayProvider(c, { name: provider.name, organisation })}</dd>
        </div>
        <div class="td-fact td-fact-wide">
          <dt>{t('provider.subject')}</dt>
          <dd class="td-break">{claim.subject}</dd>
        </div>
      </dl>
      <form method="post" action="/account/identities" class="td-buttons">
        <input type="hidden" name="ceremony" value={id} />
        <button class="btn btn-primary" type="submit">
          {t('provider.confirm')}
        </button>
        <a class="td-cancel" href="/account/identities">
          {t('kit.cancel')}
        </a>
      </form>
    </section>
  )
  return show(c, { title: t('provider.confirm_title'), body })
}

export const providerPages = pages('')
  .get('/sign-in/with/:id', 'public', async (c) => {
    if (fromElsewhere(c)) return c.redirect('/sign-in', 303)
    const invitation = c.req.query('invitation')
    return goAway(c, invitation === undefined ? 'provider_sign_in' : 'provider_invitation', invitation)
  })
  .get('/sign-in/with/:id/return', 'public', returnPage)
  .get('/sign-in/with/:id/unsuccessful', 'public', unsuccessfulPage)
  .get('/account/identities', 'account.manage', identitiesPage)
  .get('/account/identities/link/:id', 'account.secure', async (c) => {
    ownSession(c)
    decided(c.var.ctx)
    if (fromElsewhere(c)) return c.redirect('/account/identities', 303)
    // The proof is asked for before somebody goes away, not after.
    if (proofIsOld(c))
      return c.redirect(`${proofAddress}?next=${encodeURIComponent(c.req.path + new URL(c.req.url).search)}`, 303)
    return goAway(c, 'provider_link')
  })
  .get('/account/identities/new/:id', 'account.secure', confirmPage)
  .post('/account/identities', 'account.secure', async (c) => {
    const id = (await readForm(c)).get('ceremony') ?? ''
    const bound = { browserHash: browserHash(c) ?? '', sessionHash: ownSession(c) }
    return c.redirect(safeNext(await confirmLink(c.var.ctx, site(c), id, bound)), 303)
  })
  .post('/account/identities/unlinking', 'account.secure', async (c) => {
    await unlink(c.var.ctx, (await readForm(c)).get('identity') ?? '', ownSession(c))
    return back(c, '/account/identities')
  })
