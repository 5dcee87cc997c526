import { holds } from '../kernel/actor.ts'
import { decided } from '../kernel/context.ts'
import { refuse } from '../kernel/errors.ts'
import { awaitsProvider } from '../identity/providers/queries.ts'
import { listOffices } from '../offices/queries.ts'
import type { C } from '../web/env.ts'
import { readForm } from '../web/forms.ts'
import { frameOf, publicPage, show } from '../web/frame.tsx'
import { DatesAhead, EmptyState, Heading, Numbers, Section, WaitingList } from '../web/kit/index.ts'
import { isKitPart, KitPage } from '../web/kit/kit-page.tsx'
import { pages } from '../web/registry.ts'
import { datesAhead, numbersOf } from './numbers.ts'
import { searchPage } from './search.tsx'
import { waitingFor } from './waiting.tsx'

/** What waits, what falls due, three numbers; for nobody, what this is and how to get in. */
async function homePage(c: C) {
  const { t, ctx, viewer } = c.var
  if (viewer === null) return startPage(c)
  decided(ctx)
  if (ctx.actor.tenantId === null && (await awaitsProvider(ctx))) return c.redirect('/account/identities', 303)
  if (ctx.actor.tenantId === null) return withoutOrganisation(c)
  // Who only looks at numbers has nothing else here.
  if (ctx.actor.roles.every((role) => role === 'government_viewer')) return c.redirect('/numbers', 303)
  const [waiting, dates, numbers] = [await waitingFor(c), await datesAhead(c), await numbersOf(c)]
  const body = (
    <>
      <Heading t={t} title={t('home.title')} />
      {waiting.length === 0 ? <Nothing c={c} /> : <WaitingList items={waiting} />}
      <Section title={t('home.dates')}>
        {dates.length === 0 ? <p class="td-quiet">{t('home.no_dates')}</p> : <DatesAhead t={t} dates={dates} />}
      </Section>
      <Section title={t('home.numbers')}>
        <Numbers t={t} numbers={numbers} />
      </Section>
    </>
  )
  return show(c, { title: t('nav.home'), body })
}

const beginnings = [
  ['/achievements/new', 'achievement.new', 'achievement.create'],
  ['/patents/new', 'patent.new', 'patent.edit'],
  ['/agreements/new', 'agreement.new', 'agreement.edit'],
  ['/members/new', 'member.invite', 'member.manage'],
] as const

/** Nothing waits: what one could begin with instead. */
const Nothing = ({ c }: { c: C }) => {
  const { t, ctx } = c.var
  const open = beginnings.filter(([, , permission]) => holds(ctx.actor, permission))
  return (
    <div class="td-nothing">
      <p class="td-quiet">{t('home.nothing')}</p>
      {open.length > 0 && (
        <p class="td-steps">
          {open.map(([href, label]) => (
            <a class="btn" href={href}>
              {t(label)}
            </a>
          ))}
        </p>
      )}
    </div>
  )
}

/** The administrator before there is an office, or somebody who left the last one. */
async function withoutOrganisation(c: C) {
  const { t, ctx } = c.var
  const administrator = holds(ctx.actor, 'platform.manage')
  const count = administrator ? (await listOffices(ctx)).length : 0
  const create = { label: t('office.new'), href: '/offices/new' }
  const action = count > 0 ? { label: t('office.many'), href: '/offices' } : administrator ? create : undefined
  const text =
    count > 0 ? t('home.some_offices', { count }) : t(administrator ? 'home.first_office' : 'home.no_organisation')
  const body = (
    <>
      <Heading t={t} title={t('nav.home')} />
      <EmptyState title={t('office.many')} text={text} icon="building" action={action} />
    </>
  )
  return show(c, { title: t('nav.home'), body })
}

function startPage(c: C) {
  const { t } = c.var
  const body = (
    <>
      <Heading t={t} title={t('start.title')} lead={t('start.lead')} />
      <ul class="td-start">
        {(['offices', 'enterprises', 'everybody'] as const).map((who) => (
          <li>
            <strong>{t(`start.${who}`)}</strong>
            <span>{t(`start.${who}_text`)}</span>
          </li>
        ))}
      </ul>
      <p class="td-buttons">
        <a class="btn btn-primary" href="/sign-in">
          {t('sign_in.title')}
        </a>
        <a class="btn" href="/verify">
          {t('nav.verify')}
        </a>
      </p>
    </>
  )
  return publicPage(c, { title: t('kit.product'), body, signIn: true })
}

/** The kit with sample words: on the machine of whoever builds on it, and nowhere else. */
async function kitPage(c: C, sent?: ReadonlyMap<string, readonly string[]>) {
  const part = c.req.param('part') ?? ''
  if (!c.var.deps.config.localMailbox || !isKitPart(part)) throw refuse('not_found', 'error.not_found')
  return c.html(<KitPage frame={frameOf(c)} part={part} sent={sent} />)
}

export const homePages = pages('')
  .get('/', 'public', homePage)
  .get('/search', 'search.read', searchPage)
  .get('/kit/:part', 'public', (c) => kitPage(c))
  .post('/kit/:part', 'public', async (c) => kitPage(c, (await readForm(c)).values))
