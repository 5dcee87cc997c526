import type { Store } from '../kernel/context.ts'
import { type Refusal, refuse } from '../kernel/errors.ts'
import { proofMinutes } from '../kernel/permissions.ts'
import type { C } from './env.ts'
import { isRoundTrip, readForm } from './forms.ts'

/** Where somebody proves that it is them. */
export const proofAddress = '/account/proof'

/** Whether a person's last proof is too old, or never was. */
export function proofIsOld(c: C): boolean {
  const { ctx, provenAt } = c.var
  if (ctx.actor.kind !== 'person') return false
  return provenAt === null || Date.parse(provenAt) + proofMinutes * 60_000 < Date.parse(ctx.now)
}

const needed = (c: C): Refusal =>
  refuse('proof_needed', 'error.proof_needed', { address: c.var.deps.config.publicUrl + proofAddress })

/**
 * Refuses a change unless the proof is fresh. A form that is only drawn again (another language, one row more) may be:
 * it gets a store that writes nothing, so that no button's name opens the door for a change.
 */
export async function demandProof(c: C): Promise<void> {
  if (c.req.method === 'GET' || c.req.method === 'HEAD' || !proofIsOld(c)) return
  const isForm = /^(application\/x-www-form-urlencoded|multipart\/form-data)/i.test(c.req.header('content-type') ?? '')
  const sent = isForm ? await readForm(c) : null
  if (sent === null || !(isRoundTrip(sent) || sent.has('_language'))) throw needed(c)
  const { ctx } = c.var
  const store: Store = { ...ctx.store, write: () => Promise.reject(needed(c)) }
  c.set('ctx', { ...ctx, store })
}
