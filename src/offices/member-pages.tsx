import { holds } from '../kernel/actor.ts'
import { officeDay } from '../kernel/dates.ts'
import { withdrawInvitation } from '../identity/actions.ts'
import type { Words } from '../kernel/messages.ts'
import type { Role } from '../kernel/permissions.ts'
import { say } from '../kernel/text.ts'
import { organisationOptions } from '../organisations/queries.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import {
  CheckGroup,
  type Column,
  FieldRow,
  FormPage,
  ListPage,
  Section,
  SelectField,
  Table,
  TextField,
} from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { inviteColleague, inviteEnterprise } from './actions.ts'
import { NewColleague, NewEnterpriseMember, officeRoles } from './office.ts'
import { ownInvitations, ownMembers, ownTenantId } from './queries.ts'

export const sayRoles = (t: Words, roles: readonly Role[]): string =>
  roles.map((role) => t(`role.${role}`)).join(t.locale === 'en' ? ', ' : '、')

type Invitation = Awaited<ReturnType<typeof ownInvitations>>[number]

const Withdraw = ({ t, id }: { t: Words; id: string }) => (
  <form method="post" action={`/members/invitations/${id}/withdrawal`} class="td-inline">
    <button class="btn btn-sm" type="submit">
      {t('member.withdraw')}
    </button>
  </form>
)

async function membersPage(c: C) {
  const { t, ctx } = c.var
  const [members, invitations] = [await ownMembers(ctx), await ownInvitations(ctx)]
  const name: Column<{ name: string }> = { key: 'name', head: t('member.name'), cell: (one) => one.name, main: true }
  const columns: Column<Invitation>[] = [
    name,
    { key: 'email', head: t('member.email'), cell: (one) => one.email },
    { key: 'roles', head: t('member.roles'), cell: (one) => sayRoles(t, one.roles) },
    { key: 'until', head: t('member.until'), cell: (one) => officeDay(one.expiresAt, ctx.zone), tight: true },
    { key: 'withdraw', head: t('member.action'), cell: (one) => <Withdraw t={t} id={one.id} /> },
  ]
  const invite = { label: t('member.invite'), href: '/members/new' }
  const firm = holds(ctx.actor, 'enterprise.invite') && (
    <a class="btn" href="/members/enterprise">
      {t('member.invite_enterprise')}
    </a>
  )
  const body = (
    <>
      <ListPage
        t={t}
        title={t('member.many')}
        count={members.length}
        rows={members}
        columns={[
          name,
          { key: 'email', head: t('member.email'), cell: (one) => one.email },
          { key: 'roles', head: t('member.roles'), cell: (one) => sayRoles(t, one.roles) },
          { key: 'since', head: t('member.since'), cell: (one) => officeDay(one.createdAt, ctx.zone), tight: true },
        ]}
        primary={invite}
        actions={firm}
        empty={{ title: t('member.many'), text: t('member.empty'), icon: 'people', action: invite }}
      />
      {invitations.length > 0 && (
        <Section title={t('member.open_invitations')}>
          <Table t={t} caption={t('member.open_invitations')} columns={columns} rows={invitations} />
        </Section>
      )}
    </>
  )
  return show(c, { title: t('member.many'), body })
}

async function colleaguePage(c: C, state: FormState) {
  const { t, ctx } = c.var
  ownTenantId(ctx)
  const { f, notice } = await formOn(c, '/members/new', state)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('member.invite')}
      lead={t('member.invite_lead')}
      submit={t('member.send')}
      cancelHref="/members"
    >
      <FieldRow>
        <TextField f={f} name="name" label={t('member.name')} width="medium" required />
        <TextField f={f} name="email" label={t('member.email')} type="email" width="medium" required />
      </FieldRow>
      <CheckGroup
        f={f}
        name="roles"
        label={t('member.roles')}
        required
        options={officeRoles.map((role) => ({ value: role, label: t(`role.${role}`), help: t(`role.help.${role}`) }))}
      />
    </FormPage>
  )
  return show(c, { title: t('member.invite'), form: f.id, body }, state.status)
}

async function enterprisePage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const { f, notice } = await formOn(c, '/members/enterprise', state)
  const firms = (await organisationOptions(ctx)).filter(({ kind }) =>
    ['enterprise', 'investor', 'intermediary'].includes(kind)
  )
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('member.invite_enterprise')}
      lead={t('member.enterprise_lead')}
      submit={t('member.send')}
      cancelHref="/organisations"
    >
      <SelectField
        f={f}
        name="organisationId"
        label={t('member.organisation')}
        required
        options={firms.map(({ id, name }) => ({ value: id, label: say(name, t.locale).text }))}
      />
      <FieldRow>
        <TextField f={f} name="name" label={t('member.name')} width="medium" required />
        <TextField f={f} name="email" label={t('member.email')} type="email" width="medium" required />
      </FieldRow>
    </FormPage>
  )
  return show(c, { title: t('member.invite_enterprise'), form: f.id, body }, state.status)
}

export const memberPages = pages('/members')
  .get('/', 'member.invite', membersPage)
  .get('/new', 'member.invite', (c) => colleaguePage(c, opened(sentOf(new Map()))))
  .post('/new', 'member.invite', (c) =>
    tryForm(
      c,
      async (sent) => {
        const input = parse(NewColleague, {
          name: sent.get('name'),
          email: sent.get('email'),
          roles: sent.all('roles'),
        })
        await inviteColleague(c.var.ctx, c.var.deps.config, input)
        return back(c, '/members', 'invited')
      },
      (state) => colleaguePage(c, state)
    )
  )
  .get('/enterprise', 'enterprise.invite', (c) =>
    enterprisePage(c, opened(sentOf(valuesOf({ organisationId: c.req.query('organisation') }))))
  )
  .post('/enterprise', 'enterprise.invite', (c) =>
    tryForm(
      c,
      async (sent) => {
        const asked = { organisationId: sent.get('organisationId'), name: sent.get('name'), email: sent.get('email') }
        const input = parse(NewEnterpriseMember, asked)
        await inviteEnterprise(c.var.ctx, c.var.deps.config, input)
        return back(c, `/organisations/${input.organisationId}`, 'invited')
      },
      (state) => enterprisePage(c, state)
    )
  )
  .post('/invitations/:id/withdrawal', 'member.invite', async (c) => {
    await withdrawInvitation(c.var.ctx, ownTenantId(c.var.ctx), c.req.param('id')!)
    return back(c, '/members', 'withdrawn')
  })
