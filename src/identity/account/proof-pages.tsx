import { transaction } from '../../db/transaction.ts'
import type { C } from '../../web/env.ts'
import { opened, tryForm, valuesOf } from '../../web/form-page.tsx'
import { type Sent, sentOf } from '../../web/forms.ts'
import { parse } from '../../web/issues.ts'
import { safeNext } from '../../web/next.ts'
import { proofPage } from '../../web/proof-page.tsx'
import { pages } from '../../web/registry.ts'
import { asking, site } from '../browser.ts'
import { checkPasskey } from '../passkeys/actions.ts'
import { answeredIn } from '../passkeys/passkey.ts'
import { ProofCode } from './account.ts'
import { askForProof, prove, proveByCode } from './actions.ts'

/** On to what was refused: 307 sends the whole form there, as it was filled in. */
function goOn(c: C, sent: Sent): Response {
  return c.redirect(safeNext(sent.get('proof-to')), sent.get('proof-post') === undefined ? 303 : 307)
}

async function act(c: C, sent: Sent): Promise<Response> {
  const { ctx } = c.var
  const { sessionHash } = asking(c)
  if (sent.get('proof-passkey-answer') !== undefined) {
    const answered = { ...answeredIn(sent, 'proof-passkey'), browserHash: sessionHash }
    await checkPasskey(ctx, site(c), answered, 'passkey_proof')
    await transaction(ctx, (ctx) => prove(ctx, sessionHash, 'passkey'))
    return goOn(c, sent)
  }
  if (!sent.has('proof-id') || sent.get('proof-act') === 'ask') {
    const made = await askForProof(ctx, site(c), asking(c))
    return proofPage(c, opened(sentOf(new Map([...sent.values, ['proof-id', [made]]]))))
  }
  const typed = parse(ProofCode, { 'proof-id': sent.get('proof-id'), 'proof-code': sent.get('proof-code') })
  await proveByCode(ctx, site(c), asking(c), typed)
  return goOn(c, sent)
}

export const proofPages = pages('/account/proof')
  .get('/', 'account.manage', (c) =>
    proofPage(c, opened(sentOf(valuesOf({ 'proof-to': safeNext(c.req.query('next')) }))))
  )
  .post('/', 'account.manage', (c) =>
    tryForm(
      c,
      (sent) => act(c, sent),
      (state) => proofPage(c, state, state.status === 200 ? 200 : 422)
    )
  )
