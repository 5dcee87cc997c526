import { say, type Text } from '../kernel/text.ts'
import type { C } from '../web/env.ts'
import { Icon } from '../web/kit/index.ts'
import { safeNext } from '../web/next.ts'
import { offeredProviders, providersOfInvitation } from './providers/queries.ts'

/** A link and no form: some browsers hold `form-action` against the redirect that follows a form. */
const To = ({ href, label, beside }: { href: string; label: string; beside?: string | undefined }) => (
  <li>
    <a class="td-provider" href={href}>
      <span>
        <strong>{label}</strong>
        {beside !== undefined && beside !== label && <span class="td-quiet">{beside}</span>}
      </span>
      <Icon name="right" class="td-icon-small" />
    </a>
  </li>
)

const query = (values: Readonly<Record<string, string>>): string => {
  const kept = Object.entries(values).filter(([, value]) => value !== '')
  return kept.length === 0 ? '' : `?${new URLSearchParams(kept).toString()}`
}

/** The universities whose people sign in at home, below the form; nothing when there is none. */
export async function offeredHere(c: C, next: string) {
  const { t, ctx } = c.var
  const typed = c.req.query('university') ?? ''
  const { offered, more, all } = await offeredProviders(ctx, typed.slice(0, 100))
  if (all === 0) return null
  const on = next === '' ? '' : safeNext(next)
  return (
    <section class="td-providers" id="university">
      <h2>{t('provider.through')}</h2>
      {(typed !== '' || more > 0) && (
        <form method="get" action="/sign-in#university" class="td-provider-search" role="search">
          <input type="hidden" name="next" value={on} />
          <input
            class="form-control"
            type="search"
            name="university"
            value={typed}
            aria-label={t('provider.university')}
            placeholder={t('provider.university')}
          />
          <button class="btn" type="submit">
            {t('provider.search')}
          </button>
        </form>
      )}
      {offered.length === 0 && <p class="td-quiet">{t('provider.none_found')}</p>}
      <ul>
        {offered.map(({ id, name, organisation }) => (
          <To href={`/sign-in/with/${id}${query({ next: on })}`} label={organisation} beside={name} />
        ))}
      </ul>
      {more > 0 && <p class="td-quiet">{t('provider.more', { more })}</p>}
    </section>
  )
}

/** The other ways to accept an invitation: by the organisation's own providers. */
export async function withProviders(c: C, token: string, invitationId: string | null) {
  const { t } = c.var
  const found = invitationId === null ? [] : await providersOfInvitation(c.var.ctx, invitationId)
  if (found.length === 0) return null
  return (
    <section class="td-providers">
      <h2>{t('provider.accept_with')}</h2>
      <ul>
        {found.map(({ id, name }) => (
          <To href={`/sign-in/with/${id}${query({ invitation: token })}`} label={say(name, t.locale).text} />
        ))}
      </ul>
    </section>
  )
}

/** A provider with whose it is. */
export const sayProvider = (c: C, { name, organisation }: { name: Text; organisation: Text }): string =>
  `${say(organisation, c.var.t.locale).text} · ${say(name, c.var.t.locale).text}`
