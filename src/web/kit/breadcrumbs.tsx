import type { Words } from '../../kernel/messages.ts'

/** Where a page stands. The page itself is its heading and is not repeated here. */
export type Crumb = { readonly label: string; readonly href: string }

export const Breadcrumbs = ({ t, crumbs }: { t: Words; crumbs: readonly Crumb[] }) => (
  <nav class="td-crumbs" aria-label={t('kit.breadcrumbs')}>
    <ol>
      {crumbs.map(({ label, href }) => (
        <li>
          <a href={href}>{label}</a>
        </li>
      ))}
    </ol>
  </nav>
)
