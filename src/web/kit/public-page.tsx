import type { Child, PropsWithChildren } from 'hono/jsx'
import { LanguageSwitch } from './language.tsx'
import { type Frame, Mark, Page } from './page.tsx'

type Props = PropsWithChildren<{
  frame: Frame
  title: string
  notice?: Child
  form?: string | undefined
  /** May search engines list it? Only what an office published. */
  robots?: boolean
  /** Signing in is offered, but not on the sign-in pages themselves. */
  signIn?: boolean
  footer?: Child
}>

/** A page for anybody: no account, no menu, printable. */
export const PublicPage = ({ frame, title, notice, form, robots, signIn, footer, children }: Props) => {
  const { t } = frame
  return (
    <Page frame={frame} title={title} kind="public" {...(robots === undefined ? {} : { robots })}>
      <header class="td-public-top">
        <a class="td-brand" href="/">
          <Mark />
          <span>{t('kit.product')}</span>
        </a>
        <div class="td-tools">
          <LanguageSwitch t={t} path={frame.path} form={form} />
          {signIn === true && (
            <a class="btn btn-sm" href="/sign-in">
              {t('kit.sign_in')}
            </a>
          )}
        </div>
      </header>
      <main id="content" class="td-public-main" tabindex={-1}>
        {notice}
        {children}
      </main>
      {footer !== undefined && <footer class="td-public-foot">{footer}</footer>}
    </Page>
  )
}
