import { decided } from '../kernel/context.ts'
import type { C } from '../web/env.ts'
import { show } from '../web/frame.tsx'
import { Heading, Table } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { type PolicyLine, policyLines, sayHolders } from './policy-words.ts'

/** Who may do what, as the product itself reads it. */
function policyPage(c: C) {
  const { t, ctx } = c.var
  decided(ctx)
  const body = (
    <>
      <Heading t={t} title={t('policy.title')} lead={t('policy.lead')} />
      <Table<PolicyLine>
        t={t}
        caption={t('policy.title')}
        rows={policyLines(t)}
        columns={[
          { key: 'act', head: t('policy.act'), cell: ({ act }) => act, main: true },
          { key: 'roles', head: t('member.roles'), cell: (line) => sayHolders(t, line) },
        ]}
      />
    </>
  )
  return show(c, { title: t('policy.title'), body })
}

export const policyPages = pages('/permissions').get('/', 'policy.read', policyPage)
