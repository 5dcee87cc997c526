import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Breadcrumbs, type Crumb } from './breadcrumbs.tsx'

type Props = {
  t: Words
  title: Child
  crumbs?: readonly Crumb[] | undefined
  /** The record's number, above its title. */
  reference?: string | undefined
  /** Beside the title: a count, a state. */
  beside?: Child
  /** One sentence below. */
  lead?: Child
  actions?: Child
}

/** The head of every page: where it is, its one h1, and what can be done at once. */
export const Heading = ({ t, title, crumbs, reference, beside, lead, actions }: Props) => (
  <div class="td-head">
    {crumbs !== undefined && crumbs.length > 0 && <Breadcrumbs t={t} crumbs={crumbs} />}
    <div class="td-head-row">
      <div class="td-head-text">
        {reference !== undefined && <p class="td-reference">{reference}</p>}
        <div class="td-head-title">
          <h1>{title}</h1>
          {beside}
        </div>
        {lead !== undefined && <p class="td-lead">{lead}</p>}
      </div>
      {actions !== undefined && <div class="td-head-actions">{actions}</div>}
    </div>
  </div>
)
