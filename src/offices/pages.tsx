import { officeDay } from '../kernel/dates.ts'
import { say } from '../kernel/text.ts'
import type { Words } from '../kernel/messages.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { given, type Sent, sentOf, textPair } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import {
  FieldRow,
  FormPage,
  FormSection,
  ListPage,
  RadioField,
  Section,
  Table,
  TextField,
  TextPair,
} from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { createOffice } from './actions.ts'
import { inviteHeadAgain, withdrawHead } from './heads/actions.ts'
import { headInvitations } from './heads/queries.ts'
import { NewOffice } from './office.ts'
import { listOffices } from './queries.ts'

const readOffice = (sent: Sent): object =>
  given({
    name: textPair(sent, 'name') ?? {},
    uscc: sent.get('uscc'),
    address: textPair(sent, 'address'),
    legalRepresentative: sent.get('legalRepresentative'),
    zone: sent.get('zone'),
    locale: sent.get('locale'),
    headName: sent.get('headName'),
    headEmail: sent.get('headEmail'),
  })

async function newPage(c: C, state: FormState) {
  const { t } = c.var
  const { f, notice } = await formOn(c, '/offices/new', state)
  const body = (
    <FormPage f={f} notice={notice} title={t('office.new')} submit={t('office.new')} cancelHref="/offices">
      <TextPair f={f} name="name" label={t('office.name')} required />
      <TextField f={f} name="uscc" label={t('office.uscc')} width="medium" example="12100000400011227Y" />
      <TextPair f={f} name="address" label={t('office.address')} />
      <TextField f={f} name="legalRepresentative" label={t('office.legal_representative')} width="medium" />
      <FieldRow>
        <TextField f={f} name="zone" label={t('office.zone')} help={t('office.zone_help')} width="medium" required />
        <RadioField
          f={f}
          name="locale"
          label={t('office.locale')}
          required
          options={[
            { value: 'zh-CN', label: t('kit.in_chinese') },
            { value: 'en', label: t('kit.in_english') },
          ]}
        />
      </FieldRow>
      <FormSection title={t('office.head')} lead={t('office.head_help')}>
        <FieldRow>
          <TextField f={f} name="headName" label={t('office.head_name')} width="medium" required />
          <TextField f={f} name="headEmail" label={t('office.head_email')} type="email" width="medium" required />
        </FieldRow>
      </FormSection>
    </FormPage>
  )
  return show(c, { title: t('office.new'), form: f.id, body }, state.status)
}

type Invited = Awaited<ReturnType<typeof headInvitations>>[number]

const Act = ({ t, id, act }: { t: Words; id: string; act: 'again' | 'withdrawal' }) => (
  <form method="post" action={`/offices/invitations/${id}/${act}`} class="td-inline">
    <button class="btn btn-sm" type="submit">
      {t(act === 'again' ? 'member.resend' : 'member.withdraw')}
    </button>
  </form>
)

/** Who was invited to lead an office and has not come yet. */
const Heads = ({ c, invited, names }: { c: C; invited: readonly Invited[]; names: ReadonlyMap<string, string> }) => {
  const { t, ctx } = c.var
  return (
    <Section title={t('office.heads_invited')}>
      <Table<Invited>
        t={t}
        caption={t('office.heads_invited')}
        rows={invited}
        columns={[
          { key: 'office', head: t('office.name'), cell: ({ tenantId }) => names.get(tenantId), main: true },
          { key: 'name', head: t('office.head_name'), cell: ({ name }) => name },
          { key: 'email', head: t('office.head_email'), cell: ({ email }) => email },
          {
            key: 'until',
            head: t('member.until'),
            cell: ({ expiresAt }) => (expiresAt < ctx.now ? t('member.expired') : officeDay(expiresAt, ctx.zone)),
            tight: true,
          },
          {
            key: 'act',
            head: t('member.action'),
            cell: ({ id }) => (
              <div class="td-inline">
                <Act t={t} id={id} act="again" />
                <Act t={t} id={id} act="withdrawal" />
              </div>
            ),
          },
        ]}
      />
    </Section>
  )
}

async function listPage(c: C) {
  const { t, ctx } = c.var
  const [rows, invited] = [await listOffices(ctx), await headInvitations(ctx)]
  const names = new Map(rows.map(({ id, name }) => [id, say(name, t.locale).text]))
  const create = { label: t('office.new'), href: '/offices/new' }
  const list = (
    <ListPage
      t={t}
      title={t('office.many')}
      count={rows.length}
      rows={rows}
      columns={[
        { key: 'name', head: t('office.name'), cell: (office) => say(office.name, t.locale).text, main: true },
        { key: 'uscc', head: t('office.uscc'), cell: (office) => office.uscc, tight: true },
        { key: 'zone', head: t('office.zone'), cell: (office) => office.zone },
        {
          key: 'created',
          head: t('office.created'),
          cell: (office) => officeDay(office.createdAt, ctx.zone),
          tight: true,
        },
      ]}
      primary={create}
      empty={{ title: t('office.empty'), text: t('home.first_office'), icon: 'building', action: create }}
    />
  )
  const body = (
    <>
      {list}
      {invited.length > 0 && <Heads c={c} invited={invited} names={names} />}
    </>
  )
  return show(c, { title: t('office.many'), body })
}

export const officePages = pages('/offices')
  .get('/', 'platform.manage', listPage)
  .get('/new', 'platform.manage', async (c) => {
    await listOffices(c.var.ctx)
    return newPage(c, opened(sentOf(valuesOf({ zone: 'Asia/Shanghai', locale: 'zh-CN' }))))
  })
  .post('/new', 'platform.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { ctx, deps } = c.var
        const office = await createOffice(ctx, deps.config, parse(NewOffice, readOffice(sent)))
        const invited = (await headInvitations(ctx)).some(({ tenantId }) => tenantId === office.id)
        return back(c, '/offices', invited ? 'office_invited' : 'created')
      },
      (state) => newPage(c, state)
    )
  )
  .post('/invitations/:id/again', 'platform.manage', async (c) => {
    await inviteHeadAgain(c.var.ctx, c.var.deps.config, c.req.param('id')!)
    return back(c, '/offices', 'resent')
  })
  .post('/invitations/:id/withdrawal', 'platform.manage', async (c) => {
    await withdrawHead(c.var.ctx, c.req.param('id')!)
    return back(c, '/offices', 'withdrawn')
  })
