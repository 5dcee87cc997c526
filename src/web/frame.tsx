import { html } from 'hono/html'
import type { Child } from 'hono/jsx'
import { holds } from '../kernel/actor.ts'
import { fill, type MessageKey } from '../kernel/messages.ts'
import type { Permission } from '../kernel/permissions.ts'
import type { C } from './env.ts'
import { AppPage, type NavGroup, type NavItem } from './kit/app-page.tsx'
import { ErrorPage } from './kit/error-page.tsx'
import { Notice } from './kit/notice.tsx'
import type { Frame } from './kit/page.tsx'
import { PublicPage } from './kit/public-page.tsx'
import type { Problem } from './problem.ts'

type Entry = readonly [href: string, label: MessageKey, icon: NavItem['icon'], permission: Permission]
const work: readonly Entry[] = [
  ['/', 'nav.home', 'home', 'home.read'],
  ['/achievements', 'nav.achievements', 'bulb', 'achievement.read'],
  ['/patents', 'nav.patents', 'shield', 'patent.read'],
  ['/agreements', 'nav.agreements', 'pen', 'agreement.read'],
]
const book: readonly Entry[] = [
  ['/organisations', 'nav.organisations', 'building', 'organisation.read'],
  ['/people', 'nav.people', 'people', 'person.read'],
]
const desk: readonly Entry[] = [
  ['/mail', 'nav.mail', 'mail', 'office.read'],
  ['/members', 'nav.members', 'person', 'member.manage'],
  ['/keys', 'nav.keys', 'key', 'key.manage'],
  ['/settings', 'settings.nav', 'gear', 'office.manage'],
  ['/sign-in-settings', 'nav.providers', 'key', 'office.manage'],
  ['/permissions', 'policy.nav', 'shield', 'policy.read'],
  ['/numbers', 'numbers.title', 'chart', 'numbers.read'],
  ['/platform', 'platform.title', 'gear', 'platform.manage'],
  ['/offices', 'nav.offices', 'building', 'platform.manage'],
  ['/sign-in-requirements', 'nav.requirements', 'shield', 'platform.manage'],
]

/**
 * The left navigation: only doors that the reader's roles open. An enterprise finds its patents in its agreements; the
 * few that hold one of their own get there from the home page.
 */
function navigation(c: C): NavGroup[] {
  const { ctx, t } = c.var
  const group = (entries: readonly Entry[]): NavGroup => ({
    items: entries
      .filter(
        ([href, , , permission]) =>
          holds(ctx.actor, permission) &&
          !(href === '/patents' && ctx.actor.officeId === null) &&
          (permission === 'platform.manage' || permission === 'home.read' || ctx.actor.tenantId !== null)
      )
      .map(([href, label, icon]) => ({
        href,
        label: fill(t.locale, label),
        icon,
        current: currentOf(c.req.path, href),
      })),
  })
  return [group(work), group(book), group(desk)].filter(({ items }) => items.length > 0)
}

const currentOf = (path: string, href: string): 'page' | 'within' | undefined =>
  path === href ? 'page' : href !== '/' && path.startsWith(`${href}/`) ? 'within' : undefined

export const frameOf = (c: C): Frame => {
  const url = new URL(c.req.url)
  return {
    t: c.var.t,
    nonce: c.get('secureHeadersNonce') ?? '',
    assets: c.var.deps.assets,
    path: url.pathname + url.search,
  }
}

/** What just happened, said once on the page that follows: `?done=saved`. */
const sayings = {
  saved: 'done.saved',
  created: 'done.created',
  invited: 'done.invited',
  office_invited: 'office.created_invited',
  withdrawn: 'member.withdrawn',
  revoked: 'key.revoked',
  requeued: 'mail.requeued',
  issued: 'done.issued',
  stepped: 'done.stepped',
  resent: 'member.resent',
  suspended: 'member.suspended',
  resumed: 'member.resumed',
  removed: 'member.removed',
  left: 'member.left',
  handed_over: 'member.handed_over',
  deputy_ended: 'deputy.ended',
  verified: 'enterprise.now_verified',
  merged: 'merge.done',
  unmerged: 'merge.undone',
  settings_saved: 'settings.saved',
  file_withdrawn: 'attachment.done_withdrawn',
  note_withdrawn: 'note.done_withdrawn',
  ended: 'account.ended',
  passkey_added: 'done.passkey_added',
  passkey_removed: 'done.passkey_removed',
  address_changed: 'done.address_changed',
} as const satisfies Record<string, MessageKey>
export type Done = keyof typeof sayings

function doneOf(c: C): string | undefined {
  const done = c.req.query('done') ?? ''
  return Object.hasOwn(sayings, done) ? c.var.t(sayings[done as Done]) : undefined
}

type View = {
  readonly title: string
  readonly body: Child
  /** The id of this page's form: the language switch then keeps what is typed. */
  readonly form?: string
  readonly q?: string | undefined
}

const send = (c: C, page: Child): Response | Promise<Response> => c.html(html`<!doctype html>${page}`)

/** A page behind the sign-in, or for anybody when nobody is signed in. */
export function show(c: C, view: View, status: 200 | 409 | 412 | 422 | 403 | 404 = 200): Response | Promise<Response> {
  const { viewer, t, ctx } = c.var
  c.status(status)
  const done = doneOf(c)
  const said = done === undefined ? undefined : <Notice t={t} kind="success" title={done} />
  if (viewer === null) return publicPage(c, view)
  const roles = ctx.actor.roles.map((role) => t(`role.${role}`)).join(t.locale === 'en' ? ', ' : '、')
  const frame = {
    ...frameOf(c),
    nav: navigation(c),
    viewer: {
      name: viewer.name,
      organisation: viewer.organisation,
      roles,
      memberships: viewer.memberships.map((membership) => ({
        ...membership,
        active: membership.id === ctx.actor.membershipId,
      })),
    },
    q: view.q,
  }
  return send(
    c,
    <AppPage frame={frame} title={view.title} notice={said} form={view.form}>
      {view.body}
    </AppPage>
  )
}

/** A page for anybody, light: no menu, no account. */
export function publicPage(c: C, view: View & { signIn?: boolean }): Response | Promise<Response> {
  return send(
    c,
    <PublicPage frame={frameOf(c)} title={view.title} form={view.form} signIn={view.signIn ?? false}>
      {view.body}
    </PublicPage>
  )
}

/** A refusal or a fault of ours as a page; the status is already set. */
export function errorPage(c: C, problem: Problem): Response | Promise<Response> {
  const { t, viewer } = c.var
  const body = <ErrorPage t={t} title={problem.title} detail={problem.detail} request={problem.instance} />
  if (viewer === null) return publicPage(c, { title: problem.title, body, signIn: true })
  return show(c, { title: problem.title, body }, problem.status as 404)
}
