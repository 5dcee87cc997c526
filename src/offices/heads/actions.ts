import { resendInvitation, withdrawInvitation } from '../../identity/actions.ts'
import type { Ctx } from '../../kernel/context.ts'
import { refuse } from '../../kernel/errors.ts'
import type { Site } from '../actions.ts'
import { headInvitations } from './queries.ts'

/** The office an invitation is for, while that is the platform's to say: an office with a head looks after its own. */
async function officeOf(ctx: Ctx, id: string): Promise<string> {
  const found = (await headInvitations(ctx)).find((invitation) => invitation.id === id)
  if (found === undefined) throw refuse('not_found', 'error.not_found')
  return found.tenantId
}

export const inviteHeadAgain = async (ctx: Ctx, site: Site, id: string) =>
  resendInvitation(ctx, site, await officeOf(ctx, id), id)
export const withdrawHead = async (ctx: Ctx, id: string) => withdrawInvitation(ctx, await officeOf(ctx, id), id)
