import { and, eq, inArray, isNull } from 'drizzle-orm'
import { insertMany } from '../db/insert-many.ts'
import { nextReferences } from '../db/references.ts'
import { transaction } from '../db/transaction.ts'
import { changesBetween, record, recordMany } from '../history/actions.ts'
import { type Ctx, decide, type WriteCtx } from '../kernel/context.ts'
import { fault, refuse, refuseFaults } from '../kernel/errors.ts'
import { newId } from '../kernel/ids.ts'
import { next, sameVersion } from '../kernel/lifecycle.ts'
import { enqueue } from '../mail/actions.ts'
import { addManyToIndex, updateIndex } from '../search/actions.ts'
import { people } from '../people/table.ts'
import {
  type AchievementChange,
  type Contributor,
  contributorFaults,
  type NewAchievement,
  settledFaults,
  type State,
  submissionFaults,
} from './achievement.ts'
import { submitted, toFiler } from './mails.ts'
import { may, unborn } from './policy.ts'
import { type AchievementRow, getAchievement, withContributors } from './queries.ts'
import { type AchievementStep, achievementSteps } from './steps.ts'
import { achievementContributors, achievements } from './table.ts'

const columnsOf = (input: AchievementChange) => ({
  title: input.title,
  abstract: input.abstract ?? null,
  keywords: input.keywords,
  field: input.field ?? null,
  trl: input.trl ?? null,
  fundingSource: input.fundingSource ?? null,
  fundingProject: input.fundingProject ?? null,
  confidentiality: input.confidentiality,
  earlierDisclosure: input.earlierDisclosure ?? null,
  thirdPartyRights: input.thirdPartyRights ?? null,
})

const searchable = (reference: string, input: AchievementChange) => ({
  title: [reference, input.title],
  body: [...input.contributors.map(({ name }) => name), input.fundingProject],
  withheld: { title: input.keywords, body: [input.abstract] },
})

async function checkContributors(ctx: Ctx, officeId: string, made: readonly Contributor[]): Promise<void> {
  const ids = made.flatMap(({ personId }) => personId ?? [])
  const known =
    ids.length === 0
      ? []
      : await ctx.db
          .select({ id: people.id })
          .from(people)
          .where(and(eq(people.officeId, officeId), inArray(people.id, ids), isNull(people.mergedIntoId)))
  const strangers = made.flatMap(({ personId }, i) =>
    personId === undefined || known.some(({ id }) => id === personId)
      ? []
      : [fault(['contributors', i, 'personId'], personId, 'person.unknown')]
  )
  refuseFaults([...contributorFaults(made), ...strangers])
}

const contributorRow = (contributor: Contributor) => ({
  name: contributor.name,
  unit: contributor.unit ?? null,
  personId: contributor.personId ?? null,
  role: contributor.role,
  share: contributor.share,
})

async function addContributors(ctx: WriteCtx, of: readonly Pick<AchievementRow, 'id' | 'officeId' | 'contributors'>[]) {
  const rows = of.flatMap(({ id, officeId, contributors }) =>
    contributors.map((contributor, position) => ({ achievementId: id, position, officeId, ...contributor }))
  )
  await insertMany(ctx.db, achievementContributors, rows)
}

/** Files a disclosure as a draft. A state secret is refused before anything is written (practice.md). */
export function createAchievement(ctx: Ctx, input: NewAchievement): Promise<AchievementRow> {
  const officeId = ctx.actor.officeId ?? ''
  decide(ctx, may, 'create', unborn(ctx.actor))
  if (input.stateSecret) throw refuse('invalid', 'achievement.state_secret')
  return transaction(ctx, async (ctx) => {
    await checkContributors(ctx, officeId, input.contributors)
    return addAchievement(ctx, officeId, input, { state: 'draft', disclosedBy: ctx.actor.accountId })
  })
}

type Origin = {
  readonly state: State
  readonly disclosedBy?: string | null
  readonly source?: string
  readonly sourceReference?: string
  readonly publishedAt?: string
}

/** The record itself, without asking: for imports and the demonstration. */
export async function addAchievement(
  ctx: WriteCtx,
  officeId: string,
  input: AchievementChange,
  origin: Origin
): Promise<AchievementRow> {
  return (await addAchievements(ctx, officeId, [{ input, origin }]))[0]!
}

/** What a new record holds that nobody has said yet. */
const unsaid = {
  version: 1,
  stateFunded: null,
  serviceBasis: null,
  route: null,
  disclosedBy: null,
  submittedAt: null,
  publishedAt: null,
  filed: false,
  remark: null,
  resumeTo: null,
  source: null,
  sourceReference: null,
}

/** Many records with as few statements as one takes. */
export async function addAchievements(
  ctx: WriteCtx,
  officeId: string,
  list: readonly { readonly input: AchievementChange; readonly origin: Origin }[]
): Promise<AchievementRow[]> {
  if (list.length === 0) return []
  const references = await nextReferences(ctx, officeId, 'ACH', list.length)
  const rows = list.map(({ input, origin }, i) => ({
    id: newId(ctx.now),
    officeId,
    reference: references[i]!,
    ...unsaid,
    ...columnsOf(input),
    ...origin,
    createdAt: ctx.now,
    updatedAt: ctx.now,
  }))
  const first = await insertMany(ctx.db, achievements, rows)
  const added = rows.map((row, i): AchievementRow => {
    const contributors = list[i]!.input.contributors.map(contributorRow)
    return {
      ...row,
      seq: first + i,
      contributors,
      contributorIds: contributors.flatMap(({ personId }) => personId ?? []),
      reviewerIds: [],
      withheld: [],
    }
  })
  await addContributors(ctx, added)
  await addManyToIndex(
    ctx,
    'achievement',
    rows.map((record, i) => ({ record, text: searchable(record.reference, list[i]!.input) }))
  )
  await recordMany(
    ctx,
    rows.map(({ id, reference, source }) => ({
      event: source === null ? 'achievement.created' : 'achievement.imported',
      subject: { kind: 'achievement', id, officeId },
      payload: { params: { reference, source: source ?? '' } },
    }))
  )
  return added
}

export function editAchievement(
  ctx: Ctx,
  id: string,
  version: number,
  input: AchievementChange
): Promise<AchievementRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getAchievement(ctx, id)
    decide(ctx, may, 'edit', { ...before, state: 'draft' }) // who may not even change a draft has no part in it
    sameVersion(before, version)
    if (!may(ctx.actor, 'edit', before))
      throw refuse('wrong_state', 'achievement.not_editable', { state: `@achievement.state.${before.state}` })
    refuseFaults(settledFaults(before, input))
    await checkContributors(ctx, before.officeId, input.contributors)
    const contributors = input.contributors.map(contributorRow)
    const changes = changesBetween(before, { ...columnsOf(input), contributors })
    if (changes.length === 0) return before
    const [after] = await ctx.db
      .update(achievements)
      .set({ ...columnsOf(input), version: version + 1, updatedAt: ctx.now })
      .where(and(eq(achievements.id, id), eq(achievements.version, version)))
      .returning()
    await ctx.db.delete(achievementContributors).where(eq(achievementContributors.achievementId, id))
    await addContributors(ctx, [{ ...before, contributors }])
    await updateIndex(ctx, before, searchable(before.reference, input))
    await record(ctx, 'achievement.edited', { kind: 'achievement', id, officeId: before.officeId }, { changes })
    return withContributors(ctx, after!)
  })
}

/** What stands against a step although the state allows it (lifecycle (a)); empty when nothing does. */
export function guardFaults(step: AchievementStep, a: AchievementRow) {
  if (step === 'submission') return submissionFaults(a)
  if (step === 'publication' && !a.filed && (a.route === null || a.route === 'patent'))
    return [fault(['filed'], false, 'achievement.publication_needs_filing')]
  return []
}

/** What a step's own input changes in the record besides its state. */
function effects(
  ctx: Ctx,
  step: AchievementStep,
  a: AchievementRow,
  input: Record<string, unknown>
): Partial<AchievementRow> {
  const { screenedForSecrecy: _, ...columns } = input
  return {
    // Why it came back is read while it is being corrected, until it is submitted again.
    ...(step !== 'revision' && { remark: null }),
    ...(columns as Partial<AchievementRow>),
    ...(step === 'submission' && { submittedAt: ctx.now }),
    ...(step === 'publication' && { publishedAt: ctx.now }),
    resumeTo: step === 'suspension' ? a.state : null,
  }
}

/** Takes one step of the lifecycle: state, history and letters in one transaction. */
export function advanceAchievement(
  ctx: Ctx,
  id: string,
  version: number,
  step: AchievementStep,
  input: Record<string, unknown>
): Promise<AchievementRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getAchievement(ctx, id)
    decide(ctx, may, step, before, 'error.step_forbidden')
    sameVersion(before, version)
    const state = next(
      achievementSteps[step],
      before.state,
      before.resumeTo,
      'achievement.wrong_state',
      'achievement.state'
    )
    refuseFaults(guardFaults(step, before), 'achievement.step_incomplete')
    const [row] = await ctx.db
      .update(achievements)
      .set({ ...effects(ctx, step, before, input), state, version: version + 1, updatedAt: ctx.now })
      .where(and(eq(achievements.id, id), eq(achievements.version, version)))
      .returning()
    const after = { ...before, ...row! }
    const entry = await record(
      ctx,
      `achievement.${step}`,
      { kind: 'achievement', id, officeId: before.officeId },
      { params: { remark: step === 'revision' ? '' : (after.remark ?? '') } }
    )
    if (step === 'submission') await enqueue(ctx, await submitted(ctx, entry, after))
    if (step === 'return') await enqueue(ctx, await toFiler(ctx, entry, 'achievement_returned', after))
    if (step === 'approval') await enqueue(ctx, await toFiler(ctx, entry, 'achievement_approved', after))
    return after
  })
}

/** patents/ tells that a filed application is linked to these achievements, or no longer is. */
export async function markFiled(ctx: WriteCtx, ids: readonly string[], filed: boolean): Promise<void> {
  if (ids.length > 0)
    await ctx.db
      .update(achievements)
      .set({ filed })
      .where(inArray(achievements.id, [...ids]))
}
