import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

export type NoticeKind = 'success' | 'warning' | 'info'
const looks = { success: 'check', warning: 'alert', info: 'info' } as const

/** What just happened, or what to mind. A success is read out when it appears; a warning is part of the page. */
export const Notice = ({
  t,
  kind,
  title,
  children,
}: PropsWithChildren<{ t: Words; kind: NoticeKind; title?: Child }>) => (
  <div class={`td-notice td-notice-${kind}`} role={kind === 'success' ? 'status' : undefined}>
    <Icon name={looks[kind]} />
    <div>
      <strong>
        <span class="visually-hidden">{t(`kit.${kind}`)}: </span>
        {title}
      </strong>
      {children !== undefined && children !== null && <div class="td-notice-text">{children}</div>}
    </div>
  </div>
)
