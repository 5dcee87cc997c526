import { listMembers } from '../identity/members/queries.ts'
import { Id } from '../kernel/ids.ts'
import { ownMember, ownTenantId } from '../offices/queries.ts'
import { z } from 'zod'
import type { C } from '../web/env.ts'
import { back, type FormState, formOn, opened, tryForm } from '../web/form-page.tsx'
import { sentOf } from '../web/forms.ts'
import { show } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { FormPage, SelectField, Table } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { said } from '../web/said-text.tsx'
import { handOver } from './actions.ts'
import { openWork, type OpenRecord } from './queries.ts'

const Work = ({ c, work }: { c: C; work: readonly OpenRecord[] }) => {
  const { t } = c.var
  if (work.length === 0) return <p class="td-quiet">{t('member.hand_over_nothing')}</p>
  return (
    <Table<OpenRecord>
      t={t}
      caption={t('member.open_work')}
      rows={work}
      href={({ kind, id }) => `/${kind}s/${id}`}
      columns={[
        { key: 'reference', head: t('record.reference'), cell: ({ reference }) => reference, tight: true },
        { key: 'title', head: t('member.work_title'), cell: ({ title }) => said(t, title), main: true },
      ]}
    />
  )
}

async function handoverPage(c: C, state: FormState) {
  const { t, ctx } = c.var
  const leaver = await ownMember(ctx, c.req.param('id')!)
  const tenantId = ownTenantId(ctx)
  const work = await openWork(ctx, tenantId, leaver.accountId)
  const others = (await listMembers(ctx, tenantId)).filter(
    ({ id, suspendedAt }) => id !== leaver.id && suspendedAt === null
  )
  const { f, notice } = await formOn(c, `/members/${leaver.id}/handover`, state)
  const body = (
    <FormPage
      f={f}
      notice={notice}
      title={t('member.hand_over')}
      lead={t('member.hand_over_lead', { name: leaver.name, count: work.length })}
      crumbs={[
        { label: t('member.many'), href: '/members' },
        { label: leaver.name, href: `/members/${leaver.id}` },
      ]}
      submit={t('member.hand_over_submit')}
      cancelHref={`/members/${leaver.id}`}
      harm
    >
      <Work c={c} work={work} />
      <SelectField
        f={f}
        name="successorId"
        label={t('member.hand_over_to')}
        required
        options={others.map(({ id, name }) => ({ value: id, label: name }))}
      />
    </FormPage>
  )
  return show(c, { title: t('member.hand_over'), form: f.id, body }, state.status)
}

export const handoverPages = pages('/members')
  .get('/:id/handover', 'member.manage', (c) => handoverPage(c, opened(sentOf(new Map()))))
  .post('/:id/handover', 'member.manage', (c) =>
    tryForm(
      c,
      async (sent) => {
        const { successorId } = parse(z.object({ successorId: Id }), { successorId: sent.get('successorId') })
        await handOver(c.var.ctx, c.req.param('id')!, successorId)
        return back(c, '/members', 'handed_over')
      },
      (state) => handoverPage(c, state)
    )
  )
