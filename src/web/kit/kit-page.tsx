import { AppPage, type NavGroup } from './app-page.tsx'
import { ErrorPage } from './error-page.tsx'
import { Heading } from './heading.tsx'
import type { Values } from './form.ts'
import type { IconName } from './icon.tsx'
import { SampleForm } from './kit-form.tsx'
import { SampleHome, SampleParts } from './kit-home.tsx'
import { SampleList } from './kit-list.tsx'
import { SampleDecision, SampleRecord } from './kit-record.tsx'
import type { Frame } from './page.tsx'
import { PublicPage } from './public-page.tsx'
import { sampleWords } from './samples.tsx'
import { VerifyForm } from './verify-form.tsx'

/** What the kit page can show, each at /kit/<part>. */
export const kitParts = [
  'home',
  'list',
  'empty',
  'nothing',
  'record',
  'form',
  'errors',
  'stale',
  'decision',
  'error',
  'parts',
  'public',
  'verify',
] as const
export type KitPart = (typeof kitParts)[number]
export const isKitPart = (part: string): part is KitPart => (kitParts as readonly string[]).includes(part)

const icons: Readonly<Record<KitPart, IconName>> = {
  home: 'home',
  list: 'menu',
  empty: 'bulb',
  nothing: 'search',
  record: 'file',
  form: 'pencil',
  errors: 'alert',
  stale: 'clock',
  decision: 'check',
  error: 'cross',
  parts: 'gear',
  public: 'language',
  verify: 'shield',
}

/** For development: every pattern and part of the kit with sample words. `sent` (POST): a round trip of a form. */
export const KitPage = ({ frame, part, sent }: { frame: Frame; part: KitPart; sent?: Values | undefined }) => {
  const { t } = frame
  const s = sampleWords(t)
  if (part === 'public' || part === 'verify') return <SamplePublic frame={frame} part={part} />
  const nav: NavGroup[] = [
    {
      items: kitParts.slice(0, 5).map((key) => ({
        href: `/kit/${key}`,
        label: s(key),
        icon: icons[key],
        current: key === part ? 'page' : undefined,
        count: key === 'home' ? 2 : undefined,
      })),
    },
    {
      label: s('nav_parts'),
      items: kitParts.slice(5).map((key) => ({
        href: `/kit/${key}`,
        label: s(key),
        icon: icons[key],
        current: key === part ? 'page' : undefined,
      })),
    },
  ]
  const viewer = {
    name: s('person'),
    organisation: s('office'),
    roles: s('roles'),
    memberships: [
      { id: '1', name: s('office'), active: true },
      { id: '2', name: s('other_office') },
    ],
  }
  const formId = part === 'form' || part === 'errors' || part === 'stale' ? 'form' : undefined
  return (
    <AppPage frame={{ ...frame, nav, viewer }} title={s(part)} form={formId}>
      {part === 'home' && <SampleHome t={t} />}
      {part === 'list' && <SampleList t={t} rows="some" />}
      {part === 'empty' && <SampleList t={t} rows="none" />}
      {part === 'nothing' && <SampleList t={t} rows="no match" />}
      {part === 'record' && <SampleRecord t={t} />}
      {(part === 'form' || part === 'errors' || part === 'stale') && <SampleForm t={t} as={part} sent={sent} />}
      {part === 'decision' && <SampleDecision t={t} />}
      {part === 'error' && <ErrorPage t={t} title={s('error_title')} detail={s('error_detail')} request="01jd4q8n6v" />}
      {part === 'parts' && <SampleParts t={t} />}
    </AppPage>
  )
}

const SamplePublic = ({ frame, part }: { frame: Frame; part: 'public' | 'verify' }) => {
  const { t } = frame
  const s = sampleWords(t)
  return (
    <PublicPage frame={frame} title={s(part)} signIn footer={s('footer')}>
      {part === 'verify' ? (
        <>
          <Heading t={t} title={s('verify_title')} lead={s('verify_lead')} />
          <VerifyForm t={t} />
        </>
      ) : (
        <>
          <Heading
            t={t}
            title={s('blades')}
            reference="ACH-2026-0042"
            lead={s('abstract_text')}
            actions={
              <a class="btn btn-primary" href="/kit/verify">
                {s('ask')}
              </a>
            }
          />
        </>
      )}
    </PublicPage>
  )
}
