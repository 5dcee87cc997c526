import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import type { Act } from './empty-state.tsx'

type Props = {
  t: Words
  title: string
  /** What went wrong and what to do, in the reader's words. */
  detail: Child
  /** The request's number, for the administrator. */
  request?: string | undefined
  action?: Act | undefined
}

export const ErrorPage = ({ t, title, detail, request, action }: Props) => (
  <section class="td-error-page">
    <h1>{title}</h1>
    <p class="td-lead">{detail}</p>
    <p>
      <a class="btn btn-primary" href={action?.href ?? '/'}>
        {action?.label ?? t('kit.to_start')}
      </a>
    </p>
    {request !== undefined && <p class="td-quiet td-small">{t('kit.request', { request })}</p>}
  </section>
)
