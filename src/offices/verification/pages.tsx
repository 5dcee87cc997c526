import { officeDay, sayDate } from '../../kernel/dates.ts'
import { say } from '../../kernel/text.ts'
import type { C } from '../../web/env.ts'
import { sayFault } from '../../web/fault-words.ts'
import { back } from '../../web/form-page.tsx'
import { show } from '../../web/frame.tsx'
import { Facts, Heading, Notice } from '../../web/kit/index.ts'
import { pages } from '../../web/registry.ts'
import { verifyEnterprise } from './actions.ts'
import { verificationFaults, verificationOf } from './queries.ts'

async function verificationPage(c: C) {
  const { t, ctx } = c.var
  const found = await verificationOf(ctx, c.req.param('id')!)
  const { enterprise: o, tenant, evidence } = found
  const faults = verificationFaults(found)
  const crumbs = [
    { label: t('organisation.many'), href: '/organisations' },
    { label: o.reference, href: `/organisations/${o.id}` },
  ]
  const body = (
    <>
      <Heading t={t} title={t('enterprise.verification')} lead={say(o.name, t.locale).text} crumbs={crumbs} />
      {tenant?.verifiedAt && (
        <Notice
          t={t}
          kind="success"
          title={t('enterprise.verified_on', {
            date: sayDate(officeDay(tenant.verifiedAt, ctx.zone), t.locale),
            name: tenant.verifiedBy ?? '',
          })}
        />
      )}
      <Facts
        t={t}
        facts={[
          { label: t('organisation.uscc'), value: o.uscc },
          { label: t('organisation.legal_representative'), value: o.legalRepresentative },
          { label: t('organisation.contacts'), value: o.contacts.map(({ name }) => name).join(', ') },
          { label: t('attachment.many'), value: evidence.map(({ name }) => name).join(', '), wide: true },
        ]}
      />
      {!tenant?.verifiedAt && faults.length > 0 && (
        <Notice t={t} kind="warning" title={faults.map((fault) => sayFault(fault, t.locale)).join('; ')} />
      )}
      {faults.length === 0 && (
        <form method="post" action={`/organisations/${o.id}/verification`} class="td-buttons">
          <button class="btn btn-primary" type="submit">
            {t('enterprise.verify')}
          </button>
        </form>
      )}
    </>
  )
  return show(c, { title: t('enterprise.verification'), body })
}

export const verificationPages = pages('/organisations')
  .get('/:id/verification', 'enterprise.verify', verificationPage)
  .post('/:id/verification', 'enterprise.verify', async (c) => {
    const { id } = await verifyEnterprise(c.var.ctx, c.req.param('id')!)
    return back(c, `/organisations/${id}`, 'verified')
  })
