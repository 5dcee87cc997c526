import { and, eq, isNull, lt } from 'drizzle-orm'
import { finishRenditions } from './issuing/finishing.ts'
import { jobRuns } from './db/table.ts'
import { transaction } from './db/transaction.ts'
import { sweepOrphans } from './documents/actions.ts'
import { forgetCeremonies } from './identity/ceremonies.ts'
import { forgetCodes } from './identity/codes.ts'
import { forgetSessions } from './identity/session.ts'
import { forgetThrottles } from './identity/throttle.ts'
import type { Ctx, Event } from './kernel/context.ts'
import { officeDay } from './kernel/dates.ts'
import { systemCtx } from './kernel/system.ts'
import { sendDue } from './mail/send.ts'
import { forgetAnswers } from './web/creating.ts'
import type { Background, Deps } from './web/env.ts'

type Job = {
  readonly name: string
  readonly every: 'minute' | 'day'
  readonly run: (deps: Deps, ctx: Ctx) => Promise<unknown>
}

/** All that happens by itself; the same list on both runtimes. Each must do no harm when it runs twice. */
export const jobs: readonly Job[] = [
  { name: 'forget_codes', every: 'day', run: (_, ctx) => forgetCodes(ctx) },
  { name: 'forget_ceremonies', every: 'day', run: (_, ctx) => forgetCeremonies(ctx) },
  { name: 'forget_sessions', every: 'day', run: (_, ctx) => forgetSessions(ctx) },
  { name: 'forget_throttles', every: 'day', run: (_, ctx) => forgetThrottles(ctx) },
  { name: 'forget_answers', every: 'day', run: (_, ctx) => forgetAnswers(ctx) },
  { name: 'forget_runs', every: 'day', run: (_, ctx) => forgetRuns(ctx) },
  { name: 'sweep_documents', every: 'day', run: (_, ctx) => sweepOrphans(ctx) },
  { name: 'contracts', every: 'minute', run: (deps, ctx) => finishRenditions(ctx, deps.fonts) },
  // Last: a slow mail server holds up nothing else, and what the jobs above had to say leaves in the same minute.
  { name: 'mail', every: 'minute', run: (deps, ctx) => sendDue(ctx, deps) },
]

/** How long a run may take before another worker takes it up, in milliseconds. */
const lease = 10 * 60_000

/**
 * Runs what is due: each job once a slot (a minute, an office day), under a lease, whoever asks and how often. Never
 * throws: one job's trouble, or a database that is away for a minute, ends neither the others nor the process.
 */
export async function runDue(deps: Deps): Promise<void> {
  const log = (job: string) => (error: unknown) => deps.log({ level: 'error', job, error: String(error) })
  const problem = await deps.notReady().catch((error: unknown) => String(error))
  if (problem !== null) return log('schema')(problem)
  for (const job of jobs) {
    if (deps.stopping?.aborted) return
    await runJob(deps, job).catch(log(job.name))
  }
}

async function runJob(deps: Deps, job: Job): Promise<void> {
  const ctx = systemCtx(deps, job.name)
  const slot = job.every === 'day' ? officeDay(ctx.now, ctx.zone) : ctx.now.slice(0, 16)
  if (!(await claim(ctx, job.name, slot))) return
  const problem = await job.run(deps, ctx).then(
    () => null,
    (error: unknown) => String(error).slice(0, 500)
  )
  if (problem !== null) deps.log({ level: 'error', job: job.name, error: problem })
  await settle({ ...ctx, now: deps.clock() }, job.name, slot, problem)
}

const at = (job: string, slot: string) => and(eq(jobRuns.job, job), eq(jobRuns.slot, slot))

function claim(ctx: Ctx, job: string, slot: string): Promise<boolean> {
  const run = { startedAt: ctx.now, leaseUntil: new Date(Date.parse(ctx.now) + lease).toISOString() }
  return transaction(ctx, async (ctx) => {
    const rows = await ctx.db
      .insert(jobRuns)
      .values({ job, slot, ...run })
      .onConflictDoUpdate({
        target: [jobRuns.job, jobRuns.slot],
        set: run,
        // Left by a worker that died, or failed: taken up again once its lease is over.
        setWhere: and(isNull(jobRuns.finishedAt), lt(jobRuns.leaseUntil, ctx.now))!,
      })
      .returning({ job: jobRuns.job })
    return rows.length > 0
  })
}

/** A failed run stays open, so that it is tried again when its lease is over. */
const settle = (ctx: Ctx, job: string, slot: string, problem: string | null) =>
  transaction(ctx, (ctx) =>
    ctx.db
      .update(jobRuns)
      .set({ finishedAt: problem === null ? ctx.now : null, problem })
      .where(at(job, slot))
  )

async function forgetRuns(ctx: Ctx): Promise<void> {
  const before = new Date(Date.parse(ctx.now) - 30 * 86_400_000).toISOString()
  await transaction(ctx, (ctx) => ctx.db.delete(jobRuns).where(lt(jobRuns.startedAt, before)))
}

/** What a commit can leave to do. */
const leftovers: Readonly<Record<Event, (deps: Deps) => Promise<unknown>>> = {
  mail: (deps) => sendDue(systemCtx(deps, 'mail'), deps),
  documents: async (deps) => {
    await finishRenditions(systemCtx(deps, 'contracts'), deps.fonts)
    await sendDue(systemCtx(deps, 'mail'), deps)
  },
}

/**
 * Does at once what a commit left to do; the minute's sweep is only for what this misses. Never throws. One for the
 * process on Node, so that sweeps do not pile up; one a request on the edge, where no request may wait for another's.
 */
export function afterCommit(work = leftovers) {
  const running = new Map<Event, { again: boolean }>()
  return (deps: Deps, event: Event, background: Background): void => {
    const now = running.get(event)
    if (now !== undefined) {
      now.again = true
      return
    }
    const state = { again: false }
    running.set(event, state)
    const go = async (): Promise<void> => {
      try {
        do {
          state.again = false
          await work[event](deps)
        } while (state.again)
      } catch (error) {
        deps.log({ level: 'error', after: event, error: String(error) })
      } finally {
        running.delete(event)
      }
    }
    background(go())
  }
}
