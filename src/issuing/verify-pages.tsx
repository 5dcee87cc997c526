import { sayMoment } from '../kernel/dates.ts'
import { Refusal } from '../kernel/errors.ts'
import type { C } from '../web/env.ts'
import { sayFault } from '../web/fault-words.ts'
import { publicPage } from '../web/frame.tsx'
import { parse } from '../web/issues.ts'
import { Facts, Heading, Notice, StateChip, VerifyForm } from '../web/kit/index.ts'
import { pages } from '../web/registry.ts'
import { verify } from './actions.ts'
import { type Verification, VerifyQuery } from './contract.ts'
import { contractChip } from './views.tsx'

type Asked = { readonly [name in 'sha256' | 'id' | 'number' | 'prefix']?: string | undefined }

/** Answers what the address asks: by the file's hash, by a number with the first digits of it, by the QR code's id. */
async function verifyPage(c: C, fields: Asked) {
  const { t } = c.var
  // A form sends its empty fields, too.
  const asked: Asked = Object.fromEntries(Object.entries(fields).filter(([, value]) => (value ?? '').trim() !== ''))
  if (Object.keys(asked).length === 0) return draw(c, asked, null, null)
  try {
    return draw(c, asked, await verify(c.var.ctx, c.var.address, parse(VerifyQuery, asked)), null)
  } catch (error) {
    if (!(error instanceof Refusal) || error.code !== 'invalid') throw error
    c.status(422)
    return draw(c, asked, null, error.faults.map((fault) => sayFault(fault, t.locale)).join(' '))
  }
}

function draw(c: C, asked: Asked, found: Verification | null, fault: string | null) {
  const { t } = c.var
  const body = (
    <>
      <Heading t={t} title={t('verify.title')} lead={t('verify.lead')} />
      {fault !== null && <Notice t={t} kind="warning" title={fault} />}
      {found !== null && <Answer c={c} found={found} byFile={asked.sha256 !== undefined} />}
      <VerifyForm t={t} sha256={asked.sha256} />
      <NumberForm c={c} asked={asked} />
    </>
  )
  return publicPage(c, { title: t('verify.title'), body, signIn: c.var.viewer === null })
}

/** Whether it was issued, when, its state, and nothing else. */
const Answer = ({ c, found, byFile }: { c: C; found: Verification; byFile: boolean }) => {
  const { t, ctx } = c.var
  if (!found.issued || found.issuedAt === null || found.state === null)
    return <Notice t={t} kind="warning" title={t('verify.unknown')} />
  const at = t('verify.at_zone', { at: sayMoment(found.issuedAt, ctx.zone), zone: ctx.zone })
  const stands = found.state === 'issued'
  return (
    <Notice t={t} kind={stands ? 'success' : 'warning'} title={t(byFile ? 'verify.known' : 'verify.issue_known')}>
      <Facts
        t={t}
        facts={[
          { label: t('verify.issued_at'), value: <time datetime={found.issuedAt}>{at}</time> },
          { label: t('verify.state'), value: <StateChip {...contractChip(t, { state: found.state })} /> },
        ]}
      />
      {!stands && <p>{t('verify.superseded')}</p>}
      {!byFile && <p>{t('verify.compare')}</p>}
    </Notice>
  )
}

/** A number can be guessed, so the first digits of the hash come with it. */
const NumberForm = ({ c, asked }: { c: C; asked: Asked }) => {
  const { t } = c.var
  const field = (name: 'number' | 'prefix', label: string) => (
    <div class="td-field">
      <label class="td-label" for={`verify-${name}`}>
        {label}
      </label>
      <input
        class="form-control td-code"
        id={`verify-${name}`}
        type="text"
        name={name}
        value={asked[name]}
        autocomplete="off"
        spellcheck={false}
        autocapitalize="none"
      />
    </div>
  )
  return (
    <form class="td-verify td-form-section td-print-no" method="get" action="/verify">
      <h2>{t('verify.number_and_digits')}</h2>
      <div class="td-field-row">
        {field('number', t('contract.number'))}
        {field('prefix', t('verify.prefix'))}
      </div>
      <button class="btn" type="submit">
        {t('kit.verify')}
      </button>
    </form>
  )
}

/** For anybody who holds a contract: no account is needed, and nothing but an answer is given. */
export const verifyPages = pages('/verify')
  .get('/', 'public', (c) => {
    const { sha256, number, prefix } = c.req.query()
    return verifyPage(c, { sha256, number, prefix })
  })
  .get('/:id', 'public', (c) => verifyPage(c, { id: c.req.param('id') }))
