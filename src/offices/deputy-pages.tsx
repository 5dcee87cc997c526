import { endDeputy, nameDeputy } from '../identity/deputies/actions.ts'
import { listDeputies } from '../identity/deputies/queries.ts'
import { listMembers } from '../identity/members/queries.ts'
import { nobody, ofDesk } from '../kernel/actor.ts'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm, valuesOf } from '../web/form-page.tsx'
import { given, sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { DateField, FieldRow, FormPage, ListPage, SelectField } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { NewDeputy } from './office.ts'
import { ownTenantId } from './queries.ts'

async function deputiesPage(c: C) {
  const { t, ctx } = c.var
  const rows = await listDeputies(ctx, ownTenantId(ctx))
  const create = { label: t('deputy.new'), href: '/deputies/new' }
  const body = (
    <ListPage
      t={t}
      title={t('deputy.many')}
      count={rows.length}
      rows={rows}
      columns={[
        { key: 'absent', head: t('deputy.absent'), cell: (one) => one.absent, main: true },
        { key: 'deputy', head: t('deputy.deputy'), cell: (one) => one.deputy },
        { key: 'from', head: t('deputy.from'), cell: (one) => one.fromDay, tight: true },
        { key: 'to', head: t('deputy.to'), cell: (one) => one.toDay, tight: true },
        {
          key: 'end',
          head: t('member.action'),
          cell: (one) => (
            <form method="post" action={`/deputies/${one.id}/end`} class="td-inline">
              <button class="btn btn-sm" type="submit">
                {t('deputy.end')}
              </button>
            </form>
          ),
        },
      ]}
      primary={create}
      empty={{ title: t('deputy.none'), text: t('deputy.lead'), icon: 'people', action: create }}
    />
  )
  return show(c, { title: t('deputy.many'), body })
}

async function newPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const members = await listMembers(ctx, ownTenantId(ctx))
  const desk = members.filter(({ roles }) => ofDesk({ ...nobody, roles }))
  const head = ctx.actor.roles.includes('office_head')
  const absent = head ? desk : desk.filter(({ id }) => id === ctx.actor.membershipId)
  const option = ({ id, name }: { id: string; name: string }) => ({ value: id, label: name })
  const { f, notice } = await formOn(c, '/deputies/new', state)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('deputy.new')}
      lead={t('deputy.lead')}
      submit={t('deputy.new')}
      cancelHref="/deputies"
    >
      <FieldRow>
        <SelectField f={f} name="absentId" label={t('deputy.absent')} required options={absent.map(option)} />
        <SelectField f={f} name="deputyId" label={t('deputy.deputy')} required options={desk.map(option)} />
      </FieldRow>
      <FieldRow>
        <DateField f={f} name="fromDay" label={t('deputy.from')} required />
        <DateField f={f} name="toDay" label={t('deputy.to')} required />
      </FieldRow>
    </FormPage>
  )
  return show(c, { title: t('deputy.new'), form: f.id, body }, state.status)
}

export const deputyPages = pages('/deputies')
  .get('/', 'deputy.name', deputiesPage)
  .get('/new', 'deputy.name', (c) =>
    newPage(c, opened(sentOf(valuesOf({ absentId: c.var.ctx.actor.membershipId ?? undefined }))))
  )
  .post('/new', 'deputy.name', (c) =>
    tryForm(
      c,
      async (sent) => {
        const asked = Object.fromEntries(
          ['absentId', 'deputyId', 'fromDay', 'toDay'].map((name) => [name, sent.get(name)])
        )
        await nameDeputy(c.var.ctx, ownTenantId(c.var.ctx), parse(NewDeputy, given(asked)))
        return back(c, '/deputies', 'saved')
      },
      (state) => newPage(c, state)
    )
  )
  .post('/:id/end', 'deputy.name', async (c) => {
    await endDeputy(c.var.ctx, ownTenantId(c.var.ctx), c.req.param('id')!)
    return back(c, '/deputies', 'deputy_ended')
  })
