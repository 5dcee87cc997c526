import { searchAchievements } from '../achievements/queries.ts'
import { listAgreements } from '../agreements/queries.ts'
import { holds } from '../kernel/actor.ts'
import { decided } from '../kernel/context.ts'
import type { MessageKey } from '../kernel/messages.ts'
import { fill } from '../kernel/messages.ts'
import { say, type Text } from '../kernel/text.ts'
import { listOrganisations } from '../organisations/queries.ts'
import { searchPatents } from '../patents/queries.ts'
import { listPeople } from '../people/queries.ts'
import type { C } from '../web/env.ts'
import { show } from '../web/frame.tsx'
import { Heading, Lang, type LinkedRecord, LinkedRecords, Section } from '../web/kit/index.ts'

/** So many of each kind; the kind's own list has the rest. */
const most = 8

type Found = { readonly id: string; readonly reference: string; readonly title: Text; readonly state?: string }
type Kind = {
  readonly word: 'achievement' | 'patent' | 'agreement' | 'organisation' | 'person'
  readonly base: string
  readonly find: () => Promise<readonly Found[]>
}

function kindsOf(c: C, q: string): Kind[] {
  const { ctx } = c.var
  const page = { q, limit: most }
  const kinds: (Kind & { may: boolean })[] = [
    {
      word: 'achievement',
      base: '/achievements',
      may: holds(ctx.actor, 'achievement.read'),
      find: () => searchAchievements(ctx, q, most),
    },
    {
      word: 'patent',
      base: '/patents',
      may: holds(ctx.actor, 'patent.read'),
      find: async () => (await searchPatents(ctx, q, most)).map(({ status, ...row }) => ({ ...row, state: status })),
    },
    {
      word: 'agreement',
      base: '/agreements',
      may: holds(ctx.actor, 'agreement.read'),
      find: async () => (await listAgreements(ctx, { ...page, sort: 'newest' })).items,
    },
    {
      word: 'organisation',
      base: '/organisations',
      may: holds(ctx.actor, 'organisation.read'),
      find: async () =>
        (await listOrganisations(ctx, { ...page, sort: 'newest' })).items.map(({ id, reference, name }) => ({
          id,
          reference,
          title: name,
        })),
    },
    {
      word: 'person',
      base: '/people',
      may: holds(ctx.actor, 'person.read'),
      find: async () =>
        (await listPeople(ctx, page)).items.map(({ id, reference, name }) => ({ id, reference, title: name })),
    },
  ]
  return kinds.filter(({ may }) => may)
}

/** Everything the reader may see that holds what was typed, kind by kind. */
export async function searchPage(c: C) {
  const { t, ctx } = c.var
  decided(ctx)
  const q = (c.req.query('q') ?? '').trim().slice(0, 200)
  const found: { kind: Kind; records: LinkedRecord[] }[] = []
  for (const kind of q === '' ? [] : kindsOf(c, q)) {
    const records = (await kind.find()).map((record): LinkedRecord => {
      const state = `${kind.word}.${kind.word === 'patent' ? 'status' : 'state'}.${record.state}` as MessageKey
      return {
        reference: record.reference,
        title: <Lang t={t} said={say(record.title, t.locale)} />,
        href: `${kind.base}/${record.id}`,
        ...(record.state !== undefined && { state: { label: fill(t.locale, state), tone: 'going' as const } }),
      }
    })
    if (records.length > 0) found.push({ kind, records })
  }
  const title = q === '' ? t('search.title') : t('search.results', { typed: q })
  const body = (
    <>
      <Heading t={t} title={title} lead={q === '' ? t('search.type') : undefined} />
      {q !== '' && found.length === 0 && <p class="td-quiet">{t('search.nothing', { typed: q })}</p>}
      {found.map(({ kind, records }) => (
        <Section
          title={t(`${kind.word}.many`)}
          action={
            records.length >= most ? (
              <a href={`${kind.base}?${new URLSearchParams({ q })}`}>{t('search.all')}</a>
            ) : undefined
          }
        >
          <LinkedRecords records={records} />
        </Section>
      ))}
    </>
  )
  return show(c, { title, body, q })
}
