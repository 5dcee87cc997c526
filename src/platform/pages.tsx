import { officeDay, sayDate, sayMoment } from '../kernel/dates.ts'
import { fill, isMessageKey, type MessageKey, type Words } from '../kernel/messages.ts'
import { say } from '../kernel/text.ts'
import { listOffices } from '../offices/queries.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { given, sentOf, textPair } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import {
  CheckGroup,
  Facts,
  FieldRow,
  FormPage,
  Heading,
  Section,
  StateChip,
  Table,
  TextField,
  TextPair,
} from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { openGovernment } from './actions.ts'
import { NewGovernment } from './platform.ts'
import { deadLetters, lastRuns, lettersWaiting, listTenants } from './queries.ts'

type Run = Awaited<ReturnType<typeof lastRuns>>[number]
type Letter = Awaited<ReturnType<typeof deadLetters>>[number]
type Tenant = Awaited<ReturnType<typeof listTenants>>[number]

const jobName = (t: Words, job: string): string => {
  const key = `platform.job.${job}`
  return isMessageKey(key) ? fill(t.locale, key) : t('platform.job.other')
}

const Result = ({ t, run }: { t: Words; run: Run }) => {
  if (run.problem !== null)
    return <StateChip tone="harm" label={t('platform.job_failed', { problem: run.problem.slice(0, 200) })} />
  return run.finishedAt === null ? (
    <StateChip tone="going" label={t('platform.job_running')} />
  ) : (
    <StateChip tone="done" label={t('platform.job_done')} />
  )
}

function Jobs({ c, runs }: { c: C; runs: readonly Run[] }) {
  const { t, ctx } = c.var
  if (runs.length === 0) return <p class="td-quiet">{t('platform.no_jobs')}</p>
  return (
    <Table<Run>
      t={t}
      caption={t('platform.jobs')}
      rows={runs}
      columns={[
        { key: 'job', head: t('platform.job'), cell: ({ job }) => jobName(t, job), main: true },
        {
          key: 'started',
          head: t('platform.job_started'),
          cell: ({ startedAt }) => sayMoment(startedAt, ctx.zone),
          tight: true,
        },
        { key: 'result', head: t('platform.job_result'), cell: (run) => <Result t={t} run={run} /> },
      ]}
    />
  )
}

function Letters({ c, letters }: { c: C; letters: readonly Letter[] }) {
  const { t, ctx } = c.var
  if (letters.length === 0) return <p class="td-quiet">{t('platform.mail_none')}</p>
  return (
    <Table<Letter>
      t={t}
      caption={t('platform.mail_failed')}
      rows={letters}
      columns={[
        { key: 'recipient', head: t('mail.recipient'), cell: ({ recipient }) => recipient, main: true },
        {
          key: 'office',
          head: t('platform.organisation'),
          cell: ({ office }) => (office === null ? null : say(office, t.locale).text),
        },
        {
          key: 'event',
          head: t('mail.event'),
          cell: ({ event }) => fill(t.locale, `mail.event.${event}` as MessageKey),
        },
        { key: 'problem', head: t('mail.problem'), cell: ({ problem }) => problem },
        {
          key: 'created',
          head: t('mail.created'),
          cell: ({ createdAt }) => sayMoment(createdAt, ctx.zone),
          tight: true,
        },
      ]}
    />
  )
}

function Tenants({ c, tenants }: { c: C; tenants: readonly Tenant[] }) {
  const { t, ctx } = c.var
  const verified = ({ kind, verifiedAt, verifiedBy }: Tenant) =>
    kind !== 'enterprise'
      ? null
      : verifiedAt === null
        ? t('platform.unverified')
        : t('platform.verified_by', {
            date: sayDate(officeDay(verifiedAt, ctx.zone), t.locale),
            name: verifiedBy ?? '',
          })
  return (
    <Table<Tenant>
      t={t}
      caption={t('platform.organisations')}
      rows={tenants}
      columns={[
        { key: 'name', head: t('platform.organisation'), cell: ({ name }) => say(name, t.locale).text, main: true },
        { key: 'kind', head: t('platform.kind'), cell: ({ kind }) => t(`platform.kind.${kind}`), tight: true },
        { key: 'state', head: t('platform.state'), cell: ({ state }) => t(`platform.state.${state}`), tight: true },
        { key: 'members', head: t('platform.members'), cell: ({ members }) => members, align: 'end' },
        { key: 'verified', head: t('platform.verified'), cell: verified },
      ]}
    />
  )
}

async function platformPage(c: C) {
  const { t, ctx } = c.var
  const [tenants, letters, waiting, runs] = [
    await listTenants(ctx),
    await deadLetters(ctx),
    await lettersWaiting(ctx),
    await lastRuns(ctx),
  ]
  const link = (href: string, label: string, primary = false) => (
    <a class={primary ? 'btn btn-primary' : 'btn'} href={href}>
      {label}
    </a>
  )
  const actions = (
    <>
      {link('/offices', t('office.many'))}
      {link('/platform/government', t('platform.government_new'))}
      {link('/offices/new', t('office.new'), true)}
    </>
  )
  const oldest = waiting.oldest === null ? '' : t('platform.oldest', { moment: sayMoment(waiting.oldest, ctx.zone) })
  const body = (
    <>
      <Heading t={t} title={t('platform.title')} actions={actions} />
      <Section title={t('platform.health')}>
        <Facts
          t={t}
          facts={[
            { label: t('platform.schema'), value: t('platform.schema_current') },
            { label: t('platform.mail_waiting'), value: [String(waiting.waiting), oldest].filter(Boolean).join(' · ') },
            { label: t('platform.mail_failed'), value: String(letters.length) },
          ]}
        />
      </Section>
      <Section title={t('platform.organisations')}>
        <Tenants c={c} tenants={tenants} />
      </Section>
      <Section title={t('platform.mail_failed')}>
        <Letters c={c} letters={letters} />
      </Section>
      <Section title={t('platform.jobs')}>
        <Jobs c={c} runs={runs} />
      </Section>
    </>
  )
  return show(c, { title: t('platform.title'), body })
}

async function governmentPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const offices = await listOffices(ctx)
  const { f, notice } = await formOn(c, '/platform/government', state)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('platform.government_new')}
      lead={t('platform.government_lead')}
      submit={t('platform.government_new')}
      cancelHref="/platform"
    >
      <TextPair f={f} name="name" label={t('platform.government_name')} required />
      <CheckGroup
        f={f}
        name="offices"
        label={t('platform.offices_seen')}
        required
        options={offices.map(({ id, name }) => ({ value: id, label: say(name, t.locale).text }))}
      />
      <FieldRow>
        <TextField f={f} name="viewerName" label={t('platform.viewer_name')} width="medium" required />
        <TextField f={f} name="viewerEmail" label={t('platform.viewer_email')} type="email" width="medium" required />
      </FieldRow>
    </FormPage>
  )
  return show(c, { title: t('platform.government_new'), form: f.id, body }, state.status)
}

export const platformPages = pages('/platform')
  .get('/', 'platform.manage', platformPage)
  .get('/government', 'platform.manage', (c) => governmentPage(c, opened(sentOf(new Map()))))
  .post('/government', 'platform.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        const input = given({
          name: textPair(sent, 'name') ?? {},
          offices: sent.all('offices'),
          viewerName: sent.get('viewerName'),
          viewerEmail: sent.get('viewerEmail'),
        })
        await openGovernment(c.var.ctx, c.var.deps.config, parse(NewGovernment, input))
        return back(c, '/platform', 'created')
      },
      (state) => governmentPage(c, state)
    )
  )
