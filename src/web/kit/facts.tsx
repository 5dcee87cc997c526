import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'

/** `value` null: not given, and said so. `wide` takes the whole line (long text). */
export type Fact = { readonly label: string; readonly value: Child; readonly wide?: true | undefined }

export const Facts = ({ t, facts }: { t: Words; facts: readonly Fact[] }) => (
  <dl class="td-facts">
    {facts.map(({ label, value, wide }) => (
      <div class={wide ? 'td-fact td-fact-wide' : 'td-fact'}>
        <dt>{label}</dt>
        <dd>
          {value === null || value === undefined || value === '' ? (
            <span class="td-quiet">{t('kit.not_given')}</span>
          ) : (
            value
          )}
        </dd>
      </div>
    ))}
  </dl>
)

/** Facts that are edited together. */
export type FactGroup = {
  readonly id: string
  readonly title: string
  readonly facts: readonly Fact[]
  readonly editHref?: string | undefined
  /** Below the facts: a table of contributors, a payment plan. */
  readonly more?: Child
}

export const FactGroups = ({ t, groups }: { t: Words; groups: readonly FactGroup[] }) => (
  <>
    {groups.map(({ id, title, facts, editHref, more }) => (
      <section class="td-group" aria-labelledby={`${id}-title`} id={id}>
        <div class="td-group-head">
          <h2 id={`${id}-title`}>{title}</h2>
          {editHref !== undefined && (
            <a class="td-edit td-print-no" href={editHref} aria-label={t('kit.edit_group', { group: title })}>
              {t('kit.edit')}
            </a>
          )}
        </div>
        {facts.length > 0 && <Facts t={t} facts={facts} />}
        {facts.length === 0 && (more === undefined || more === null) && <p class="td-quiet">{t('kit.empty_facts')}</p>}
        {more}
      </section>
    ))}
  </>
)
