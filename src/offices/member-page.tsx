import type { MemberRow } from '../identity/members/queries.ts'
import { officeDay, sayDate } from '../kernel/dates.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { CheckGroup, Facts, FormBody, Heading, Section } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { giveRoles, leave, remove, resume, suspend } from './actions.ts'
import { roleOptions, sayRoles } from './member-pages.tsx'
import { Roles } from './office.ts'
import { ownMember } from './queries.ts'

type Asked = { readonly action: string; readonly label: string; readonly confirm: string }
/** Something that shuts somebody out: asked once more before it is done. */
const Harm = ({ action, label, confirm }: Asked) => (
  <details class="td-menu td-confirm">
    <summary class="btn td-btn-harm">{label}</summary>
    <div class="td-panel">
      <p>{confirm}</p>
      <form method="post" action={action} class="td-inline">
        <button class="btn td-btn-harm-full" type="submit">
          {label}
        </button>
      </form>
    </div>
  </details>
)

function Standing({ c, one }: { c: C; one: MemberRow }) {
  const { t, ctx } = c.var
  const { name } = one
  const self = one.accountId === ctx.actor.accountId
  const at = `/members/${one.id}`
  return (
    <div class="td-steps">
      {ctx.actor.officeId !== null && (
        <a class="btn" href={`${at}/handover`}>
          {t('member.hand_over')}
        </a>
      )}
      {self ? (
        <Harm action="/members/leave" label={t('member.leave')} confirm={t('member.leave_confirm')} />
      ) : (
        <>
          {one.suspendedAt === null ? (
            <Harm
              action={`${at}/suspension`}
              label={t('member.suspend')}
              confirm={t('member.suspend_confirm', { name })}
            />
          ) : (
            <form method="post" action={`${at}/resumption`} class="td-inline">
              <button class="btn btn-primary" type="submit">
                {t('member.resume')}
              </button>
            </form>
          )}
          <Harm action={`${at}/removal`} label={t('member.remove')} confirm={t('member.remove_confirm', { name })} />
        </>
      )}
    </div>
  )
}

async function memberPage(c: C, given?: FormState) {
  const { t, ctx } = c.var
  const one = await ownMember(ctx, c.req.param('id')!)
  const state = given ?? opened(sentOf(new Map([['roles', [...one.roles]]])))
  const { f, notice } = await formOn(c, `/members/${one.id}`, state)
  const day = (moment: string) => sayDate(officeDay(moment, ctx.zone), t.locale)
  const body = (
    <>
      <Heading t={t} title={one.name} crumbs={[{ label: t('member.many'), href: '/members' }]} />
      <Section title={t('member.one')}>
        <Facts
          t={t}
          facts={[
            { label: t('member.email'), value: one.email },
            { label: t('member.roles'), value: sayRoles(t, one.roles) },
            { label: t('member.since'), value: day(one.createdAt) },
            {
              label: t('member.state'),
              value:
                one.suspendedAt === null
                  ? t('member.active')
                  : t('member.suspended_since', { date: day(one.suspendedAt) }),
            },
          ]}
        />
      </Section>
      <Section title={t('member.edit_roles')}>
        <FormBody f={f} notice={notice} submit={t('member.save_roles')} cancelHref="/members">
          <CheckGroup f={f} name="roles" label={t('member.roles')} required options={roleOptions(c)} />
        </FormBody>
      </Section>
      <Section title={t('member.action')}>
        <Standing c={c} one={one} />
      </Section>
    </>
  )
  return show(c, { title: one.name, form: f.id, body }, state.status)
}

const idOf = (c: C): string => c.req.param('id')!

export const memberRecordPages = pages('/members')
  // Before `/:id`, which would take it for a member.
  .post('/leave', 'account.secure', async (c) => {
    await leave(c.var.ctx)
    return back(c, '/', 'left')
  })
  .get('/:id', 'member.manage', (c) => memberPage(c))
  .post('/:id', 'member.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        await giveRoles(c.var.ctx, idOf(c), parse(Roles, { roles: sent.all('roles') }).roles)
        return back(c, `/members/${idOf(c)}`, 'saved')
      },
      (state) => memberPage(c, state)
    )
  )
  .post('/:id/suspension', 'member.manage', async (c) => {
    await suspend(c.var.ctx, idOf(c))
    return back(c, `/members/${idOf(c)}`, 'suspended')
  })
  .post('/:id/resumption', 'member.manage', async (c) => {
    await resume(c.var.ctx, idOf(c))
    return back(c, `/members/${idOf(c)}`, 'resumed')
  })
  .post('/:id/removal', 'member.manage', async (c) => {
    await remove(c.var.ctx, idOf(c))
    return back(c, '/members', 'removed')
  })
