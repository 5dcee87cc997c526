import type { Child, PropsWithChildren } from 'hono/jsx'
import type { Words } from '../../kernel/messages.ts'
import type { Crumb } from './breadcrumbs.tsx'
import { type Fact, Facts } from './facts.tsx'
import { Heading } from './heading.tsx'
import { DateText, type When } from './text.tsx'

type Props = PropsWithChildren<{
  t: Words
  crumbs?: readonly Crumb[] | undefined
  reference?: string | undefined
  /** The question itself. */
  title: Child
  lead?: Child
  asked: Child
  until?: When | undefined
  facts: readonly Fact[]
  /** Below the facts: a table of contributors, bands of a royalty. */
  more?: Child
  /** What happens, what breaks, who is told. */
  consequences: readonly Child[]
  /** Who else decides, and what they said. */
  others?: readonly { readonly name: string; readonly said: Child }[] | undefined
  /** After the decision: what it rested on. */
  evidence?: Child
}>

/** A decision: what is asked of whom until when, what it rests on and leads to; the form (`FormBody`) is the child. */
export const DecisionPage = ({
  t,
  crumbs,
  reference,
  title,
  lead,
  asked,
  until,
  facts,
  more,
  consequences,
  others = [],
  evidence,
  children,
}: Props) => (
  <section class="td-decision">
    <Heading t={t} title={title} lead={lead} crumbs={crumbs} reference={reference} />
    <p class="td-asked">
      <span>
        <span class="td-quiet">{t('kit.asked_of')}</span> {asked}
      </span>
      {until !== undefined && (
        <span>
          <span class="td-quiet">{t('kit.until')}</span> <DateText {...until} />
        </span>
      )}
    </p>
    <section class="td-group">
      <h2>{t('kit.basis')}</h2>
      <Facts t={t} facts={facts} />
      {more}
    </section>
    <section class="td-group">
      <h2>{t('kit.consequences')}</h2>
      <ul class="td-consequences">
        {consequences.map((line) => (
          <li>{line}</li>
        ))}
      </ul>
    </section>
    {others.length > 0 && (
      <section class="td-group">
        <h2>{t('kit.others')}</h2>
        <ul class="td-people">
          {others.map(({ name, said }) => (
            <li>
              <span>{name}</span>
              <span class="td-quiet">{said}</span>
            </li>
          ))}
        </ul>
      </section>
    )}
    {children !== undefined && children !== null && (
      <section class="td-group td-decide">
        <h2>{t('kit.decision')}</h2>
        {children}
      </section>
    )}
    {evidence !== undefined && evidence !== null && (
      <section class="td-group">
        <h2>{t('kit.evidence')}</h2>
        {evidence}
      </section>
    )}
  </section>
)
