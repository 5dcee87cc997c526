import { and, eq } from 'drizzle-orm'
import { achievementsByIds } from '../achievements/queries.ts'
import { transaction } from '../db/transaction.ts'
import { changesBetween, record } from '../history/actions.ts'
import { type Ctx, decide } from '../kernel/context.ts'
import { type Fault, fault, refuseFaults } from '../kernel/errors.ts'
import { next, sameVersion } from '../kernel/lifecycle.ts'
import { organisationsByIds } from '../organisations/queries.ts'
import { updateIndex } from '../search/actions.ts'
import {
  addPatent,
  addPatentees,
  patentColumns,
  replaceRelations,
  searchable,
  tellAchievements,
} from './adding/actions.ts'
import { grantedNumber, readNumbers } from './numbers.ts'
import { type NewPatent, type PatentChange, patentFaults } from './patent.ts'
import { may } from './policy.ts'
import { findByNumber, getPatent, type PatentRow } from './queries.ts'
import { type PatentStep, patentSteps } from './steps.ts'
import { patents } from './table.ts'
import { expiryOf } from './term.ts'

/** What the database knows against the input: a number taken, holders or achievements that are not there. */
async function unknownFaults(
  ctx: Ctx,
  officeId: string,
  input: PatentChange,
  number: string | null,
  except: string | null
): Promise<Fault[]> {
  const wanted = [...new Set([...input.applicants, ...input.patentees])]
  const [known, linked, double] = await Promise.all([
    organisationsByIds(ctx, officeId, wanted),
    achievementsByIds(ctx, officeId, input.achievements),
    number === null ? null : findByNumber(ctx, officeId, input.officeCode, number),
  ])
  const strangers = (['applicants', 'patentees'] as const).flatMap((field) =>
    input[field].flatMap((id, i) => {
      if (!known.has(id)) return [fault([field, i], id, 'patent.holder_unknown')]
      return input[field].indexOf(id) < i ? [fault([field, i], id, 'patent.holder_twice')] : []
    })
  )
  const missing = input.achievements.flatMap((id, i) =>
    linked.some((a) => a.id === id) ? [] : [fault(['achievements', i], id, 'patent.achievement_unknown')]
  )
  const taken =
    double === null || double.id === except
      ? []
      : [
          fault(['applicationNumber'], number, 'patent.number_taken', {
            number: number ?? '',
            reference: double.reference,
          }),
        ]
  return [...taken, ...strangers, ...missing]
}

/** One fault a field is enough: a number that could not be read is not compared, too. */
const unsaid = (said: readonly Fault[], more: readonly Fault[]): Fault[] =>
  more.filter(({ path }) => !said.some((fault) => fault.path[0] === path[0]))

/** What is stored of an input, its patent number as the grant makes it, and what is wrong with that. */
function numbered(input: PatentChange, applicationNumber: string | null) {
  const columns = patentColumns(input, applicationNumber)
  const { patentNumber, faults: number } = grantedNumber(columns)
  return { ...columns, patentNumber, number }
}

export function createPatent(ctx: Ctx, input: NewPatent): Promise<PatentRow> {
  const officeId = ctx.actor.officeId ?? ''
  decide(ctx, may, 'create', { officeId, holderTenants: [], inventorIds: [], disclosers: [] })
  return transaction(ctx, async (ctx) => {
    const { faults, applicationNumber, ...numbers } = readNumbers(input)
    const { number, ...columns } = numbered({ ...input, ...numbers }, applicationNumber)
    refuseFaults([
      ...faults,
      ...unsaid(faults, number),
      ...patentFaults({
        ...columns,
        applicationNumber: input.applicationNumber ?? null,
        status: input.status,
        patentees: input.patentees,
      }),
      ...(await unknownFaults(ctx, officeId, input, applicationNumber, null)),
    ])
    const made = await addPatent(ctx, officeId, input, columns, { status: input.status })
    return getPatent(ctx, made.id)
  })
}

export function editPatent(ctx: Ctx, id: string, version: number, input: PatentChange): Promise<PatentRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getPatent(ctx, id)
    decide(ctx, may, 'edit', before)
    sameVersion(before, version)
    const { faults, applicationNumber, ...numbers } = readNumbers(input)
    const { number, ...columns } = numbered({ ...input, ...numbers }, applicationNumber)
    refuseFaults([
      ...faults,
      ...unsaid(faults, number),
      ...patentFaults({
        ...columns,
        applicationNumber: input.applicationNumber ?? null,
        status: before.status,
        patentees: input.patentees,
      }),
      ...(await unknownFaults(ctx, before.officeId, input, applicationNumber, id)),
    ])
    const ids = (list: readonly { organisationId: string }[]) => list.map(({ organisationId }) => organisationId)
    const relations = {
      applicants: ids(before.applicants),
      patentees: ids(before.patentees),
      achievements: before.achievements.map((a) => a.id),
    }
    const wanted = { applicants: input.applicants, patentees: input.patentees, achievements: input.achievements }
    const changes = [...changesBetween(before, columns), ...changesBetween(relations, wanted)]
    if (changes.length === 0) return before
    await ctx.db
      .update(patents)
      .set({ ...columns, version: version + 1, updatedAt: ctx.now })
      .where(and(eq(patents.id, id), eq(patents.version, version)))
    await replaceRelations(ctx, before, input)
    await tellAchievements(ctx, [...relations.achievements, ...input.achievements])
    await updateIndex(ctx, before, searchable({ ...columns, reference: before.reference }))
    await record(ctx, 'patent.edited', { kind: 'patent', id, officeId: before.officeId }, { changes })
    return getPatent(ctx, id)
  })
}

/** Records what the patent office or the calendar did (lifecycle (b)). */
export function advancePatent(
  ctx: Ctx,
  id: string,
  version: number,
  step: PatentStep,
  input: Record<string, unknown>
): Promise<PatentRow> {
  return transaction(ctx, async (ctx) => {
    const before = await getPatent(ctx, id)
    decide(ctx, may, step, before, 'error.step_forbidden')
    sameVersion(before, version)
    const status = next(patentSteps[step], before.status, before.resumeTo, 'patent.wrong_state', 'patent.status')
    const { remark, ...facts } = input as { remark?: string; applicationNumber?: string; filingDate?: string }
    const { officeCode, kind, officeId } = before
    const { faults, applicationNumber: number, ...numbers } = readNumbers({ ...facts, officeCode, kind })
    const double = number === null ? null : await findByNumber(ctx, officeId, officeCode, number)
    const taken =
      double === null || double.id === id
        ? []
        : [
            fault(['applicationNumber'], number, 'patent.number_taken', {
              number: number!,
              reference: double.reference,
            }),
          ]
    const expiryDate =
      before.expiryDate ??
      (facts.filingDate === undefined ? null : expiryOf(before.officeCode, before.kind, facts.filingDate))
    const set = {
      ...facts,
      ...numbers,
      ...(number !== null && { applicationNumber: number }),
      expiryDate,
      status,
      resumeTo: step === 'suspension' ? before.status : null,
    }
    const numbered = grantedNumber({ ...before, ...set })
    // Who applied is granted the patent, unless the register knows another patentee already.
    const granted = step === 'grant' && before.patentees.length === 0 ? before.applicants : []
    refuseFaults([
      ...faults,
      ...unsaid(faults, numbered.faults),
      ...taken,
      // Older records may lack a patentee; what happens to them later is not held up by it.
      ...patentFaults({ ...before, ...set, patentees: step === 'grant' ? [...before.patentees, ...granted] : ['any'] }),
    ])
    await ctx.db
      .update(patents)
      .set({ ...set, patentNumber: numbered.patentNumber, version: version + 1, updatedAt: ctx.now })
      .where(and(eq(patents.id, id), eq(patents.version, version)))
    await addPatentees(
      ctx,
      before,
      granted.map(({ organisationId }) => organisationId)
    )
    await tellAchievements(
      ctx,
      before.achievements.map((a) => a.id)
    )
    await record(
      ctx,
      `patent.${step}`,
      { kind: 'patent', id, officeId: before.officeId },
      {
        params: { remark: remark ?? '' },
        changes: [
          ...changesBetween(before, { ...set, patentNumber: numbered.patentNumber }, ['version', 'resumeTo']),
          ...(granted.length === 0
            ? []
            : [{ field: 'patentees', from: [], to: granted.map(({ organisationId }) => organisationId) }]),
        ],
      }
    )
    return getPatent(ctx, id)
  })
}
