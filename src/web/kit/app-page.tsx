import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Icon, type IconName } from './icon.tsx'
import { LanguageSwitch } from './language.tsx'
import { type Frame, Mark, Page } from './page.tsx'
import { PersonMenu, type Viewer } from './person-menu.tsx'

export type NavItem = {
  readonly href: string
  readonly label: string
  readonly icon: IconName
  /** This page is the item's own, or lies under it. */
  readonly current?: 'page' | 'within' | undefined
  /** How many things wait there. */
  readonly count?: number | undefined
}
export type NavGroup = { readonly label?: string | undefined; readonly items: readonly NavItem[] }

export type AppFrame = Frame & {
  readonly nav: readonly NavGroup[]
  readonly viewer: Viewer
  /** Words in the search field. */
  readonly q?: string | undefined
}

const Links = ({ nav }: { nav: readonly NavGroup[] }) => (
  <>
    {nav.map(({ label, items }) => (
      <>
        {label !== undefined && <p class="td-nav-label">{label}</p>}
        <ul class="td-nav">
          {items.map((item) => (
            <li>
              <a
                href={item.href}
                aria-current={item.current === 'page' ? 'page' : item.current === 'within' ? 'true' : undefined}
              >
                <Icon name={item.icon} />
                <span>{item.label}</span>
                {item.count !== undefined && item.count > 0 && <span class="td-nav-count">{item.count}</span>}
              </a>
            </li>
          ))}
        </ul>
      </>
    ))}
  </>
)

const Search = ({ t, q }: { t: Words; q: string | undefined }) => (
  <form class="td-search" role="search" action="/search" method="get">
    <Icon name="search" />
    <input
      type="search"
      name="q"
      value={q}
      placeholder={t('kit.search_all')}
      aria-label={t('kit.search_all')}
      autocomplete="off"
      data-search
    />
    <kbd aria-hidden="true">/</kbd>
  </form>
)

type Props = PropsWithChildren<{
  frame: AppFrame
  title: string
  /** What just happened (`<Notice>`), above the page. */
  notice?: Child
  /** The id of this page's form, so that the language switch keeps what is typed. */
  form?: string | undefined
}>

/** The frame of every page behind the sign-in. The narrow menu is the same list again: `details` needs no script. */
export const AppPage = ({ frame, title, notice, form, children }: Props) => {
  const { t, nav, viewer } = frame
  const brand = (
    <a class="td-brand" href="/">
      <Mark />
      <span>{t('kit.product')}</span>
    </a>
  )
  return (
    <Page frame={frame} title={title} kind="app">
      <div class="td-shell">
        <nav class="td-side" aria-label={t('kit.navigation')}>
          {brand}
          <Links nav={nav} />
        </nav>
        <div class="td-column">
          <header class="td-top">
            <details class="td-menu td-phone-menu">
              <summary aria-label={t('kit.menu')}>
                <Icon name="menu" />
              </summary>
              <nav class="td-panel" aria-label={t('kit.navigation')}>
                <Links nav={nav} />
              </nav>
            </details>
            <div class="td-top-brand">{brand}</div>
            <Search t={t} q={frame.q} />
            <div class="td-tools">
              <LanguageSwitch t={t} path={frame.path} form={form} />
              <PersonMenu t={t} viewer={viewer} path={frame.path} />
            </div>
          </header>
          <main id="content" class="td-main" tabindex={-1}>
            {notice}
            {children}
          </main>
        </div>
      </div>
    </Page>
  )
}
