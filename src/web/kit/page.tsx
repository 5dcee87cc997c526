import type { PropsWithChildren } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'

/** What every page needs from the request. `assets`: logical name (`app.css`) to hashed address. */
export type Frame = {
  readonly t: Words
  readonly nonce: string
  readonly assets: Readonly<Record<string, string>>
  /** This page's address with its query: where the language switch leads back to. */
  readonly path: string
}

const icon =
  "data:image/svg+xml,%3Csvg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 32 32'%3E%3Crect width='32' height='32' rx='7' fill='%23274fae'/%3E%3Cpath d='M8 12h13l-4-4M24 20H11l4 4' fill='none' stroke='%23fff' stroke-width='2.6' stroke-linecap='round' stroke-linejoin='round'/%3E%3C/svg%3E"

// No inline style or script anywhere (the policy refuses them), so htmx must not write its own either; pages of a
// signed-in person are kept in no store of the browser.
const htmx = JSON.stringify({
  includeIndicatorStyles: false,
  allowEval: false,
  allowScriptTags: false,
  selfRequestsOnly: true,
  historyCacheSize: 0,
  refreshOnHistoryMiss: true,
  scrollIntoViewOnBoost: false,
})

type PageProps = PropsWithChildren<{ frame: Frame; title: string; kind: 'app' | 'public'; robots?: boolean }>

/** The document around every page. Search engines may list public pages that ask for it, and nothing else. */
export const Page = ({ frame, title, kind, robots, children }: PageProps) => {
  const { t, nonce, assets } = frame
  const [css, js] = [assets[`${kind}.css`], assets[`${kind}.js`]]
  return (
    <html lang={t.locale}>
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        {robots !== true && <meta name="robots" content="noindex" />}
        {kind === 'app' && <meta name="htmx-config" content={htmx} />}
        <title>{title === t('kit.product') ? title : `${title} · ${t('kit.product')}`}</title>
        <link rel="icon" href={icon} />
        {css !== undefined && <link rel="stylesheet" href={css} />}
        {js !== undefined && <script type="module" src={js} nonce={nonce}></script>}
      </head>
      <body class={`td td-${kind}`}>
        <a class="td-skip" href="#content">
          {t('kit.skip')}
        </a>
        {children}
      </body>
    </html>
  )
}

/** The product's mark: something goes out, something comes back. */
export const Mark = () => (
  <svg class="td-mark" viewBox="0 0 32 32" width="26" height="26" aria-hidden="true" focusable="false">
    <rect width="32" height="32" rx="7" class="td-mark-field" />
    <path
      d="M8 12h13l-4-4M24 20H11l4 4"
      fill="none"
      stroke="#fff"
      stroke-width="2.6"
      stroke-linecap="round"
      stroke-linejoin="round"
    />
  </svg>
)
