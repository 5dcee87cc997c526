import { holds } from '../kernel/actor.ts'
import { officeDay, sayDate } from '../kernel/dates.ts'
import { resendInvitation, withdrawInvitation } from '../identity/actions.ts'
import type { MemberRow } from '../identity/members/queries.ts'
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
import { enterpriseRoles, NewColleague, NewEnterpriseMember, officeRoles } from './office.ts'
import { ownInvitations, ownMembers, ownTenantId } from './queries.ts'

export const sayRoles = (t: Words, roles: readonly Role[]): string =>
  roles.map((role) => t(`role.${role}`)).join(t.locale === 'en' ? ', ' : '、')

type Invitation = Awaited<ReturnType<typeof ownInvitations>>[number]

type Invited = { readonly t: Words; readonly id: string }
const Withdraw = ({ t, id }: Invited) => (
  <div class="td-steps">
    <form method="post" action={`/members/invitations/${id}/again`} class="td-inline">
      <button class="btn btn-sm" type="submit">
        {t('member.resend')}
      </button>
    </form>
    <form method="post" action={`/members/invitations/${id}/withdrawal`} class="td-inline">
      <button class="btn btn-sm" type="submit">
        {t('member.withdraw')}
      </button>
    </form>
  </div>
)

const sayState = (t: Words, zone: string, { suspendedAt }: MemberRow): string =>
  suspendedAt === null
    ? t('member.active')
    : t('member.suspended_since', { date: sayDate(officeDay(suspendedAt, zone), t.locale) })

async function membersPage(c: C) {
  const { t, ctx } = c.var
  const [members, invitations] = [await ownMembers(ctx), await ownInvitations(ctx)]
  const name: Column<{ name: string }> = { key: 'name', head: t('member.name'), cell: (one) => one.name, main: true }
  const until = (one: Invitation) =>
    one.expiresAt < ctx.now ? t('member.expired') : officeDay(one.expiresAt, ctx.zone)
  const columns: Column<Invitation>[] = [
    name,
    { key: 'email', head: t('member.email'), cell: (one) => one.email },
    { key: 'roles', head: t('member.roles'), cell: (one) => sayRoles(t, one.roles) },
    { key: 'until', head: t('member.until'), cell: until, tight: true },
    { key: 'withdraw', head: t('member.action'), cell: (one) => <Withdraw t={t} id={one.id} /> },
  ]
  const invite = { label: t('member.invite'), href: '/members/new' }
  const link = (href: string, label: string) => (
    <a class="btn" href={href}>
      {label}
    </a>
  )
  const more = (
    <>
      {holds(ctx.actor, 'enterprise.invite') && link('/members/enterprise', t('member.invite_enterprise'))}
      {holds(ctx.actor, 'deputy.name') && link('/deputies', t('deputy.many'))}
    </>
  )
  const body = (
    <>
      <ListPage
        t={t}
        title={t('member.many')}
        count={members.length}
        rows={members}
        href={(one) => `/members/${one.id}`}
        columns={[
          name,
          { key: 'email', head: t('member.email'), cell: (one) => one.email },
          { key: 'roles', head: t('member.roles'), cell: (one) => sayRoles(t, one.roles) },
          { key: 'state', head: t('member.state'), cell: (one) => sayState(t, ctx.zone, one) },
          { key: 'since', head: t('member.since'), cell: (one) => officeDay(one.createdAt, ctx.zone), tight: true },
        ]}
        primary={invite}
        actions={more}
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

/** The roles that may be given in the actor's own organisation, as boxes to tick. */
export const roleOptions = (c: C) =>
  (c.var.ctx.actor.officeId === null ? enterpriseRoles : officeRoles).map((role) => ({
    value: role,
    label: c.var.t(`role.${role}`),
    help: c.var.t(`role.help.${role}`),
  }))

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
      <CheckGroup f={f} name="roles" label={t('member.roles')} required options={roleOptions(c)} />
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
  .get('/', 'member.manage', membersPage)
  .get('/new', 'member.manage', (c) => colleaguePage(c, opened(sentOf(new Map()))))
  .post('/new', 'member.manage', (c) =>
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
  .post('/invitations/:id/withdrawal', 'member.manage', async (c) => {
    await withdrawInvitation(c.var.ctx, ownTenantId(c.var.ctx), c.req.param('id')!)
    return back(c, '/members', 'withdrawn')
  })
  .post('/invitations/:id/again', 'member.manage', async (c) => {
    await resendInvitation(c.var.ctx, c.var.deps.config, ownTenantId(c.var.ctx), c.req.param('id')!)
    return back(c, '/members', 'resent')
  })
