import { transaction } from '../db/transaction.ts'
import { administratorLink, signIn } from '../identity/actions.ts'
import { consumeLink, makeLink } from '../identity/codes.ts'
import { openInvitation } from '../identity/queries.ts'
import { endSession, resumeSession } from '../identity/session.ts'
import type { Actor } from '../kernel/actor.ts'
import type { Ctx } from '../kernel/context.ts'
import type { Site } from '../offices/actions.ts'

/** Opens the link of somebody's invitation, as they would, and signs out again. Returns what they are from then on. */
export async function join(
  ctx: Ctx,
  site: Site,
  who: { readonly email: string; readonly name: string; readonly administrator?: true }
): Promise<Actor> {
  const { email, name } = who
  const cookie = await transaction(ctx, async (ctx) => {
    const invitationId = who.administrator ? administratorLink : (await openInvitation(ctx, email))!.id
    const link = await makeLink(ctx, site, { email, invitationId, minutes: 10 })
    const token = new URL(link).searchParams.get('token')!
    return signIn(ctx, await consumeLink(ctx, site, token, null), { method: 'link', browser: '' }, { email, name })
  })
  const { actor, sessionHash } = (await resumeSession(ctx, cookie))!
  await endSession(ctx, sessionHash!)
  return actor
}
