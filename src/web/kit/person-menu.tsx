import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

/** Who is signed in, for which organisation, and which others they could act for. */
export type Viewer = {
  readonly name: string
  readonly organisation: string | null
  /** The roles in words. */
  readonly roles?: string | undefined
  readonly memberships: readonly { readonly id: string; readonly name: string; readonly active?: boolean | undefined }[]
}

/** POST /session/membership {membership, _return} acts for another organisation; POST /sign-out ends the session. */
export const PersonMenu = ({ t, viewer, path }: { t: Words; viewer: Viewer; path: string }) => {
  const others = viewer.memberships.filter(({ active }) => active !== true)
  return (
    <details class="td-menu td-menu-end">
      <summary class="td-tool td-person">
        <Icon name="person" />
        <span class="td-person-name">
          <span class="visually-hidden">{t('kit.signed_in')} </span>
          <span>{viewer.name}</span>
          {viewer.organisation !== null && <small>{viewer.organisation}</small>}
        </span>
        <Icon name="down" class="td-icon-small" />
      </summary>
      <div class="td-panel">
        <div class="td-panel-head">
          <strong>{viewer.name}</strong>
          {viewer.organisation !== null && <span>{viewer.organisation}</span>}
          {viewer.roles !== undefined && <span class="td-quiet">{viewer.roles}</span>}
        </div>
        {others.length > 0 && (
          <form method="post" action="/session/membership">
            <p class="td-panel-label">{t('kit.switch_to')}</p>
            <input type="hidden" name="_return" value={path} />
            {others.map(({ id, name }) => (
              <button class="td-panel-item" type="submit" name="membership" value={id}>
                <Icon name="building" />
                {name}
              </button>
            ))}
          </form>
        )}
        <a class="td-panel-item" href="/account">
          <Icon name="gear" />
          {t('kit.account')}
        </a>
        <form method="post" action="/sign-out">
          <button class="td-panel-item" type="submit" data-forget>
            <Icon name="leave" />
            {t('kit.sign_out')}
          </button>
        </form>
      </div>
    </details>
  )
}
