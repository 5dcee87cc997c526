import type { Child } from 'hono/jsx'
import { Icon, type IconName } from './icon.tsx'

export type Act = { readonly label: string; readonly href: string }
export type Empty = {
  readonly title: string
  /** What this is for, in one or two sentences. */
  readonly text: Child
  readonly action?: Act | undefined
  readonly icon?: IconName | undefined
}

/** Nothing here yet: what would be here, and the first act. */
export const EmptyState = ({ title, text, action, icon }: Empty) => (
  <div class="td-empty">
    {icon !== undefined && <Icon name={icon} />}
    <h2>{title}</h2>
    <p>{text}</p>
    {action !== undefined && (
      <a class="btn btn-primary" href={action.href}>
        {action.label}
      </a>
    )}
  </div>
)
