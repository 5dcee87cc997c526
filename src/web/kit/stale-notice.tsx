import type { Child } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import { Icon } from './icon.tsx'

/** One field in both versions; null is empty. Fields that are alike are left out by the caller or by `same`. */
export type Difference = { readonly label: string; readonly yours: Child; readonly theirs: Child }

type Props = {
  t: Words
  /** Who changed it meanwhile. */
  by: string
  /** When, in words. */
  when?: string | undefined
  differences: readonly Difference[]
}

/** The record changed while somebody was editing it: both versions side by side; theirs stands, yours is in the form. */
export const StaleNotice = ({ t, by, when, differences }: Props) => (
  <section class="td-stale" role="alert" aria-labelledby="stale-title">
    <h2 id="stale-title">
      <Icon name="alert" />
      {t('kit.stale', { name: by })}
      {when !== undefined && <span class="td-quiet"> {when}</span>}
    </h2>
    <p>{t('kit.stale_hint')}</p>
    {differences.length === 0 ? (
      <p class="td-quiet">{t('kit.stale_same')}</p>
    ) : (
      <table class="td-versions">
        <thead>
          <tr>
            <th scope="col">{t('kit.field')}</th>
            <th scope="col">{t('kit.yours')}</th>
            <th scope="col">{t('kit.theirs')}</th>
          </tr>
        </thead>
        <tbody>
          {differences.map(({ label, yours, theirs }) => (
            <tr>
              <th scope="row">{label}</th>
              <td data-label={t('kit.yours')}>{yours ?? <span class="td-quiet">{t('kit.nothing')}</span>}</td>
              <td data-label={t('kit.theirs')}>{theirs ?? <span class="td-quiet">{t('kit.nothing')}</span>}</td>
            </tr>
          ))}
        </tbody>
      </table>
    )}
  </section>
)
